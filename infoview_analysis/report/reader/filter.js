// --- The filter: words, field of work and time, over all sections ---------------------------------------------

const form = find(".filters form");
const shown = find("#shown");
const said = findAll("main [data-talk]").map((element) => ({ element, talk: Number(element.dataset.talk) }));
const items = findAll("main [data-item]");
const folds = findAll("details.more").map((element) => ({ element, open: element.open }));
const rests = findAll(".dispute details");
const groups = findAll("main section, main .group").filter((element) => element.querySelector("[data-item]"));
const counted = findAll("main [data-counted]").map((element) => ({ element, ...element.dataset, html: [...element.childNodes] }));
const texts = new Map();
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, fold(item.textContent));
  return texts.get(item);
};

const readFilter = () => {
  const value = (key) => form.elements[key]?.value ?? "";
  const [field, from, to] = ["field", "from", "to"].map(value);
  // Only as much as both dates tell: 2024-05 is neither before nor after 2024-05-20.
  const isWithin = (date) => date !== "" &&
    (!from || date >= from.slice(0, date.length)) && (!to || date <= to.slice(0, date.length));
  const fits = ([one, date]) => (!field || one === (field === "-" ? "" : field)) && ((!from && !to) || isWithin(date));
  return {
    words: fold(value("words")).split(/\s+/).filter(Boolean),
    byTalk: Boolean(field || from || to),
    kept: new Set(talks.flatMap((talk, number) => (fits(talk) ? [number] : []))),
  };
};

const hasShown = (element) => element.querySelector("[data-item]:not([hidden])") !== null;

/** Tell whether an item is from one of some talks; one of no talk, such as a finding about a note, is from none. */
const isFrom = (item, kept) => {
  const { talk, talks: some } = item.dataset;
  if (talk !== undefined) return kept.has(Number(talk));
  if (some !== undefined) return some.split(" ").some((one) => one && kept.has(Number(one)));
  return item.querySelector("[data-talk]:not([hidden])") !== null;
};

const keepItems = ({ words, byTalk, kept }) => {
  for (const { element, talk } of said) element.hidden = byTalk && !kept.has(talk);
  let count = 0;
  for (const item of items) {
    const isKept = !byTalk || isFrom(item, kept);
    item.hidden = !isKept || !words.every((word) => textOf(item).includes(word));
    count += item.hidden ? 0 : 1;
  }
  return count;
};

/** Count the talks behind an item again: each once, where senses are told apart in its strongest. */
const countTalks = (list) => {
  const strongest = new Map();
  for (const { dataset } of list.querySelectorAll("[data-talk]:not([hidden])")) {
    const before = strongest.get(dataset.talk);
    if (before === undefined || STRENGTH.indexOf(dataset.sense) < STRENGTH.indexOf(before)) {
      strongest.set(dataset.talk, dataset.sense);
    }
  }
  return [...strongest.values()];
};

const sayCount = (number, total) => {
  if (number === 0 || total < 2) return "";
  if (total === 2) return number === 2 ? "both" : "one";
  return `${number} of ${total}`;
};

const sizes = new Map();
const recount = (total, byTalk) => {
  for (const { element, counted: id, html } of counted) {
    const list = document.getElementById(id);
    if (!byTalk || !list) {
      element.replaceChildren(...html);
      continue;
    }
    const found = countTalks(list);
    element.textContent = sayCount(found.length, total);
    sizes.set(element.closest("details"), found.length);
    redraw(list.closest("details"), found, total);
  }
};

const redraw = (row, found, total) => {
  const bar = row.querySelector(".bar");
  if (!bar) return;
  let start = 0;
  const parts = senses.map(([sense, name]) => [sense, name, found.filter((one) => one === sense).length]);
  bar.setAttribute("viewBox", `0 0 ${Math.max(1, total)} 1`);
  for (const [sense, , length] of parts) {
    const part = bar.querySelector(`.${sense}`);
    part?.setAttribute("x", start);
    part?.setAttribute("width", length);
    start += length;
  }
  row.querySelector(".split").textContent =
    parts.filter(([, , length]) => length).map(([, name, length]) => `${length} ${name}`).join(", ");
};

const bars = findAll("main .bar").map((bar) => ({
  bar,
  box: bar.getAttribute("viewBox"),
  split: bar.closest("details").querySelector(".split"),
  parts: [...bar.children].map((part) => [part, part.getAttribute("x"), part.getAttribute("width")]),
}));
for (const one of bars) one.words = one.split.textContent;

const restoreBars = () => {
  for (const { bar, box, split, words, parts } of bars) {
    bar.setAttribute("viewBox", box);
    split.textContent = words;
    for (const [part, x, width] of parts) {
      part.setAttribute("x", x);
      part.setAttribute("width", width);
    }
  }
};

// The most named first, of what is left; as before once nothing is filtered.
const lists = new Set(findAll("main .row.skill").map((row) => row.parentElement));
const orders = [...lists].map((list) => findAll(":scope > .row.skill", list));
const sortRows = (byTalk) => {
  for (const rows of orders) {
    const anchor = document.createComment("");
    rows.reduce((first, row) => (first.compareDocumentPosition(row) & 2 ? row : first)).before(anchor);
    const sorted = byTalk ? [...rows].sort((one, other) => (sizes.get(other) ?? 0) - (sizes.get(one) ?? 0)) : rows;
    for (const row of sorted) anchor.before(row);
    anchor.remove();
  }
};

const filter = () => {
  const state = readFilter();
  const active = state.byTalk || state.words.length > 0;
  const count = keepItems(state);
  for (const { element, open } of folds) {
    element.hidden = active && !hasShown(element);
    element.open = active || open;
  }
  for (const element of rests) {
    element.hidden = active && !element.querySelector(".said:not([hidden])");
    element.open = active;
  }
  for (const element of groups) element.hidden = active && !hasShown(element);
  restoreBars();
  recount(state.kept.size, state.byTalk);
  sortRows(state.byTalk);
  for (const place of findAll("[data-filled]")) fillQuotes(place);
  document.body.classList.toggle("filtering", active);
  document.body.classList.toggle("by-talk", state.byTalk);
  shown.textContent = active ? sayShown(count, state) : "";
};

const sayShown = (count, { byTalk, kept }) =>
  `${count.toLocaleString("en")} of ${items.length.toLocaleString("en")} entries` +
  (byTalk ? `, from ${kept.size} of ${talks.length} talks` : "");

if (form && items.length > 0) {
  find(".filters").hidden = false;
  find(".filters").open = matchMedia("(min-width: 66rem)").matches;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
}
