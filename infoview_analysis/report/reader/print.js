// --- On paper nothing can be opened: the first quotes of what is in sight are, the rest stays counted only ----

let closed = [];
addEventListener("beforeprint", () => {
  const hidden = (element) => element.parentElement.closest("details:not([open])") !== null;
  closed = findAll("details.row:not([open], .gap)").filter((element) => !hidden(element));
  for (const element of closed) element.open = true;
});
addEventListener("afterprint", () => {
  for (const element of closed) element.open = false;
});
