/* Keys in the pop-up: Enter saves, Escape closes, a tag's key puts it on or takes it off. What is
   typed while the form is still coming is not lost: it goes where it was meant to go. */

import { bench } from "./desk.js";
import { isField, tagOf } from "./keys.js";
import { stopPicking } from "./picks.js";

const popup = document.getElementById("popup");
const KEEPS_ENTER = "textarea, button, a, summary, select";
let early = [];

const formNow = () => popup.querySelector("form");

/** Put the focus where the work starts: on what is wrong, on the speaker, or on the tags. */
export function focusFor(form, onSpeaker) {
  const tag = form.querySelector('[name="tags"]:checked') ?? form.querySelector('[name="tags"]');
  const speaker = onSpeaker && form.querySelector('[name="speaker_name"]');
  const wrong = form.querySelector("[aria-invalid=true]");
  const field = wrong || speaker || tag || form.querySelector("button");
  field.focus({ preventScroll: Boolean(wrong) === false });
  if (early.length) replay(form, field);
  else if (isField(field)) field.select?.();
}

/* What was typed too early goes where it was meant to go. */
function replay(form, field) {
  const typed = early;
  early = [];
  if (isField(field)) {
    field.value = typed.map(({ key }) => key).join("");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    for (const event of typed) press(form, tagOf(event));
  }
}

function press(form, tag) {
  const box = tag && form.querySelector(`[name="tags"][value="${CSS.escape(tag.dataset.tag)}"]`);
  box?.click();
  return Boolean(box);
}

function leave(event) {
  event.preventDefault();
  if (!stopPicking()) bench.dispatchEvent(new CustomEvent("popup:close"));
}

popup.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const form = formNow();
  const { key, target } = event;
  const control = event.ctrlKey || event.metaKey;
  if (key === "Escape") {
    leave(event);
  } else if (!form) {
    if (key.length === 1 && !control) early.push(event);
  } else if (key === "Enter" && (control || !target.closest(KEEPS_ENTER))) {
    event.preventDefault();
    form.requestSubmit();
  } else if (!isField(target) && !control && !event.altKey) {
    if (press(form, tagOf(event))) event.preventDefault();
  }
});

popup.addEventListener("close", () => (early = []));

/* Escape from anywhere on the page leaves the pop-up first. */
document.addEventListener(
  "keydown",
  (event) => {
    const elsewhere = popup.open && !popup.contains(event.target);
    if (event.key === "Escape" && elsewhere && !document.querySelector("dialog:modal")) leave(event);
  },
  true,
);
