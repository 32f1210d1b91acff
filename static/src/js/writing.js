// Writing, quicker: quoting, mentions, a preview while writing, editing in place, a guard for unsaved text.

// ---- Quoting: the link opens the reply page with the quote; here it goes into the reply box.
function addQuote(box, words) {
  const quote = `${words.trimEnd()}\n\n`;
  box.value = box.value.trim() ? `${box.value.trimEnd()}\n\n${quote}` : quote;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  box.scrollIntoView({ block: "center" });
}

async function wholeQuote(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector("textarea[data-reply]")?.value ?? "";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-quote]");
  const box = document.querySelector("textarea[data-reply]");
  if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const post = link.closest(".post");
  const selection = document.getSelection();
  const inside =
    selection && !selection.isCollapsed && post?.contains(selection.anchorNode) && post.contains(selection.focusNode);
  const words = inside ? selection.toString().trim() : "";
  if (words) {
    addQuote(box, `[quote="${link.dataset.quote}"]\n${words}\n[/quote]\n\n`);
    return;
  }
  wholeQuote(link.href)
    .then((quote) => (quote ? addQuote(box, quote) : Promise.reject(new Error("no quote"))))
    .catch(() => location.assign(link.href));
});

// ---- Prepared replies: without scripts the button shows the reply page with the text in it; here it goes into the box.
async function withPrepared(button) {
  const body = new FormData(button.form);
  body.delete("files");
  body.set(button.name, button.value);
  const response = await fetch(button.form.action, { method: "POST", body, headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const text = page.querySelector("textarea[data-reply]")?.value;
  if (text === undefined) throw new Error("no text");
  const language = page.querySelector("select[name=language]")?.value;
  if (language) button.form.elements.language.value = language;
  return text;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-prepare]");
  const box = button?.form.querySelector("textarea[data-reply]");
  if (!box) return;
  event.preventDefault();
  withPrepared(button)
    .then((text) => {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
      box.setSelectionRange(text.length, text.length);
    })
    .catch(() => button.form.requestSubmit(button));
});

