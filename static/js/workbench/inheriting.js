/* What a new statement inherits from the one before is marked in the form until somebody touches it;
   one key or one click takes it back. With another speaker comes what that speaker's statement gives. */

import { pick } from "./combobox.js";
import { bench } from "./desk.js";

const popup = document.getElementById("popup");
const formNow = () => popup.querySelector("form");
const noteOf = (form) => (form ? form.querySelector("#inherited") : null);
const idsOf = (note) => note.dataset.tags.split(" ").filter(Boolean);
const markedTags = (form) => [...form.querySelectorAll('[name="tags"][aria-describedby="inherited"]')];
const markedTarget = (form) => form.querySelector('[name="target_name"][aria-describedby="inherited"]');

function set(field, is) {
  field.closest(".chip, .combobox").classList.toggle("inherited", is);
  if (is) field.setAttribute("aria-describedby", "inherited");
  else field.removeAttribute("aria-describedby");
}

/* Mark what stands in the form as the note says. */
function mark(form) {
  const note = noteOf(form);
  for (const id of idsOf(note)) {
    const box = form.querySelector(`[name="tags"][value="${CSS.escape(id)}"]`);
    if (box?.checked) set(box, true);
  }
  const { target } = note.dataset;
  if (target && form.querySelector('[name="target"]').value === target) {
    set(form.querySelector('[name="target_name"]'), true);
  }
  say(form);
}

/* The note names what is still marked. */
function say(form) {
  const note = noteOf(form);
  const tags = markedTags(form).map(({ value }) => value);
  const target = Boolean(markedTarget(form));
  for (const name of note.querySelectorAll("[data-of]")) {
    name.hidden = name.dataset.of === "target" ? !target : !tags.includes(name.dataset.of);
  }
  note.hidden = !target && !tags.length;
  bench.classList.toggle("inheriting", !note.hidden);
  bench.dispatchEvent(new CustomEvent("mode:changed"));
}

/** Take back what is inherited in `form`; false where nothing is. */
export function disinherit(form) {
  const note = noteOf(form);
  if (!note || note.hidden) return false;
  const within = note.contains(document.activeElement);
  for (const box of markedTags(form)) {
    box.checked = false;
    set(box, false);
  }
  const target = markedTarget(form);
  if (target) {
    pick(target, { value: "", label: "", kind: "" });
    set(target, false);
  }
  say(form);
  if (within) form.querySelector('[name="stance"]:checked').focus({ preventScroll: true });
  return true;
}

/* Fill in what the note of another speaker says, but nothing over what somebody chose. */
function inherit(form) {
  const { target, name } = noteOf(form).dataset;
  const topics = idsOf(noteOf(form)).map((id) => form.querySelector(`[name="tags"][value="${CSS.escape(id)}"]`));
  for (const box of topics) if (box) box.checked = true;
  const field = form.querySelector('[name="target_name"]');
  if (target && !field.value) pick(field, { value: target, label: name, kind: "" });
  mark(form);
}

/* Who has another speaker at heart has no use for what this one's statement gave. */
for (const name of ["combobox:chosen", "input"]) {
  popup.addEventListener(name, ({ target }) => {
    const form = formNow();
    if (!noteOf(form)) return;
    if (target.name === "speaker_name") disinherit(form);
    else if (target.getAttribute("aria-describedby") === "inherited" && name === "input") {
      set(target, false);
      say(form);
    }
  });
}

popup.addEventListener("htmx:oobAfterSwap", ({ target }) => target.id === "inherited" && inherit(formNow()));
popup.addEventListener("click", ({ target }) => target.closest("[data-disinherit]") && disinherit(formNow()));

const seen = new WeakSet();
bench.addEventListener("popup:toggled", () => {
  const form = popup.open && formNow();
  if (!noteOf(form)) {
    bench.classList.remove("inheriting");
  } else if (!seen.has(form)) {
    seen.add(form);
    mark(form);
  } else {
    say(form);
  }
});
