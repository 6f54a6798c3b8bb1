/* What this reader has not saved at this article, kept in the browser: it survives a reload, and nobody who
   signs in after them is shown it.

   One entry for each thing, so that two tabs never overwrite one another's. */

import { bench } from "./desk.js";

const able = Boolean(bench?.dataset.reader);

/** A shelf of its own for each kind of thing: {put(name, value), drop(name), all()}. */
export function shelf(kind) {
  const prefix = `attache-${kind}:${bench?.dataset.reader ?? ""}:${location.pathname}:`;
  return {
    /* Where the browser refuses (full, private), the page alone keeps it. */
    put(name, value) {
      if (!able) return;
      try {
        localStorage.setItem(prefix + name, JSON.stringify(value));
      } catch {
        // The warning before leaving still protects what waits for the server.
      }
    },
    drop(name) {
      try {
        localStorage.removeItem(prefix + name);
      } catch {
        // Nothing was kept.
      }
    },
    /* What is on it, oldest first; each value has `made`. */
    all() {
      if (!able) return [];
      try {
        return Object.keys(localStorage)
          .filter((name) => name.startsWith(prefix))
          .map((name) => JSON.parse(localStorage.getItem(name)))
          .sort((one, other) => one.made - other.made);
      } catch {
        return [];
      }
    },
  };
}
