// --- How the network grew --------------------------------------------------------------------------------

let ticking = 0;
const stop = () => {
  clearInterval(ticking);
  ticking = 0;
  play.textContent = still.matches ? "Next step" : "Play";
};
const tick = () => {
  time.value = Number(time.value) === steps.length ? 0 : Number(time.value) + 1;
  update();
  if (Number(time.value) === steps.length) stop();
};

play.addEventListener("click", () => {
  if (ticking) return stop();
  tick();
  if (still.matches) return undefined;
  play.textContent = "Pause";
  ticking = setInterval(tick, Math.max(150, Math.min(700, 20000 / steps.length)));
  return undefined;
});
time.addEventListener("input", () => {
  stop();
  update();
});
still.addEventListener("change", stop);
