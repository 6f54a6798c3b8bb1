/* The pop-up at a passage: one form with everything about it. It does not block the page; what was
   typed and not saved is there again when the same passage is opened again. */

import { annotationOf, bench, cardOf, change, desk, url } from "./desk.js";
import { draftOf, forgetDraft, keepDraft, matterOf, onItsWay, opened, suggestionIn } from "./drafts.js";
import { root, wordsOf } from "./offsets.js";
import { partsIn, stopPicking, take } from "./picks.js";
import { placePopup, showPopup } from "./placing.js";
import { focusFor } from "./popupkeys.js";
import { leftFor, restore } from "./restoring.js";
import { select } from "./selection.js";
import { word } from "./words.js";
import { submit } from "./writes.js";

const popup = document.getElementById("popup");
/* What it is open for: {name, address, ranges, intent, range (of a fresh selection), opener}, or null. */
let about = null;
/* Drafts that somebody began afresh instead of, by their names. */
const givenUp = new Map();

const formNow = () => popup.querySelector("form");
const toggled = () => bench.dispatchEvent(new CustomEvent("popup:toggled"));
const attributed = (form) => new FormData(form).get("kind") === "attribution";

/** Open the form for a fresh selection; `intent` is "tag" or "attribute"; `more` are further parts of it. */
export function openNew(range, intent, more = []) {
  const address = new URL(url("AnnotationNew"), location.href);
  address.searchParams.set("start", range.start);
  address.searchParams.set("end", range.end);
  address.searchParams.set("intent", intent);
  for (const { start, end } of more) address.searchParams.append("more", `${start}-${end}`);
  open(address, { name: `${range.start}-${range.end}`, ranges: [range, ...more], intent, range, more });
}

/** Open the form of the annotation `number`; one that is still on its way is waited for. */
export function openEdit(number, intent, opener = null) {
  if (!number) {
    const waits = ({ detail }) => detail.annotation && openEdit(detail.annotation, intent);
    if (desk.pending) bench.addEventListener("write:saved", waits, { once: true });
    return;
  }
  change({ active: number, selection: null });
  const address = new URL(url("Annotation", number), location.href);
  address.searchParams.set("intent", intent);
  open(address, { name: `a${number}`, ranges: annotationOf(number).parts, intent, opener });
}

/** Open the form for the same statement by another speaker. */
export function openDuplicate(number, opener = null) {
  change({ active: number, selection: null });
  const address = new URL(url("AnnotationDuplicate", number), location.href);
  open(address, { name: `d${number}`, ranges: annotationOf(number).parts, intent: "attribute", opener });
}

/** Open the form of the suggestion `name`, with everything in it that accepting would save. */
export function openSuggestion(name, opener = null) {
  const address = new URL(url("Suggestion", name.slice(1)), location.href);
  open(address, { name, ranges: annotationOf(name).parts, intent: "edit", opener });
}

async function open(address, wanted) {
  close({ quietly: true });
  about = { ...wanted, address };
  const now = about;
  popup.replaceChildren(...[draftOf(wanted.name)].filter(Boolean));
  showPopup(about.ranges);
  let left = null;
  if (!formNow()) {
    // The focus waits here, so that what is typed meanwhile does not run as keys of the page.
    popup.setAttribute("aria-busy", "true");
    popup.focus({ preventScroll: true });
    placePopup(about.ranges);
    try {
      await htmx.ajax("GET", address.pathname + address.search, {
        source: popup,
        target: popup,
        swap: "innerHTML",
      });
    } catch {
      // The page says that there is no connection; there is nothing to show here.
    }
    if (about !== now) return;
    popup.removeAttribute("aria-busy");
    left = formNow() && leftFor(wanted.name);
  }
  if (formNow()) await begin(left);
  else close({ quietly: true });
}

