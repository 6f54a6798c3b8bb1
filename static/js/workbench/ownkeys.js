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

/** What stands for the usual `key`. */
export const ownOf = (key) => own[key] ?? key;

const KBDS = "#keys-sheet kbd, #selection-bar kbd";
for (const kbd of document.querySelectorAll(KBDS)) kbd.textContent = ownOf(kbd.textContent);

/* In the pop-up tags come first, so only the keys of commands are written anew there. */
bench?.addEventListener("popup:toggled", () => {
  for (const kbd of document.querySelectorAll("#popup kbd[data-usual]")) kbd.textContent = ownOf(kbd.dataset.usual);
});

/* A tag whose key is a command's now is no longer reached by it here; in the pop-up it is. */
for (const tag of document.querySelectorAll("#tags [data-key]")) {
  if (tag.dataset.key in usual) tag.querySelector("kbd")?.remove();
}