// ---- Mentions: <text-expander keys="@" data-url="/mentions"> around a textarea.
// Its events do not bubble, so they are caught on the way down.
document.addEventListener("text-expander-change", (event) => {
  const { key, provide, text } = event.detail;
  const source = event.target.dataset.url;
  // A name stands on one line; what was written after an unfinished one is none.
  if (key !== "@" || !source || text.length < 1 || text.length > 80 || text.includes("\n")) return;
  provide(
    fetch(`${source}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : { items: [] }))
      .then(({ items }) => {
        const list = document.createElement("ul");
        list.className = "menu-panel expander";
        list.setAttribute("role", "listbox");
        for (const item of items) {
          const row = document.createElement("li");
          row.setAttribute("role", "option");
          row.id = `mention-${item.value}`;
          row.dataset.value = item.value;
          const handle = document.createElement("small");
          handle.textContent = `@${item.value}`;
          row.append(`${item.label} `, handle);
          list.append(row);
        }
        return { matched: items.length > 0, fragment: list };
      })
      .catch(() => ({ matched: false })),
  );
}, true);
document.addEventListener("text-expander-value", (event) => {
  event.detail.value = `@${event.detail.item.dataset.value}`;
}, true);

// The list stands at the caret; near the right edge it moves back into the window.
document.addEventListener("text-expander-activate", (event) => {
  const expander = event.target;
  requestAnimationFrame(() => {
    const list = expander.querySelector(".expander");
    if (!list) return;
    const over = list.getBoundingClientRect().right + 8 - document.documentElement.clientWidth;
    if (over > 0) list.style.translate = `${-over}px`;
  });
}, true);

// ---- Preview: the server renders with the pipeline that posts go through.
const timers = new WeakMap();
const asked = new WeakMap();

function pane(box) {
  return document.getElementById(box.dataset.preview);
}

function say(target, words) {
  const line = document.createElement("p");
  line.className = "muted";
  line.textContent = words;
  target.replaceChildren(line);
}

async function render(box, which = "1") {
  const target = pane(box);
  if (!target) return;
  target.hidden = false;
  box.dataset.shown = which;
  if (!box.value.trim()) {
    say(target, target.dataset.empty);
    return;
  }
  const form = new FormData(box.form);
  const body = new FormData();
  body.set("body", box.value);
  body.set("preview", which);
  for (const name of ["csrf_token", "title", "language", "audience", "city"]) {
    if (form.get(name)) body.set(name, form.get(name));
  }
  for (const name of ["topic", "post"]) {
    if (box.dataset[name]) body.set(name, box.dataset[name]);
  }
  const turn = (asked.get(box) ?? 0) + 1;
  asked.set(box, turn);
  try {
    const response = await fetch("/preview", { method: "POST", body, headers: { Accept: "text/html" } });
    // Only the last question counts; a page of another kind (signed out) is not put here.
    if (asked.get(box) === turn && [200, 403, 422, 429].includes(response.status)) {
      const text = await response.text();
      if (!text.trimStart().startsWith("<!")) target.innerHTML = text;
    }
  } catch {
    // The next key asks again.
  }
}

function later(box) {
  if (pane(box)?.hidden) return;
  clearTimeout(timers.get(box));
  timers.set(box, setTimeout(() => render(box), 700));
}

document.addEventListener("text-expander-committed", (event) => later(event.detail.input), true);
document.addEventListener("input", (event) => {
  const box = event.target.closest("textarea[data-preview]");
  if (box) later(box);
});
document.addEventListener("change", (event) => {
  const box = event.target.form?.querySelector("textarea[data-preview]");
  if (box && box !== event.target && ["language", "audience", "city"].includes(event.target.name)) later(box);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-preview-now]");
  const box = button && document.getElementById(button.dataset.previewNow);
  if (!box) return;
  event.preventDefault();
  const target = pane(box);
  clearTimeout(timers.get(box));
  // Pressed again it closes; the other button shows the other view.
  const shown = target && !target.hidden && box.dataset.shown === button.value;
  if (shown && box.dataset.live === undefined) target.hidden = true;
  else render(box, button.value).then(() => target?.scrollIntoView({ block: "nearest" }));
});
for (const box of document.querySelectorAll("textarea[data-live]")) {
  const target = pane(box);
  if (target?.hidden) render(box);
}

// ---- Editing in place: the form comes where the text stands; saving is an ordinary submit.
const texts = new WeakMap();

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-edit]");
  const place = link?.closest(".post")?.querySelector(".post-b");
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  link.closest("details")?.removeAttribute("open");
  if (texts.has(place)) return;
  const response = await fetch(link.href, { headers: { Accept: "text/html", "HX-Request": "true" } }).catch(() => null);
  if (!response?.ok) {
    location.assign(link.href);
    return;
  }
  texts.set(place, [...place.childNodes]);
  place.innerHTML = await response.text();
  place.querySelector("textarea")?.focus();
});
document.addEventListener("click", (event) => {
  const cancel = event.target.closest("a[data-cancel-edit]");
  const place = cancel?.closest(".post-b");
  if (!place || !texts.has(place)) return;
  event.preventDefault();
  dirty.delete(cancel.closest("form"));
  place.replaceChildren(...texts.get(place));
  texts.delete(place);
  place.closest(".post")?.querySelector("summary")?.focus();
});

// ---- At most three practices: the others wait.
function limit(group) {
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  const full = boxes.filter((box) => box.checked).length >= 3;
  for (const box of boxes) box.disabled = full && !box.checked;
}
for (const group of document.querySelectorAll(".pick-areas")) {
  limit(group);
  group.addEventListener("change", () => limit(group));
}

// ---- Unsaved text: the browser asks before it is lost.
const dirty = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  if (form && (form.dataset.unsaved !== undefined || event.target.dataset.reply !== undefined)) dirty.add(form);
});
document.addEventListener("submit", (event) => dirty.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  const losing = [...dirty].some(
    (form) => form.isConnected && [...form.querySelectorAll("textarea")].some((box) => box.value.trim()),
  );
  if (losing) event.preventDefault();
});
