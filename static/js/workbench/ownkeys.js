/* A reader's own keys. Everywhere else commands go by their usual keys; here one becomes the other,
   and the page shows the keys that are really to be pressed. */

import { bench } from "./desk.js";

/* The own key by the usual one, and the other way round. */
const own = JSON.parse(bench?.dataset.keys ?? "{}");
const usual = Object.fromEntries(Object.entries(own).map(([key, instead]) => [instead, key]));

/** The usual key that a pressed one stands for; "" for one that lost its command. */
export function usualOf(key) {
  return usual[key] ?? (key in own ? "" : key);
}

for (const kbd of document.querySelectorAll("#keys-sheet kbd, #selection-bar kbd")) {
  kbd.textContent = own[kbd.textContent] ?? kbd.textContent;
}

/* A tag whose key is a command's now is no longer reached by it here; in the pop-up it is. */
for (const tag of document.querySelectorAll("#tags [data-key]")) {
  if (tag.dataset.key in usual) tag.querySelector("kbd")?.remove();
}
