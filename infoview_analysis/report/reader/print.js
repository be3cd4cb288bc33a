// --- On paper nothing can be opened: quotes are, what is named once or further down stays counted only --------

let closed = [];
addEventListener("beforeprint", () => {
  closed = findAll("main details:not([open], .more, .gap, .talk)");
  for (const element of closed) element.open = true;
});
addEventListener("afterprint", () => {
  for (const element of closed) element.open = false;
});
