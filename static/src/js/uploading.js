// Sending files: one request each, two at a time, each with its own progress. The words stand in data-* of the block.
import { insert, pattern } from "./filetext.js";

const AT_ONCE = 2;
const queue = [];
let running = 0;
export const jobs = new WeakMap();
export const boxOf = (zone) => document.getElementById(zone.dataset.attachTo);
const all = (item, what) => item.querySelectorAll(what);
export const show = (item, what, shown) => all(item, what).forEach((part) => (part.hidden = !shown));

export function say(zone, words, name = "") {
  const line = zone.querySelector("[data-attach-status]");
  line.textContent = "";
  setTimeout(() => (line.textContent = words.replace("#", name)), 50);
}

// ---- The list below the text.
function add(zone, file) {
  const item = zone.querySelector("template").content.firstElementChild.cloneNode(true);
  const list = zone.querySelector(".attach-list");
  const key = `new-${Math.random().toString(36).slice(2)}`;
  item.querySelector(".attach-name b").textContent = file.name;
  item.querySelector("progress").setAttribute("aria-label", file.name);
  all(item, ".vh").forEach((part) => (part.textContent = `: ${file.name}`));
  const alt = item.querySelector("[data-alt]");
  alt.id = `${zone.dataset.attachTo}-alt-${key}`;
  item.querySelector("label").htmlFor = alt.id;
  list.append(item);
  list.hidden = false;
  jobs.set(item, { file, zone, state: "waiting" });
  step(item, zone.dataset.waiting);
  return item;
}

function step(item, words) {
  item.querySelector(".attach-name small").textContent = words;
}

// What the file itself is will be no other the next time: then there is nothing to try again.
function fail(item, words, again = true) {
  const job = jobs.get(item);
  job.state = "failed";
  show(item, "progress", false);
  show(item, "[data-error], [data-remove]", true);
  show(item, "[data-retry]", again);
  show(item, "[data-cancel]", false);
  item.querySelector("[data-error] span").textContent = words;
  step(item, "");
  say(job.zone, `${job.zone.dataset.refused} ${words}`, job.file.name);
  settle(job.zone);
}

// Into the text in the order in which they were chosen, whichever arrives first.
export function settle(zone) {
  const box = boxOf(zone);
  for (const item of zone.querySelectorAll(".attach-item")) {
    const job = jobs.get(item);
    if (["waiting", "sending"].includes(job?.state)) return;
    if (job?.state !== "ready") continue;
    job.state = "done";
    if (!pattern(item.dataset.token).test(box.value)) insert(box, item);
  }
}

function finish(item, answer) {
  const { zone, file } = jobs.get(item);
  jobs.get(item).state = "done";
  item.dataset.token = answer.token;
  item.dataset.kind = answer.kind;
  all(item, "button[value]").forEach((button) => (button.value = answer.token));
  item.querySelector(".attach-name b").textContent = answer.name;
  all(item, ".vh").forEach((part) => (part.textContent = `: ${answer.name}`));
  step(item, answer.size_text);
  show(item, "progress, [data-error], [data-retry], [data-cancel]", false);
  show(item, "[data-remove]", true);
  const picture = answer.kind === "image";
  const image = item.querySelector(".attach-pic img");
  if (picture) {
    // What is small itself has no small copy.
    image.addEventListener("error", () => (image.src = answer.url), { once: true });
    image.src = answer.preview_url ?? answer.url;
    image.hidden = false;
    show(item, ".attach-pic svg", false);
    all(item, ".attach-pic svg").forEach((part) => part.remove());
  }
  if (answer.warning) {
    item.dataset.waits = "";
    show(item, "[data-ask], [data-insert], [data-anyway]", true);
    show(item, "[data-again]", false);
    say(zone, zone.dataset.asks, answer.name);
    settle(zone);
    return;
  }
  show(item, ".attach-alt", picture);
  jobs.get(item).state = "ready";
  settle(zone);
  say(zone, zone.dataset.done, answer.name);
}

function next() {
  while (running < AT_ONCE && queue.length) {
    const item = queue.shift();
    if (item.isConnected && jobs.get(item)?.state === "waiting") send(item);
  }
}

function refusal(request) {
  try {
    return JSON.parse(request.responseText).errors?.[0]?.message;
  } catch {
    // A page, or nothing: the status says enough.
    return undefined;
  }
}

function sentence(zone, request) {
  const known = { 0: "offline", 413: "tooLarge", 429: "often", 401: "out", 403: "out", 404: "out" };
  return zone.dataset[known[request.status] ?? (request.status >= 500 ? "away" : "unknown")];
}

function send(item) {
  const job = jobs.get(item);
  const { zone, file } = job;
  if (file.size > Number(zone.dataset.largest)) {
    fail(item, zone.dataset.tooLarge, false);
    return;
  }
  const form = zone.closest("form");
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token?.value ?? "");
  body.set("file", file, file.name);
  const request = new XMLHttpRequest();
  job.request = request;
  job.state = "sending";
  running += 1;
  const progress = item.querySelector("progress");
  progress.value = 0;
  step(item, zone.dataset.sending);
  show(item, "progress, [data-cancel]", true);
  show(item, "[data-error], [data-retry], [data-remove]", false);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress.value = Math.round((event.loaded / event.total) * 100);
  });
  request.upload.addEventListener("load", () => {
    progress.removeAttribute("value");
    step(item, zone.dataset.working);
  });
  request.addEventListener("loadend", () => {
    running -= 1;
    if (job.state === "sending") {
      const answer = request.status === 201 ? JSON.parse(request.responseText).files[0] : null;
      const own = answer ? undefined : refusal(request);
      if (answer) finish(item, answer);
      else if (own) fail(item, own, request.status !== 400);
      else fail(item, sentence(zone, request));
    }
    next();
  });
  request.open("POST", zone.dataset.url);
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
}

export function take(zone, files) {
  for (const file of files) queue.push(add(zone, file));
  next();
}

export function retry(item) {
  jobs.get(item).state = "waiting";
  queue.push(item);
  next();
}