/** The form is there: our own words of the text, what was `left` of it, the kind that was asked for, the focus. */
async function begin(left = null) {
  const form = formNow();
  const now = about;
  const { intent, ranges } = about;
  for (const said of form.querySelectorAll('[name="content_words"]')) {
    const place = said.parentElement.querySelector('[name="content"]')?.value ?? "";
    const [start, end] = place.split("-").map(Number);
    if (end > start) said.value = wordsOf(start, end);
  }
  for (const { start, end } of about.more ?? []) take("content", { start, end, words: wordsOf(start, end) });
  // A suggestion that was selected with other edges is not the one that was opened by its card.
  form.dataset.about = about.name;
  // Whoever asks to attribute what is attributed wants to say who it was.
  form.dataset.asks = intent === "attribute" && form.querySelector('input[type="hidden"][name="kind"]') ? "who" : "";
  opened(form);
  if (left) await restore(form, left);
  if (about !== now) return;
  sayDraft(form);
  const kind = { tag: form.dataset.n ? null : "passage", attribute: "attribution" }[intent];
  const radio = kind && form.querySelector(`[name="kind"][value="${kind}"]`);
  if (radio) radio.checked = true;
  toggled();
  placePopup(ranges);
  focusFor(form, intent !== "tag" && attributed(form));
}

/* What is shown again was typed earlier, and can be put aside; and taken up again after that. */
function sayDraft(form) {
  form.querySelector(".popup-draft")?.remove();
  const { name } = about;
  const back = givenUp.get(name);
  if (!back && draftOf(name) !== form && !leftFor(name)) return;
  const line = Object.assign(document.createElement("p"), { className: "popup-draft" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link" });
  button.textContent = word(back ? "bring-back" : "afresh");
  button.addEventListener("click", () => (back ? bringBack(back) : beginAfresh(form)));
  line.append(back ? "" : `${word("as-left")} `, button);
  form.querySelector(".popup-head").after(line);
}

function beginAfresh(form) {
  const { name, address } = about;
  givenUp.set(name, form);
  const again = { ...about, more: [] };
  close({ quietly: true });
  forgetDraft(name);
  open(address, again).then(() => givenUp.delete(name));
}

function bringBack(form) {
  formNow().replaceWith(form);
  keepDraft(form);
  begin();
}

/** Close it. What was typed is kept for the same passage; the focus goes back to where it was. */
export function close({ quietly = false } = {}) {
  if (!popup.open) return;
  stopPicking();
  if (formNow()) keepDraft(formNow());
  const { range, opener } = about ?? {};
  about = null;
  popup.close();
  popup.replaceChildren();
  bench.classList.remove("with-popup");
  toggled();
  if (quietly) return;
  (opener?.isConnected ? opener : root()).focus({ preventScroll: true });
  if (range && getSelection().isCollapsed) select(range);
}

popup.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const form = formNow();
  const content = partsIn(form).filter(({ role }) => role === "content");
  const place = attributed(form) && content.length ? content : about.ranges;
  const tag = form.querySelector('[name="tags"]:checked:enabled');
  const source = tag && document.querySelector(`#tags [data-tag="${CSS.escape(tag.value)}"]`);
  const number = Number(form.dataset.n) || null;
  const suggestion = attributed(form) ? suggestionIn(form) : undefined;
  const write = submit(form, {
    number,
    ...(suggestion && { suggestions: [suggestion] }),
    colour: source?.dataset.colour ?? (attributed(form) ? "accent" : "grey"),
    ranges: place.map(({ start, end }) => [start, end]),
  });
  onItsWay(form, write.key);
  about.range = null;
  close();
  if (number || suggestion) return;
  change({ pending: write.key, active: null, part: null, selection: null });
  const end = Math.max(...place.map((one) => one.end));
  if (attributed(form)) bench.dispatchEvent(new CustomEvent("statement:made", { detail: { end } }));
});

popup.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  close();
});
bench.addEventListener("popup:close", () => close());

/* A form that came back opens where it was. */
bench.addEventListener("popup:again", ({ detail: { form } }) => {
  const number = Number(form.dataset.n);
  const place = { start: Number(form.dataset.start), end: Number(form.dataset.end) };
  const parts = partsIn(form);
  close({ quietly: true });
  if (cardOf(number)) change({ active: number });
  const ranges = parts.length ? parts : (annotationOf(number)?.parts ?? [place]);
  about = { name: matterOf(form), ranges, intent: "edit", range: null };
  popup.replaceChildren(form);
  htmx.process(form);
  showPopup(about.ranges);
  begin();
});

new ResizeObserver(() => popup.open && about && placePopup(about.ranges)).observe(popup);
