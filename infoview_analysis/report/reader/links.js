// --- Quotes that stand once and are wanted in two places ------------------------------------------------------

/** Put the quotes of a skill into a gap that is opened. */
const fillQuotes = (place) => {
  const said = document.getElementById(place.dataset.quotes);
  if (!said) return;
  const copy = said.cloneNode(true);
  copy.removeAttribute("id");
  place.replaceChildren(copy);
  place.dataset.filled = "yes";
};

document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.matches("details.row")) findAll("[data-quotes]", target).forEach(fillQuotes);
}, true);

// --- What a link leads to is opened ---------------------------------------------------------------------------

const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let element = target; element; element = element.parentElement) {
    if (element.matches("details")) element.open = true;
  }
  if (!target) return;
  target.scrollIntoView({ block: target.matches("section, .group") ? "start" : "center" });
  const row = target.closest("details, li, article") ?? target;
  const way = row.matches("details") ? row.querySelector("summary") : row;
  if (way !== row || row.matches("[tabindex]")) way.focus({ preventScroll: true });
};

addEventListener("hashchange", openTarget);
document.addEventListener("click", (event) => {
  // The second click on the same link, too, opens what was closed in between.
  const link = event.target.closest("a[href^='#']");
  if (link && link.hash === location.hash) openTarget();
});
if (location.hash.length > 1) openTarget();
