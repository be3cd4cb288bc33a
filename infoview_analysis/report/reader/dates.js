// --- The day is asked when the page is read: what was due later when it was made may be past now --------------

const now = new Date();
const today = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
for (const time of findAll("[data-due]")) {
  const isPast = time.dataset.due < today.slice(0, time.dataset.due.length);
  if (isPast && !time.parentElement.querySelector(".overdue")) {
    const mark = document.createElement("span");
    mark.className = "overdue";
    mark.textContent = "past";
    time.after(" ", mark);
  }
}
