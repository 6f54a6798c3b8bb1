/* How long somebody is active at an article: while the page is in sight and a key or the pointer was used
   within the last minute. It tells the sum, so that what is told twice counts once, and what is lost comes
   with the next. No form, no measuring: the project does not want it. */

const form = document.getElementById("activity");
/* Milliseconds, but for the seconds below which nothing is told. */
const IDLE = 60_000;
const TICK = 5_000;
const EVERY = 30_000;
const LEAST = 5;

let active = 0;
let counted = performance.now();
let used = -IDLE;
let told = 0;

const tell = () => Math.floor(active / 1000);

/** Count what has passed, if it was in sight: a machine that slept was not active all the while. */
function count(inSight = !document.hidden) {
  const now = performance.now();
  if (inSight && now - used < IDLE) active += Math.min(now - counted, 2 * TICK);
  counted = now;
}

function send() {
  if (tell() - told < LEAST || !navigator.onLine) return;
  form.elements.namedItem("seconds").value = tell();
  const values = new URLSearchParams(new FormData(form));
  // Whoever signed in again in another window has another token.
  const [, token] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) ?? [];
  if (token) values.set("csrfmiddlewaretoken", token);
  if (navigator.sendBeacon(form.action, values)) told = tell();
}

function use() {
  // What passed before, in a pause, is not made active by its end.
  if (performance.now() - used >= IDLE) counted = performance.now();
  used = performance.now();
}

if (form) {
  for (const name of ["keydown", "pointerdown", "pointermove", "touchmove", "wheel"]) {
    addEventListener(name, use, { capture: true, passive: true });
  }
  setInterval(() => {
    count();
    const isIdle = performance.now() - used >= IDLE;
    if (isIdle || active - told * 1000 >= EVERY) send();
  }, TICK);
  document.addEventListener("visibilitychange", () => {
    count(document.hidden);
    if (document.hidden) send();
  });
  addEventListener("pagehide", () => {
    count();
    send();
  });
}
