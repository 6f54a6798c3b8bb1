/* Keys. A letter is found by what it writes, and on keyboards of other scripts by where it lies.
   Keys never work in fields, and none is taken from the browser or a screen reader. */

import { quotationClicked } from "./clicked.js";
import { bench, change, desk, editable, here } from "./desk.js";
import { usualOf } from "./ownkeys.js";

const table = [];

/** Let `key` run `act` while `when()`; keys of the sheet are `[data-key]` of the same name. */
export function bind(key, act, { when = () => true, control = false, shift = null } = {}) {
  table.push({ key, act, when, control, shift });
}

const FIELDS = "input, textarea, select, [contenteditable], [role=listbox], [role=combobox]";
const FREE = "input[type=checkbox], input[type=radio]";

/** Whether typing goes into `element`, so that letters are not ours. */
export function isField(element) {
  return Boolean(element?.closest?.(FIELDS)) && !element.matches(FREE);
}

/** The key that an event means: what it writes, else the Latin letter at its place. */
export function keyOf(event) {
  const { key, code, shiftKey } = event;
  if (event.altKey && !event.getModifierState("AltGraph")) {
    const places = { BracketLeft: shiftKey ? "{" : "[", BracketRight: shiftKey ? "}" : "]" };
    if (places[code]) return places[code];
  }
  if (key.length > 1) return key;
  // A capital that Shift made is another key; one that Caps Lock made is not.
  return shiftKey && !event.ctrlKey && !event.metaKey ? capital(key) : key.toLowerCase();
}

const capital = (letter) => (letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter);

/** The Latin letter at the place of a key that writes another script, or "". */
function placeOf({ key, code, shiftKey }) {
  if (key.length !== 1 || /[\x20-\x7e]/.test(key)) return "";
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? "";
  return shiftKey ? letter : letter.toLowerCase();
}

/** The digit at the place of a key of the upper row, "⇧1" with Shift, whatever the keyboard writes there; or "". */
function digitOf({ code, shiftKey, altKey }) {
  const digit = altKey ? "" : (/^Digit(\d)$/.exec(code)?.[1] ?? "");
  return digit && shiftKey ? `⇧${digit}` : digit;
}

/** What an event may mean, the likeliest first. */
export const keysOf = (event) => [digitOf(event), keyOf(event), placeOf(event)].filter(Boolean);

/** The tag whose key was pressed: its button in the list of tags, or null. */
export function tagOf(event) {
  const all = [...document.querySelectorAll("#tags [data-key]")];
  const by = (wanted) => wanted && all.find((tag) => tag.dataset.key === wanted);
  return by(keyOf(event)) || by(placeOf(event)) || null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (document.querySelector("dialog:modal")) return;
  if (event.target.closest?.("#popup, [popover]")) return;
  const control = event.ctrlKey || event.metaKey;
  const typed = event.getModifierState("AltGraph");
  if (isField(event.target)) return;
  const keys = keysOf(event).map((key) => (control ? key : usualOf(key)));
  const works = (entry) =>
    entry.control === (control && !typed) && (entry.shift === null || entry.shift === event.shiftKey) && entry.when();
  const found = keys.map((key) => table.find((entry) => entry.key === key && works(entry))).find(Boolean);
  if (found) {
    // A button that has the focus keeps Enter for itself.
    if (event.key === "Enter" && event.target.closest?.("button, a[href], summary")) return;
    event.preventDefault();
    found.act(event);
    return;
  }
  if (control || (event.altKey && !typed) || !editable) return;
  const isMeant = desk.selection || desk.held || desk.active || desk.pending || desk.suggestion || quotationClicked();
  const tag = isMeant && tagOf(event);
  if (!tag) return;
  event.preventDefault();
  bench.dispatchEvent(new CustomEvent("tag:chosen", { detail: { tag } }));
});

/* Escape lets go of one thing at a time: the selection, then the active annotation. */
bind(
  "Escape",
  () => {
    if (desk.selection) {
      getSelection().removeAllRanges();
      change({ selection: null });
    } else {
      change({ active: null, part: null, pending: null });
    }
  },
  { when: () => desk.selection || here() || desk.pending },
);
