const explorer = document.querySelector("[data-network]");
const source = explorer?.querySelector(".network-data");
if (!source) return;

const { people, pairs, views } = JSON.parse(source.textContent);
const find = (selector) => explorer.querySelector(selector);
const [controls, tools, board, sheet, stage] = [".controls", ".tools", ".board", ".sheet", ".stage"].map(find);
const [tip, card, found, time, until, play] = [".tip", ".card", ".found", ".time", ".until", ".play"].map(find);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const MOST_SAID = 3;
const MOST_LISTED = 60;
