// --- The tip: what is pointed at, or has the focus -------------------------------------------------------

let leaving = 0;
const hideTip = () => {
  clearTimeout(leaving);
  tip.hidden = true;
};

const tellItem = (item) => {
  if (item.node === 0) return [make("p", "about", "You")];
  if (view.groups && !item.pairs) return [make("p", "about", titleOf(view, item))];
  if (item.pairs) {
    const [{ from, to }] = item.pairs;
    const names = [name(from), from ? " pointed to " : " found ", name(to)];
    const title = view.groups ? [titleBetween(view, item)] : names;
    return [make("p", "about", ...title), quotes(item.pairs, MOST_SAID)];
  }
  return [...about(item.node), quotes(into[item.node], MOST_SAID)];
};

const showTip = (item, at) => {
  clearTimeout(leaving);
  tip.replaceChildren(...tellItem(item).filter(Boolean));
  tip.hidden = false;
  const frame = sheet.getBoundingClientRect();
  const left = Math.max(0, Math.min(at.left, frame.right - tip.offsetWidth) - frame.left);
  const isLow = at.bottom + tip.offsetHeight + 12 > innerHeight && at.top - frame.top > tip.offsetHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${(isLow ? at.top - tip.offsetHeight - 8 : at.bottom + 8) - frame.top}px`;
};

const dotOf = (item) => {
  const { element } = item.pairs ? view.nodeOf.get(item.to) : item;
  return element.querySelector(".dot").getBoundingClientRect();
};
const itemAt = (target) => view.items.get(target.closest?.(".node, .link"));

stage.addEventListener("pointerover", (event) => {
  const item = event.pointerType === "touch" || dragged ? undefined : itemAt(event.target);
  if (!item) return;
  showTip(item, item.pairs ? { left: event.clientX + 8, top: event.clientY, bottom: event.clientY } : dotOf(item));
});
// Time to move into the tip, whose words may be wanted.
const leave = () => {
  clearTimeout(leaving);
  leaving = setTimeout(hideTip, 250);
};
stage.addEventListener("pointerout", leave);
tip.addEventListener("pointerenter", () => clearTimeout(leaving));
tip.addEventListener("pointerleave", leave);
stage.addEventListener("scroll", hideTip);
