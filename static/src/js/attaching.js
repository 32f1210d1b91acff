// Files, quicker: chosen, dropped or pasted, each is sent at once and put into the text at the caret. Without this
// script the same list and buttons are parts of the form.
import { insert, nameOf, pattern, plain, replace } from "./filetext.js";
import { boxOf, jobs, retry, say, settle, show, take } from "./uploading.js";

const block = (element) => element.closest(".attach");
const zoneOf = (box) => document.getElementById(`${box.id}-attach`);

document.documentElement.dataset.scripts = "";

// ---- Choosing, dropping, pasting.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-pick]");
  if (!button) return;
  const zone = button.dataset.pick ? document.getElementById(`${button.dataset.pick}-attach`) : block(button);
  zone?.querySelector("input[type=file]").click();
});
document.addEventListener("change", (event) => {
  const input = event.target.closest(".attach input[type=file]");
  if (!input) return;
  take(block(input), [...input.files]);
  input.value = "";
});

const editorOf = (event) => event.target.closest?.(".editor, .attach");
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
const zoneAt = (place) => (place.matches(".attach") ? place : zoneOf(place.querySelector("textarea")));

document.addEventListener("dragover", (event) => {
  const place = holdsFiles(event) && editorOf(event);
  if (!place) return;
  event.preventDefault();
  place.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => editorOf(event)?.classList.remove("is-over"));
document.addEventListener("drop", (event) => {
  const place = holdsFiles(event) && editorOf(event);
  if (!place) return;
  event.preventDefault();
  place.classList.remove("is-over");
  take(zoneAt(place), [...event.dataTransfer.files]);
});
document.addEventListener("paste", (event) => {
  const box = event.target.closest?.("textarea");
  const zone = box && zoneOf(box);
  const data = event.clipboardData;
  // Word processors put a picture of the words beside the words.
  if (!zone || !data?.files.length || data.types.includes("text/plain")) return;
  event.preventDefault();
  take(zone, [...data.files]);
});

// ---- The buttons of the list.
function leave(item) {
  const zone = block(item);
  const other = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  const list = zone.querySelector(".attach-list");
  list.hidden = !list.children.length;
  (other?.querySelector("[data-detach]") ?? boxOf(zone)).focus();
  settle(zone);
}

function remove(item) {
  const zone = block(item);
  const job = jobs.get(item);
  const box = boxOf(zone);
  const name = nameOf(item);
  if (job?.state === "sending") {
    job.state = "cancelled";
    job.request.abort();
  } else if (job?.state !== "failed" && job?.state !== "waiting") {
    const token = item.dataset.token;
    // With the empty lines before it.
    replace(box, new RegExp(`\\n*${pattern(token).source}`, "g"), "");
    const body = new FormData();
    body.set("csrf_token", zone.closest("form").elements.csrf_token?.value ?? "");
    // Refused when a post uses it: then it only leaves this text.
    const address = zone.dataset.removal.replace("0token0", token);
    fetch(address, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => {});
  }
  leave(item);
  say(zone, zone.dataset.removed, name);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".attach-item button");
  if (!button) return;
  event.preventDefault();
  const item = button.closest(".attach-item");
  const zone = block(item);
  if (button.dataset.detach !== undefined) {
    remove(item);
  } else if (button.dataset.retry !== undefined) {
    retry(item);
    item.querySelector("[data-detach]").focus();
  } else if (button.dataset.insert !== undefined) {
    delete item.dataset.waits;
    item.querySelector("input[name$=-waits]")?.remove();
    show(item, "[data-ask], [data-anyway], [data-insert]", false);
    show(item, "[data-again]", true);
    insert(boxOf(zone), item);
    const alt = item.querySelector("[data-alt]");
    const picture = Boolean(alt) && item.dataset.kind !== "document";
    show(item, ".attach-alt", picture);
    (picture ? alt : boxOf(zone)).focus();
    say(zone, zone.dataset.done, nameOf(item));
  }
});

// ---- What a picture shows: one text in two places.
document.addEventListener("input", (event) => {
  const alt = event.target.closest("[data-alt]");
  if (alt) {
    const item = alt.closest(".attach-item");
    const token = item.dataset.token;
    replace(boxOf(block(item)), pattern(token, "!"), () => `![${plain(alt.value)}](upload:${token})`);
    return;
  }
  const zone = event.target.matches("textarea") && zoneOf(event.target);
  if (!zone) return;
  for (const item of zone.querySelectorAll(".attach-item:not([data-waits])")) {
    if (item.dataset.token === "0token0" || jobs.get(item)?.state === "ready") continue;
    const found = pattern(item.dataset.token).exec(event.target.value);
    const field = item.querySelector("[data-alt]");
    if (found && field && document.activeElement !== field) field.value = found[1];
    show(item, "[data-insert]", !found);
  }
});

// ---- Publishing waits for the files, and for what there is to say about them.
document.addEventListener("submit", (event) => {
  const zone = event.target.querySelector?.(".attach");
  if (!zone) return;
  const items = [...zone.querySelectorAll(".attach-item")];
  const busy = items.find((item) => ["waiting", "sending"].includes(jobs.get(item)?.state));
  const asks = items.find((item) => item.dataset.waits !== undefined);
  const stop = busy ?? asks;
  if (!stop) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const words = busy ? zone.dataset.busy : zone.dataset.asks.replace("#", nameOf(stop));
  document.dispatchEvent(new CustomEvent("forum:say", { detail: words }));
  stop.querySelector(busy ? "[data-detach]" : "[data-insert]").focus();
}, true);
