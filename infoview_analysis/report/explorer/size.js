// --- Size and place --------------------------------------------------------------------------------------

const zoomTo = (scale, x = stage.clientWidth / 2, y = stage.clientHeight / 2) => {
  const svg = view.drawing.querySelector("svg");
  const { width, height } = svg.viewBox.baseVal;
  const next = Math.max(0.05, Math.min(scale, 3));
  const grown = next / view.scale;
  const [left, top] = [(stage.scrollLeft + x) * grown - x, (stage.scrollTop + y) * grown - y];
  view.scale = next;
  svg.setAttribute("width", width * next);
  svg.setAttribute("height", height * next);
  stage.scrollTo(left, top);
};

const fitWidth = () => (stage.clientWidth - 2) / view.drawing.querySelector("svg").viewBox.baseVal.width;
const ZOOMS = { in: () => view.scale * 1.25, out: () => view.scale / 1.25, fit: () => Math.min(fitWidth(), 1.5) };

tools.addEventListener("click", (event) => {
  const kind = event.target.closest("[data-zoom]")?.dataset.zoom;
  if (kind) zoomTo(ZOOMS[kind]());
});

stage.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  const frame = stage.getBoundingClientRect();
  zoomTo(view.scale * Math.exp(-event.deltaY / 400), event.clientX - frame.left, event.clientY - frame.top);
}, { passive: false });

let held = null;
let dragged = false;
stage.addEventListener("pointerdown", (event) => {
  dragged = false;
  // Fingers scroll by themselves.
  if (event.pointerType === "touch" || event.button !== 0) return;
  held = { x: event.clientX, y: event.clientY, left: stage.scrollLeft, top: stage.scrollTop };
});
addEventListener("pointermove", (event) => {
  if (!held) return;
  const [right, down] = [event.clientX - held.x, event.clientY - held.y];
  dragged ||= Math.hypot(right, down) > 4;
  stage.classList.toggle("dragged", dragged);
  if (dragged) stage.scrollTo(held.left - right, held.top - down);
});
addEventListener("pointerup", () => {
  held = null;
  stage.classList.remove("dragged");
});
stage.addEventListener("click", (event) => {
  if (dragged) event.stopPropagation();
  dragged = false;
}, true);
