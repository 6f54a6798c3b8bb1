/* Keys in the pop-up: Enter saves, Escape closes; while nothing is typed, a tag's key puts it on, a
   digit names one of those at hand, with Shift a stance or whose words it is. A name taken with Enter
   leads on to the stance; where the pop-up asks for nothing but the name, it is saved. What is typed
   while the form is still coming is not lost: it goes where it was meant to go. */

import { bench } from "./desk.js";
import { disinherit } from "./inheriting.js";
import { isField, keysOf, tagOf } from "./keys.js";
import { usualOf } from "./ownkeys.js";
import { stopPicking } from "./picks.js";
import { chooseSpeaker, MODES, speakerNamed, takeMode, takeStance } from "./saying.js";

const popup = document.getElementById("popup");
const KEEPS_ENTER = "textarea, button, a, summary, select";
let early = [];

const formNow = () => popup.querySelector("form");
const tagField = (form) => {
  const fit = (also) => form.querySelector(`[name="tags"]:enabled${also}`);
  return fit(":checked") ?? fit("");
};
const speakerField = (form) => form.querySelector('[name="speaker_name"]');

const stanceField = (form) => form.querySelector('[name="stance"]:checked');
/* Whether the pop-up was opened to say who says it, and for nothing else. */
const asksWho = ({ dataset }) => dataset.asks === "who";

/** Put the focus where the work starts: on what is wrong; on the speaker, and where that is known on
    what has to be decided next; or on the tags. */
export function focusFor(form, onSpeaker) {
  const isKnown = speakerNamed(form) && !asksWho(form);
  const said = onSpeaker && (isKnown ? stanceField(form) : speakerField(form));
  const wrong = form.querySelector("[aria-invalid=true]");
  const field = wrong || said || tagField(form) || form.querySelector("button");
  field.focus({ preventScroll: Boolean(wrong) === false });
  if (early.length) replay(form, field);
  else if (isField(field)) field.select?.();
}

/* What was typed too early goes where it was meant to go. */
function replay(form, field) {
  const typed = early;
  early = [];
  const letters = typed.filter(({ key }) => key !== "Enter");
  if (!isField(field)) {
    for (const event of letters) press(form, event);
  } else if (letters.length) {
    field.value = letters.map(({ key }) => key).join("");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (typed.at(-1).key === "Enter") {
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  }
}

/* Letters that lead to a field; the digits of speakers, stances, modes. A tag's own key comes first. */
const COMMANDS = {
  a: (form) => goTo(speakerField(form)),
  t: (form) => goTo(tagField(form)),
  Backspace: disinherit,
  Delete: disinherit,
};

function goTo(field) {
  if (!field?.checkVisibility()) return false;
  field.focus();
  field.select?.();
  return true;
}

function press(form, event) {
  const tag = tagOf(event);
  const box = tag && form.querySelector(`[name="tags"][value="${CSS.escape(tag.dataset.tag)}"]`);
  if (box && !box.disabled) {
    box.click();
    return true;
  }
  return keysOf(event)
    .map(usualOf)
    .some((key) => {
      if (/^[1-9]$/.test(key)) return chooseSpeaker(form, Number(key) - 1);
      if (/^⇧[1-7]$/.test(key)) return takeStance(form, Number(key[1]) - 1);
      if (MODES[key]) return takeMode(form, MODES[key]);
      return COMMANDS[key]?.(form);
    });
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
    if ((key.length === 1 && !control) || key === "Enter") early.push(event);
  } else if (key === "Enter" && (control || !target.closest(KEEPS_ENTER))) {
    event.preventDefault();
    form.requestSubmit();
  } else if (!isField(target) && !control && !event.altKey) {
    if (press(form, event)) event.preventDefault();
  }
});

popup.addEventListener("close", () => (early = []));

popup.addEventListener("combobox:chosen", ({ target, detail: { by } }) => {
  if (by !== "Enter" || target.name !== "speaker_name") return;
  // After the others have heard who it is.
  queueMicrotask(() => {
    if (asksWho(target.form)) target.form.requestSubmit();
    else goTo(stanceField(target.form));
  });
});

/* Escape from anywhere on the page leaves the pop-up first. */
document.addEventListener(
  "keydown",
  (event) => {
    const elsewhere = popup.open && !popup.contains(event.target);
    if (event.key === "Escape" && elsewhere && !document.querySelector("dialog:modal")) leave(event);
  },
  true,
);
