// Relative times move on while a page stays open. The words come from the page, in its language.
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

function refresh() {
  const { now, minutes, hours } = document.body.dataset;
  if (!now || !minutes || !hours) return;
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    // Days are left to the next page: they need plural forms, which the server knows.
    if (!(seconds < DAY)) continue;
    let text = now;
    if (seconds >= HOUR) text = hours.replace("#", Math.floor(seconds / HOUR));
    else if (seconds >= MINUTE) text = minutes.replace("#", Math.floor(seconds / MINUTE));
    if (time.textContent !== text) time.textContent = text;
  }
}

setInterval(refresh, MINUTE * 1000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
