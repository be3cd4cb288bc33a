// --- The pictures ----------------------------------------------------------------------------------------

const sayPerson = (person) => {
  const { name: who, field, status, day, steps: where } = people[person];
  const by = into[person].filter(({ from }) => from !== 0).map(({ from }) => people[from].name);
  const led = by.length ? `pointed to by ${by.join(", ")}` : where;
  if (person === 0) return "You";
  return [who, job(people[person]), field, `${status} ${day}`.trim(), led].filter(Boolean).join("; ");
};

const sayPair = (pair) => {
  const [{ quote, how, way, day }] = pair.said;
  const words = (pair.from === 0 ? how : quote) || "";
  const names = pair.from === 0
    ? `${people[pair.to].name}, ${way}`
    : `${people[pair.from].name} pointed to ${people[pair.to].name}`;
  return `${names}${day && `, ${day}`}${words && `: “${words}”`}`;
};

const readView = (groups, number) => {
  const drawing = explorer.querySelectorAll(".drawing")[number];
  const view = { drawing, groups, of: groups?.of ?? people.map((_, person) => person), scale: 1 };
  const members = new Map();
  view.of.forEach((node, person) => members.set(node, [...(members.get(node) ?? []), person]));
  const between = new Map();
  for (const pair of pairs) {
    const key = `${view.of[pair.from]} ${view.of[pair.to]}`;
    between.set(key, [...(between.get(key) ?? []), pair]);
  }
  const items = [...drawing.querySelectorAll(".node, .link")].map((element) => {
    const { node, column, from, to } = element.dataset;
    return node === undefined
      ? { element, from: Number(from), to: Number(to), pairs: between.get(`${from} ${to}`) }
      : { element, node: Number(node), column, members: members.get(Number(node)) };
  });
  view.items = new Map(items.map((item) => [item.element, item]));
  view.nodes = items.filter(({ node }) => node !== undefined);
  view.links = items.filter(({ node }) => node === undefined);
  view.nodeOf = new Map(view.nodes.map((item) => [item.node, item]));
  return view;
};

const sizeOf = ({ members }) => {
  const met = members.filter((person) => people[person].stage === "interviewed").length;
  return `${count(members.length, "person", "people")}, ${met.toLocaleString("en")} interviewed`;
};
const titleOf = (view, item) => `${view.groups.names[item.node]}: ${sizeOf(item)}`;

const titleBetween = (view, item) =>
  `${view.groups.names[item.from]} to ${view.groups.names[item.to]}: ` +
  count(item.pairs.length, "referral", "referrals");

const sayItem = (view, item) => {
  if (item.node === 0) return "You";
  if (view.groups) return item.pairs ? titleBetween(view, item) : titleOf(view, item);
  return item.pairs ? sayPair(item.pairs[0]) : sayPerson(item.node);
};

const bringAlive = (view) => {
  const svg = view.drawing.querySelector("svg");
  svg.setAttribute("role", "group");
  svg.setAttribute("class", "alive");
  for (const item of view.items.values()) {
    item.element.setAttribute("role", "button");
    item.element.setAttribute("tabindex", "-1");
    item.element.setAttribute("aria-label", sayItem(view, item));
  }
  view.nodeOf.get(0).element.setAttribute("tabindex", "0");
};

const all = views.map(readView);
all.forEach(bringAlive);
let view = all[0];
