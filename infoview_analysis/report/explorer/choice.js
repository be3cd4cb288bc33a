// --- What is sought, when, and who is chosen -------------------------------------------------------------

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const texts = people.map((person) => fold([person.name, person.role, person.organization].filter(Boolean).join(" ")));
const rows = new Map(
  [...explorer.querySelectorAll("tr[data-person]")].map((row) => [Number(row.dataset.person), row]));
const chosen = { person: null, group: null, opener: null };

const readControls = () => {
  const value = (key) => controls.elements[key]?.value ?? "";
  const [words, field, kind, from, to] = ["words", "field", "stage", "from", "to"].map(value);
  const parts = fold(words).split(/\s+/).filter(Boolean);
  // Only as much as both dates tell: 2024-05 is neither before nor after 2024-05-20.
  const isWithin = (date) =>
    (!from || date >= from.slice(0, date.length)) && (!to || date <= to.slice(0, date.length));
  const fits = (person) =>
    parts.every((part) => texts[person].includes(part)) &&
    (!field || people[person].field === (field === "-" ? "" : field)) &&
    (!kind || people[person].stage === kind) &&
    ((!from && !to) || datesOf[person].some(isWithin));
  return { fits, active: Boolean(parts.length || field || kind || from || to) };
};

const update = () => {
  const { fits, active } = readControls();
  const limit = steps[time.value] ?? "";
  const chain = chosen.person === null ? null : findChain(chosen.person);
  const isThere = people.map((_, person) => person === 0 || isBy(known[person], limit));
  const isSought = people.map((_, person) => person === 0 || (isThere[person] && fits(person)));
  const isMet = (person) => people[person].stage === "interviewed" && isBy(people[person].met, limit);

  const joined = new Set([0, chosen.group]);
  for (const { from, to } of view.links) {
    if (from === chosen.group) joined.add(to);
    if (to === chosen.group) joined.add(from);
  }
  for (const { element, node, members } of view.nodes) {
    const sought = members.some((person) => isSought[person] && (!chain || chain.lit.has(person)));
    element.classList.toggle("later", !members.some((person) => isThere[person]));
    element.classList.toggle("dim", !sought || (chosen.group !== null && !joined.has(node)));
    element.classList.toggle("unmet", node !== 0 && !members.some(isMet));
    element.classList.toggle("chosen", node === chosen.group || members.length === 1 && members[0] === chosen.person);
  }
  for (const { element, from, to, pairs: lines } of view.links) {
    const there = lines.some((pair) => isThere[pair.from] && isThere[pair.to] && isBy(spoken.get(pair), limit));
    const dark = [from, to].map((node) => view.nodeOf.get(node).element.classList.contains("dim"));
    const inChain = chain !== null && lines.some((pair) => chain.lines.has(pair));
    const joins = chosen.group !== null && [from, to].includes(chosen.group);
    // Between groups there are too many further lines to be seen, but for those of one group.
    const isExtra = view.groups !== null && element.classList.contains("also");
    element.classList.toggle("later", !there || (isExtra && !joins && !inChain));
    element.classList.toggle("dim", chain ? !inChain : chosen.group === null ? dark.some(Boolean) : !joins);
    element.classList.toggle("chain", inChain);
  }
  for (const [person, row] of rows) {
    row.classList.toggle("out", !isSought[person] || (chosen.group !== null && view.of[person] !== chosen.group));
    row.classList.toggle("chosen", person === chosen.person);
  }
  for (const body of explorer.querySelectorAll("tbody")) body.hidden = !body.querySelector("tr:not(.out)");
  // The note-taker is not counted.
  const [sought, there] = [isSought, isThere].map((which) => which.filter(Boolean).length - 1);
  tellFound(active, sought, there);
  tellTime(limit, there, people.filter((_, person) => isMet(person)).length);
};

const tellFound = (active, sought, there) => {
  const some = sought ? `${sought.toLocaleString("en")} of ${count(there, "person", "people")}` : "Nobody fits";
  found.textContent = active ? some : "";
};

const tellTime = (limit, there, met) => {
  const then = `${count(there, "person", "people")}, ${met.toLocaleString("en")} interviewed`;
  until.textContent = limit ? `${sayDate(limit)}: ${then}` : "everything";
  time.setAttribute("aria-valuetext", until.textContent);
};
