// What every page has: short messages, focus after a refused form, and older rows in place.

let timer;
function hide(box) {
  if (box.matches(":focus-within, :hover")) {
    timer = setTimeout(hide, 2000, box);
    return;
  }
  box.className = "vh";
  box.textContent = "";
}

// A sentence said in passing: document.dispatchEvent(new CustomEvent("forum:say", { detail: "…" })).
document.addEventListener("forum:say", (event) => {
  const box = document.querySelector("[data-status]");
  if (!box) return;
  clearTimeout(timer);
  box.className = "toast";
  box.textContent = event.detail;
  timer = setTimeout(hide, 8000, box);
});

// A strip that is wider than the screen begins where the present page stands in it.
document.querySelectorAll("nav [aria-current]").forEach((here) => {
  let strip = here.parentElement;
  while (strip !== document.body && getComputedStyle(strip).overflowX !== "auto") strip = strip.parentElement;
  if (strip === document.body) return;
  const [mark, frame] = [here, strip].map((part) => part.getBoundingClientRect());
  strip.scrollLeft += mark.left - frame.left - (frame.width - mark.width) / 2;
});

// A refused form: the summary takes the focus, so that it is read first.
document.querySelector("[data-focus]")?.focus();

// Older rows were appended: the focus goes to the first of them, as it would on a new page.
let before;
document.addEventListener("htmx:beforeSwap", (event) => {
  before = event.detail.target.lastElementChild;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const first = before?.nextElementSibling;
  if (event.detail.elt?.closest?.(".topics") || first?.matches?.(".topic")) {
    first?.querySelector("a[href]")?.focus({ preventScroll: true });
  }
  before = null;
});
