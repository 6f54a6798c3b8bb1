/* Who says it, with which stance and in whose words, in the open pop-up: one press or one click each. */

import { bench } from "./desk.js";
import { pick } from "./combobox.js";
import { speakersAtHand, speakerButtons } from "./speakers.js";

const popup = document.getElementById("popup");
const fieldOf = (form) => form.querySelector('[name="speaker_name"]');
const isAttribution = (form) => new FormData(form).get("kind") === "attribution";

/* In whose words, by key: by quotation marks it is mostly known. Scare quotes have none. */
export const MODES = { "⇧8": "direct", "⇧9": "mixed", "⇧0": "indirect" };

/** Whether the form says who speaks. */
export const speakerNamed = (form) => Boolean(fieldOf(form)?.value.trim());

/** Make number `n` of those at hand the one who says it; false where there is none. */
export function chooseSpeaker(form, n) {
  const who = speakersAtHand()[n];
  if (!who || !isAttribution(form)) return false;
  pick(fieldOf(form), { value: who.id, label: who.name, kind: "" });
  return true;
}

/** Say in whose words it is. */
export function takeMode(form, mode) {
  const radio = form.querySelector(`[name="mode"][value="${mode}"]`);
  if (!radio || !isAttribution(form)) return false;
  radio.click();
  return true;
}

/** Take the stance number `n` of the scale, or take it back where it is taken. */
export function takeStance(form, n) {
  const [none, ...steps] = form.querySelectorAll('[name="stance"]');
  if (!steps[n] || !isAttribution(form)) return false;
  const radio = steps[n].checked ? none : steps[n];
  const within = [none, ...steps].includes(document.activeElement);
  radio.click();
  if (within) radio.focus({ preventScroll: true });
  return true;
}

/* The buttons under the speaker's field; who is chosen is pressed. */
function show() {
  const form = popup.open && popup.querySelector("form");
  const place = form && form.querySelector("[data-last-speakers]");
  if (!place) return;
  place.replaceChildren(...speakerButtons());
  place.hidden = !place.children.length;
  mark(form);
}

function mark(form) {
  const chosen = form.querySelector('[name="speaker"]')?.value;
  for (const button of form.querySelectorAll("[data-speaker]")) {
    button.setAttribute("aria-pressed", String(button.dataset.speaker === chosen));
  }
}

popup.addEventListener("click", ({ target }) => {
  const { speaker } = target.closest("[data-speaker]")?.dataset ?? {};
  const n = speakersAtHand().findIndex(({ id }) => id === speaker);
  if (speaker) chooseSpeaker(popup.querySelector("form"), n);
});
for (const name of ["input", "combobox:chosen"]) {
  popup.addEventListener(name, ({ target }) => target.name === "speaker_name" && mark(target.form));
}
for (const name of ["popup:toggled", "speakers:changed"]) bench.addEventListener(name, show);
