/* Where one stopped reading is where one comes back, and that is so before anything is painted. Where one
   is goes to the server quietly: it is no annotation, nothing waits for it, and offline it is lost. */

import { bench } from "./desk.js";
import { bringUp, FOOT, offsetAt, TOP, topOf } from "./lines.js";
import { blockAt, root } from "./offsets.js";

/* Milliseconds: how long the page rests before it counts as read, and what is sent at most as often. */
const REST = 300;
const EVERY = 3000;

const place = document.getElementById("position");
const form = place?.querySelector("form");
const line = place?.querySelector("progress");
const mark = place?.querySelector(".were-here");
/* What this window knows of itself: a reload comes before the server has heard of the last step. */
const own = `attache-position:${bench.dataset.reader}:${location.pathname}${location.search}`;

/* Who comes by a link to one place has not read what stands before it, until they go on from there. */
let isReading = !location.hash;
let resting = 0;
let waiting = 0;
let sent = "";

const field = (name) => form.elements.namedItem(name);
const numberIn = (name) => Number(field(name).value);

/* The code point that reading goes on with, as the server knows it; 0 is the beginning. */
function remembered() {
  const block = root().children[numberIn("paragraph")];
  return block ? Number(block.dataset.start) + numberIn("offset") : 0;
}

/* The same, as this window knows it where it was only loaded again: {offset, top}, or undefined. */
function lately() {
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  if (!/reload|back_forward/.test(type)) return undefined;
  try {
    const kept = JSON.parse(sessionStorage.getItem(own));
    return kept?.revision === field("revision").value ? kept : undefined;
  } catch {
    return undefined;
  }
}

function comeBack() {
  // The browser's own way back knows nothing of blocks whose heights are guesses.
  history.scrollRestoration = "manual";
  const again = lately();
  const offset = again?.offset ?? remembered();
  if (offset) bringUp(offset);
  else if (again) scrollTo({ top: again.top, behavior: "instant" });
  if (offset && !again) showMark(offset);
}

/** Mark the line where one was, until one has read on from it. */
function showMark(offset) {
  const draw = () => {
    mark.style.insetBlockStart = `${topOf(offset) - mark.offsetParent.getBoundingClientRect().top}px`;
  };
  mark.hidden = false;
  draw();
  const watcher = new ResizeObserver(draw);
  watcher.observe(root());
  const { scrollY: from } = window;
  const readOn = () => {
    if (Math.abs(scrollY - from) < innerHeight) return;
    mark.hidden = true;
    watcher.disconnect();
    removeEventListener("scroll", readOn);
  };
  addEventListener("scroll", readOn, { passive: true });
}

/* The page has come to rest: what is in the window counts as read. */
function look() {
  clearTimeout(resting);
  resting = 0;
  if (!isReading) return;
  const offset = offsetAt(TOP);
  const { index, start } = blockAt(offset);
  field("paragraph").value = index;
  field("offset").value = offset - start;
  line.value = Math.max(numberIn("furthest"), offsetAt(innerHeight - FOOT));
  field("furthest").value = line.value;
  try {
    sessionStorage.setItem(own, JSON.stringify({ revision: field("revision").value, offset, top: scrollY }));
  } catch {
    // The server knows it all the same.
  }
  waiting ||= setTimeout(send, EVERY);
}

function send() {
  clearTimeout(waiting);
  waiting = 0;
  const values = new URLSearchParams(new FormData(form));
  // Whoever signed in again in another window has another token.
  const [, token] = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie) ?? [];
  if (token) values.set("csrfmiddlewaretoken", token);
  if (`${values}` !== sent && navigator.onLine && navigator.sendBeacon(form.action, values)) sent = `${values}`;
}

function rest() {
  clearTimeout(resting);
  resting = setTimeout(look, REST);
}

function leave() {
  if (resting) look();
  if (waiting) send();
}

if (form) {
  if (isReading) comeBack();
  for (const name of ["keydown", "pointerdown", "touchmove", "wheel"]) {
    addEventListener(name, () => (isReading = true), { capture: true, once: true, passive: true });
  }
  for (const name of ["scroll", "resize"]) addEventListener(name, rest, { passive: true });
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  rest();
}
