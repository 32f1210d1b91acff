// The desk by keyboard: J and K go through the cases, a letter presses the button that shows it, Z undoes.
// Whoever works with a screen reader or by voice can turn the letters off; the browser remembers it.
const STORE = "forum-desk-keys";
const cases = () => [...document.querySelectorAll("[data-case]")];

function isOff() {
  try {
    return localStorage.getItem(STORE) === "off";
  } catch {
    return false;
  }
}

function current() {
  const found = document.activeElement?.closest("[data-case]");
  const all = cases();
  return found || (all.length === 1 ? all[0] : null);
}

function go(step) {
  const all = cases();
  const here = all.indexOf(document.activeElement?.closest("[data-case]"));
  const next = here < 0 ? all[0] : all[Math.min(Math.max(here + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const place = current();
  const button =
    place?.querySelector(`[data-key="${CSS.escape(key)}"]`) ||
    document.querySelector(`[data-key="${CSS.escape(key)}"][data-anywhere]`);
  button?.closest("details")?.setAttribute("open", "");
  button?.click();
  return Boolean(button);
}

document.addEventListener("keydown", (event) => {
  if (!cases().length && !document.querySelector("[data-anywhere]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isOff()) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    event.preventDefault();
    go(key === "j" ? 1 : -1);
  } else if (key === "enter" && event.target.matches("[data-case]")) {
    event.target.querySelector("[data-open]")?.click();
  } else if (key.length === 1 && press(key)) {
    event.preventDefault();
  }
});

const keys = document.querySelector("[data-keys]");
if (keys) {
  const box = keys.querySelector("input");
  keys.hidden = false;
  box.checked = !isOff();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(STORE, box.checked ? "on" : "off");
    } catch {
      // Without storage the choice holds for this page only, and the letters stay on.
    }
  });
}

// After a decision the work goes on at the first row.
if (document.querySelector(".case.is-done")) cases()[0]?.focus({ preventScroll: true });
