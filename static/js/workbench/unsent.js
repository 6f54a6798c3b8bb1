/* Writes that the server has not confirmed, kept in the browser: they survive a reload.

   One entry for each write, so that two tabs never overwrite one another; a write that two tabs
   send has the same key, and the server does it once. */

import { bench } from "./desk.js";

const prefix = `attache-unsent:${bench?.dataset.reader ?? ""}:${location.pathname}:`;
const able = Boolean(bench?.dataset.reader);

/** Keep `write`. Where the browser refuses (full, private), the page alone keeps it. */
export function keep(write) {
  if (!able) return;
  try {
    localStorage.setItem(prefix + write.key, JSON.stringify(write));
  } catch {
    // The warning before leaving still protects it.
  }
}

/** Forget the write with this key. */
export function forget(key) {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // Nothing was kept.
  }
}

/** What earlier pages left, oldest first. */
export function leftovers() {
  if (!able) return [];
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => JSON.parse(localStorage.getItem(name)))
      .sort((one, other) => one.made - other.made);
  } catch {
    return [];
  }
}
