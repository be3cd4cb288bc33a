"use strict";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The day is asked when the page is read, so that the page itself is the same on any day.
const now = new Date();
const today = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
for (const time of document.querySelectorAll("[data-due]")) {
  if (time.dataset.due < today.slice(0, time.dataset.due.length)) {
    const mark = document.createElement("span");
    mark.className = "overdue";
    mark.textContent = "past";
    time.after(" ", mark);
  }
}

const field = document.querySelector("#filter");
const shown = document.querySelector("#shown");
const items = [...document.querySelectorAll("[data-item]")].map((element) => ({ element, text: fold(element.textContent) }));
const folds = [...document.querySelectorAll("details.more")].map((element) => ({ element, open: element.open }));

const groups = [...document.querySelectorAll("main section, .group")].filter((element) => element.querySelector("[data-item]"));
const hasMatch = (element) => element.querySelector("[data-item]:not([hidden])") !== null;

const filter = () => {
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { element, text } of items) {
    element.hidden = !words.every((word) => text.includes(word));
    count += element.hidden ? 0 : 1;
  }
  for (const { element, open } of folds) {
    element.hidden = !hasMatch(element);
    element.open = words.length > 0 || open;
  }
  for (const element of groups) element.hidden = !hasMatch(element);
  document.body.classList.toggle("filtering", words.length > 0);
  shown.textContent = words.length > 0 ? `${count} of ${items.length}` : "";
};

if (field !== null && items.length > 0) {
  field.closest("label").hidden = false;
  field.addEventListener("input", filter);
}

// On paper nothing can be opened: quotes are, what is named once or further down stays counted only.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open], .more)")];
  for (const element of closed) element.open = true;
});
addEventListener("afterprint", () => {
  for (const element of closed) element.open = false;
});
