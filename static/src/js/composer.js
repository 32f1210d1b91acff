// Quoting selected text, completing mentions, and a preview while writing.
function csrf(form) {
  return form.querySelector("input[name=csrf_token]")?.value ?? "";
}

// Quote: the link works without scripts; with them the selected words go into the reply box.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-quote]");
  const box = document.querySelector("textarea[data-reply]");
  if (!link || !box) return;
  const post = link.closest(".post");
  const selection = document.getSelection();
  const inside = selection && !selection.isCollapsed && post?.contains(selection.anchorNode);
  const text = (inside ? selection.toString() : post?.querySelector(".post-b")?.innerText ?? "").trim();
  if (!text) return;
  event.preventDefault();
  const quote = `[quote="${link.dataset.quote}"]\n${text}\n[/quote]\n\n`;
  box.value = box.value.trim() ? `${box.value.trimEnd()}\n\n${quote}` : quote;
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  box.scrollIntoView({ block: "center" });
});

// Mentions: <text-expander keys="@" data-url="/mentions"> around a textarea.
document.addEventListener("text-expander-change", (event) => {
  const { key, provide, text } = event.detail;
  const source = event.target.dataset.url;
  if (key !== "@" || !source || text.length < 1) return;
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
          row.textContent = `${item.label} @${item.value}`;
          list.append(row);
        }
        return { matched: items.length > 0, fragment: list };
      })
      .catch(() => ({ matched: false })),
  );
});
document.addEventListener("text-expander-value", (event) => {
  event.detail.value = `@${event.detail.item.dataset.value}`;
});

// Preview: asks the server, which renders with the pipeline that posts go through.
let timer;
document.addEventListener("input", (event) => {
  const box = event.target.closest("textarea[data-preview]");
  if (!box) return;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const target = document.getElementById(box.dataset.preview);
    if (!target || !box.value.trim()) return;
    const body = new FormData();
    body.set("csrf_token", csrf(box.form));
    body.set("body", box.value);
    const response = await fetch("/preview", { method: "POST", body, headers: { Accept: "text/html" } });
    if (response.ok) {
      target.innerHTML = await response.text();
      target.hidden = false;
    }
  }, 600);
});
