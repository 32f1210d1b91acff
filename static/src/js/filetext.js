// Files in the text of an editor: ![what it shows](upload:token) or [name](upload:token).
export const pattern = (token, mark = "!?") =>
  new RegExp(`${mark}\\[([^\\[\\]]*)\\]\\(upload:${token}(?:[ \\t]+"[^"\\n]*")?\\)`, "g");
const SAFE = { "[": "(", "]": ")", "\\": "/", "`": "'" };
export const plain = (words) => words.replace(/[[\]\\`]/g, (mark) => SAFE[mark]).replace(/\s+/g, " ").trim();
export const nameOf = (item) => item.querySelector(".attach-name b").textContent;

function changed(box) {
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

export function replace(box, found, words) {
  const caret = box.selectionEnd;
  const before = box.value.slice(0, caret).replace(found, words).length;
  const value = box.value.replace(found, words);
  if (value === box.value) return;
  box.value = value;
  box.setSelectionRange(before, before);
  changed(box);
}

// At the caret; within a line at its end, so that no word is torn apart while somebody types on.
export function insert(box, item) {
  const token = item.dataset.token;
  const alt = item.querySelector("[data-alt]");
  const picture = item.dataset.kind ? item.dataset.kind === "image" : Boolean(alt);
  const reference = picture ? `![${plain(alt?.value ?? "")}](upload:${token})` : `[${plain(nameOf(item))}](upload:${token})`;
  const caret = box.selectionEnd;
  const end = box.value.indexOf("\n", caret);
  const at = end < 0 ? box.value.length : end;
  const head = box.value.slice(0, at).trimEnd();
  const tail = box.value.slice(at).replace(/^\s+/, "");
  const text = `${head}${head ? "\n\n" : ""}${reference}`;
  const focused = document.activeElement === box;
  const typing = focused && caret < at;
  box.value = `${text}\n\n${tail}`;
  const place = typing ? caret : text.length + 2;
  box.setSelectionRange(place, place);
  changed(box);
}
