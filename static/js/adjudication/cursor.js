/* The place that one is at: marked in the list and in the text, and still there after each swap. */

import { pending } from "./queue.js";

let here = "";

/** All places, in reading order. */
export const items = () => [...document.querySelectorAll("#matters > .matter")];

/** The place that one is at, or none. */
export const current = () => document.getElementById(here);

/** Go to a place: it has the focus, and is in view in the list and in the text. */
export function go(item) {
  if (!item) return;
  here = item.id;
  mark();
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  document.querySelector("#lanes mark.here")?.scrollIntoView({ block: "nearest" });
}

/** So many places on, or back. */
export function step(by) {
  const all = items();
  const at = all.findIndex((item) => item.id === here);
  go(all[Math.max(0, Math.min(at + by, all.length - 1))]);
}

/** To the next place that waits for a decision, from the top again after the last one. */
export function goOn() {
  const all = items();
  const at = all.findIndex((item) => item.id === here);
  const sent = pending();
  const open = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(
    (item) => item.dataset.state !== "decided" && !sent.has(item.id),
  );
  go(open ?? all[at]);
}

function mark() {
  const sent = pending();
  document.getElementById("matters")?.setAttribute("data-ready", "");
  for (const item of items()) {
    item.toggleAttribute("data-pending", sent.has(item.id));
    if (item.id === here) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  const number = current()?.dataset.number;
  for (const piece of document.querySelectorAll("#lanes mark")) {
    piece.classList.toggle("here", piece.dataset.places.split(" ").includes(number));
  }
}

/** What was swapped is marked again, and has the focus again if it had it. */
export function restore() {
  mark();
  const lost = !document.activeElement || document.activeElement === document.body;
  if (lost) current()?.focus({ preventScroll: true });
}

document.addEventListener("focusin", ({ target }) => {
  const item = target.closest?.(".matter");
  if (item && item.id !== here) {
    here = item.id;
    mark();
  }
});
