/* Forms of the pop-up that are not saved: typed in and closed, on their way to the server, or sent
   back by it. Nothing that was typed is lost, not even by a reload. */

import { bench } from "./desk.js";
import { hush, notify, offer } from "./notice.js";
import { shelf } from "./shelves.js";
import { word } from "./words.js";

const popup = document.getElementById("popup");
/* By what they are about: "a7", "d7" for its duplicate, a suggestion "s7", "start-end" for a fresh selection. */
const drafts = new Map();
/* By the key of the write that carries them. */
const sent = new Map();
/* As the server gave them, before anybody typed. */
const untouched = new WeakMap();
/* What they hold, where a page that is left or breaks down does not take it along. */
const kept = shelf("draft");

const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => !/^(key|seen|csrfmiddlewaretoken)$/.test(name));
const stateOf = (form) => JSON.stringify(fieldsOf(form));

/** The name ("s7") of the suggestion that a form accepts, or undefined. */
export const suggestionIn = ({ elements }) => elements.suggestion && `s${elements.suggestion.value}`;

/** What a form is about. */
export function matterOf(form) {
  const { about, n, of, start, end } = form.dataset;
  if (about) return about;
  if (n) return `a${n}`;
  return suggestionIn(form) ?? (of ? `d${of}` : `${start}-${end}`);
}

/** Remember how a form looked when it was opened, to know later whether it was typed in. */
export function opened(form) {
  if (!untouched.has(form)) untouched.set(form, stateOf(form));
}

/* What was said with a key about the annotation that the form was to make. */
function fill(form, [name, value]) {
  const box = form.querySelector(`[name="${name === "tag" ? "tags" : name}"][value="${CSS.escape(value)}"]`);
  if (box) box.checked = !box.checked;
}

/* In the browser's own store: as long as there is anything in it to keep. */
function shelve(form) {
  const name = matterOf(form);
  if (!untouched.has(form)) return;
  if (stateOf(form) === untouched.get(form)) {
    kept.drop(name);
    return;
  }
  const words = form.querySelector('[name="content_words"]')?.value ?? "";
  kept.put(name, { name, words, made: Date.now(), fields: fieldsOf(form) });
}

/** Keep a form that is being closed, if there is anything in it to keep. */
export function keepDraft(form) {
  shelve(form);
  if (stateOf(form) !== untouched.get(form)) drafts.set(matterOf(form), form);
  else drafts.delete(matterOf(form));
}

/** The form that was typed in for `name` and not saved, or undefined. */
export const draftOf = (name) => drafts.get(name);

/** What earlier pages left, oldest first: {name, words, fields}, each about something to be opened. */
export const leftDrafts = () => kept.all();

/** A draft is given up: by its name. */
export function forgetDraft(name) {
  drafts.delete(name);
  kept.drop(name);
}

/* Whatever changes in it is kept at once. */
for (const name of ["input", "change", "click", "keydown", "combobox:chosen"]) {
  popup.addEventListener(name, () => {
    queueMicrotask(() => {
      const form = popup.open && popup.querySelector("form");
      if (form) shelve(form);
    });
  });
}

/** A form has left with the write `key`. */
export function onItsWay(form, key) {
  sent.set(key, form);
  forgetDraft(matterOf(form));
  untouched.set(form, stateOf(form));
}

/* The server wants something changed: it sends the form with its errors. It opens again where
   nothing else is open; whatever somebody is typing into stays. */
let returned = null;
bench.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
  if (target !== popup) return;
  detail.shouldSwap = false;
  returned = detail.fragment.querySelector("form");
});

bench.addEventListener("write:saved", ({ detail: { write } }) => {
  sent.delete(write.key);
  if (!write.what.quiet) hush();
});

bench.addEventListener("write:turned-down", ({ detail: { write, outcome, dropped } }) => {
  const form = (outcome === "invalid" && returned) || sent.get(write.key);
  returned = null;
  sent.delete(write.key);
  if (!form) return;
  for (const { fields } of dropped ?? []) for (const field of fields) fill(form, field);
  untouched.set(form, "");
  drafts.set(matterOf(form), form);
  shelve(form);
  const again = () => bench.dispatchEvent(new CustomEvent("popup:again", { detail: { form } }));
  if (outcome === "invalid" && !popup.open) again();
  else if (outcome === "invalid") notify(word("invalid"), word("open-again"), again);
  else offer(word("open-again"), again);
});
