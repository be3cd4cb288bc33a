// --- Keys in the picture: one stop for Tab, arrows from there --------------------------------------------

const isShown = ({ element }) => !element.classList.contains("later");

const beside = (some, item, step) => {
  const shown = some.filter(isShown);
  return shown[shown.indexOf(item) + step];
};

const goUpOrDown = (item, step) =>
  item.pairs
    ? beside(view.links.filter(({ from }) => from === item.from), item, step)
    : beside(view.nodes.filter(({ column }) => column === item.column), item, step);

const leadsTo = (item) => {
  const lines = view.links.filter((link) => link.to === item.node && isShown(link));
  return lines.find(({ element }) => element.classList.contains("main")) ?? lines[0];
};

const leadsOn = (item) => view.links.find((link) => link.from === item.node && isShown(link));

const MOVES = {
  ArrowUp: (item) => goUpOrDown(item, -1),
  ArrowDown: (item) => goUpOrDown(item, 1),
  ArrowRight: (item) => (item.pairs ? view.nodeOf.get(item.to) : leadsOn(item)),
  ArrowLeft: (item) => (item.pairs ? view.nodeOf.get(item.from) : leadsTo(item)),
  Home: () => view.nodeOf.get(0),
};

const goTo = ({ element }) => {
  view.drawing.querySelector("[tabindex='0']").setAttribute("tabindex", "-1");
  element.setAttribute("tabindex", "0");
  element.focus();
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
};

stage.addEventListener("keydown", (event) => {
  const item = itemAt(event.target);
  const isOpening = event.key === "Enter" || event.key === " ";
  if (!item || event.ctrlKey || event.altKey || event.metaKey || !(isOpening || event.key in MOVES)) return;
  event.preventDefault();
  const next = isOpening ? undefined : MOVES[event.key](item);
  if (isOpening) openItem(item);
  else if (next) goTo(next);
});

stage.addEventListener("focusin", (event) => {
  const item = itemAt(event.target);
  if (!item?.element.matches(":focus-visible")) return;
  // After the picture has moved to show it, which would hide the tip again.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    if (document.activeElement === item.element) showTip(item, dotOf(item));
  }));
});
stage.addEventListener("focusout", hideTip);
