// --- Elements: words of a note become text, never markup -------------------------------------------------

const make = (tag, kind, ...content) => {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.append(...content.filter((one) => one !== null && one !== ""));
  return element;
};

const name = (person) => make("bdi", "", people[person].name);
const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const sayDate = (date) => {
  const [year, month, day] = date.split("-").map(Number);
  const parts = { year: "numeric", month: "long", ...(day ? { day: "numeric" } : {}) };
  return new Date(year, month - 1, day || 1).toLocaleDateString("en-GB", parts);
};

const openButton = (person) => {
  const button = make("button", "inline", name(person));
  button.type = "button";
  button.dataset.open = person;
  return button;
};

const said = (pair, words) => {
  const who = pair.from === 0 ? [words.way] : [name(pair.from), words.day && `, ${words.day}`];
  const place = make(words.href ? "a" : "span", "", make("bdi", "place", words.place));
  if (words.href) place.href = words.href;
  const quote = pair.from === 0 ? words.how : words.quote;
  return make("li", "said", quote && make("blockquote", "", quote), make("p", "source", ...who, " ", place));
};

const quotes = (some, most) => {
  const all = some.flatMap((pair) => pair.said.map((words) => [pair, words]));
  const left = all.length > most ? make("li", "detail", `and ${all.length - most} more`) : null;
  return make("ul", "plain", ...all.slice(0, most).map(([pair, words]) => said(pair, words)), left);
};

const state = (person) => {
  const { stage: kind, status, day } = people[person];
  return make("p", "", make("span", `state ${kind}`, status), day && ` ${day}`);
};

const job = ({ role, organization }) => [role, organization].filter(Boolean).join(", ");
const about = (person) => [
  make("p", "about", name(person)),
  job(people[person]) && make("p", "", job(people[person])),
  make("p", "detail", [people[person].field, people[person].steps].filter(Boolean).join(" · ")),
  state(person),
];
