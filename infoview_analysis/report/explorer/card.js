// --- The card: all about a person, or a group ------------------------------------------------------------

const listNames = (some) => {
  const shown = some.slice(0, MOST_LISTED).map((person) =>
    make("li", "", openButton(person), " ", make("span", "detail", people[person].status)));
  const left = some.length - shown.length;
  return make("ul", "", ...shown, left ? make("li", "detail", `and ${left} more, all in the table`) : null);
};

const part = (title, ...content) => [make("h4", "", title), ...content];

const tellPerson = (person) => {
  const { name: who, downstream = 0, status } = people[person];
  const steps = findPath(person).map((one) => (one === person || one === 0 ? name(one) : openButton(one)));
  const path = steps.flatMap((step) => [" → ", step]).slice(1);
  const saidTitle = into[person].every(({ from }) => from === 0) ? "How you came to them" : "What was said";
  const led = outOf[person].map(({ to }) => to);
  const ledTitle = person ? `Pointed to ${count(led.length, "person", "people")}` : "No referral led to these";
  const reached = `Led on to ${count(downstream, "person", "people")}, directly or through others.`;
  return [
    make("h3", "", make("bdi", "", who)),
    ...(status ? [...about(person).slice(1), ...part("How you got there", make("p", "", ...path))] : []),
    ...(into[person].length ? part(saidTitle, quotes(into[person], Infinity)) : []),
    ...(led.length ? part(ledTitle, listNames(led)) : []),
    downstream > led.length ? make("p", "detail", reached) : null,
  ];
};

const tellGroup = (group) => {
  const item = view.nodeOf.get(group);
  const title = make("h3", "", make("bdi", "", view.groups.names[group]));
  return [title, make("p", "", sizeOf(item)), listNames(item.members)];
};

const openCard = (content, choice, opener) => {
  const close = make("button", "close", "Close");
  close.type = "button";
  card.replaceChildren(close, ...content.filter(Boolean));
  Object.assign(chosen, { person: null, group: null }, choice);
  chosen.opener = opener ?? chosen.opener;
  card.hidden = false;
  card.scrollTop = 0;
  board.classList.add("open");
  hideTip();
  update();
  const node = view.nodeOf.get(chosen.group ?? view.of[chosen.person]).element;
  node.scrollIntoView({ block: "nearest", inline: "nearest" });
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
};

const choosePerson = (person, opener) => openCard(tellPerson(person), { person }, opener);

const openItem = (item) => {
  const node = item.node ?? item.to;
  if (view.groups && node !== 0) openCard(tellGroup(node), { group: node }, item.element);
  else choosePerson(node, item.element);
};

const closeCard = () => {
  if (card.hidden) return;
  card.hidden = true;
  board.classList.remove("open");
  Object.assign(chosen, { person: null, group: null });
  update();
  if (chosen.opener?.isConnected) chosen.opener.focus();
  chosen.opener = null;
  hideTip();
};

explorer.addEventListener("click", (event) => {
  const item = stage.contains(event.target) ? itemAt(event.target) : undefined;
  const button = event.target.closest("[data-open], tr[data-person] th button, .close");
  if (item) openItem(item);
  else if (button?.matches(".close")) closeCard();
  else if (button?.dataset.open) choosePerson(Number(button.dataset.open));
  else if (button) choosePerson(Number(button.closest("tr").dataset.person), button);
});

explorer.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hideTip();
  closeCard();
});
