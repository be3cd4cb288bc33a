// --- The controls ----------------------------------------------------------------------------------------

controls.addEventListener("input", update);
controls.addEventListener("reset", () => setTimeout(update));
controls.addEventListener("submit", (event) => {
  event.preventDefault();
  const first = view.nodes.find((item) => item.node !== 0 && item.element.matches(":not(.dim):not(.later)"));
  if (first) goTo(first);
});

find(".view")?.addEventListener("change", (event) => {
  closeCard();
  view = all.find(({ drawing }) => drawing.dataset.view === event.target.value);
  for (const { drawing } of all) drawing.hidden = drawing !== view.drawing;
  start();
});

// Small enough to be seen whole where that can be read.
const start = () => {
  zoomTo(Math.max(0.85, Math.min(1, fitWidth())));
  stage.scrollTo(0, 0);
  update();
};

time.max = steps.length;
time.value = steps.length;
find(".replay").hidden = steps.length < 2;
for (const element of [controls, tools, find(".help")]) element.hidden = false;
// The way in is the picture itself now.
stage.removeAttribute("tabindex");
stop();
start();
