/* The pop-up at a passage: one form with everything about it. It does not block the page; what was
   typed and not saved is there again when the same passage is opened again. */

import { annotationOf, bench, cardOf, change, desk, url } from "./desk.js";
import { isField, tagOf } from "./keys.js";
import { root, wordsOf } from "./offsets.js";
import { placePopup } from "./placing.js";
import { partsIn, showParts, stopPicking } from "./picks.js";
import { select } from "./selection.js";
import { submit } from "./writes.js";
import { word } from "./words.js";

const popup = document.getElementById("popup");
/* Forms that were typed in and not saved, by what they are about. */
const drafts = new Map();
/* Forms on their way to the server, by the key of the write. */
const sent = new Map();
let opener = null;
let about = null;
let typedAhead = "";

const formNow = () => popup.querySelector("form");
const nameOf = (form) => (form.dataset.n ? `a${form.dataset.n}` : `${form.dataset.start}-${form.dataset.end}`);
const stateOf = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => name !== "key"));

/** Open the form for a fresh selection; `intent` is "tag" or "attribute". */
export function openNew(range, intent) {
  const address = new URL(url("AnnotationNew"), location.href);
  address.searchParams.set("start", range.start);
  address.searchParams.set("end", range.end);
  open(address, { name: `${range.start}-${range.end}`, ranges: [range], intent, opener: null, range });
}

/** Open the form of the annotation `number`; one that is still on its way is waited for. */
export function openEdit(number, intent, from = null) {
  if (!number) {
    const waits = ({ detail }) => detail.annotation && openEdit(detail.annotation, intent);
    if (desk.pending) bench.addEventListener("write:saved", waits, { once: true });
    return;
  }
  const annotation = annotationOf(number);
  change({ active: number, selection: null });
  const address = new URL(url("Annotation", number), location.href);
  open(address, { name: `a${number}`, ranges: annotation.parts, intent, opener: from, range: null });
}

async function open(address, wanted) {
  close({ quietly: true });
  ({ opener } = wanted);
  about = wanted;
  typedAhead = "";
  popup.setAttribute("aria-busy", "true");
  popup.show();
  const draft = drafts.get(wanted.name);
  if (draft) {
    popup.replaceChildren(draft);
  } else {
    // The focus waits here, so that what is typed meanwhile does not run as keys of the page.
    popup.replaceChildren();
    popup.focus({ preventScroll: true });
    try {
      await htmx.ajax("GET", address.pathname + address.search, { source: popup, target: popup, swap: "innerHTML" });
    } catch {
      // The page says that there is no connection; the pop-up has nothing to show.
    }
    if (about !== wanted) return;
  }
  popup.removeAttribute("aria-busy");
  if (formNow()) begin(wanted.intent);
  else close({ quietly: true });
}

/** The form is there: our own words of the text, the kind that was asked for, the focus. */
function begin(intent) {
  const form = formNow();
  form.dataset.asOpened ??= stateOf(form);
  for (const said of form.querySelectorAll('[name="content_words"]')) {
    const place = said.parentElement.querySelector('[name="content"]')?.value ?? "";
    const [start, end] = place.split("-").map(Number);
    if (end > start) said.value = wordsOf(start, end);
  }
  const kind = { tag: "passage", attribute: "attribution" }[intent];
  const radio = kind && form.querySelector(`[name="kind"][value="${kind}"]`);
  if (radio && !form.dataset.n) radio.checked = true;
  else if (radio && kind === "attribution") radio.checked = true;
  bench.dispatchEvent(new CustomEvent("popup:toggled"));
  placePopup(about.ranges);
  focusFor(form, intent);
}

function focusFor(form, intent) {
  const attribution = form.querySelector('[name="kind"][value="attribution"]:checked');
  const tag = form.querySelector('[name="tags"]:checked') ?? form.querySelector('[name="tags"]');
  const speaker = form.querySelector('[name="speaker_name"]');
  const wanted = form.querySelector("[aria-invalid=true], [autofocus]");
  const field = wanted ?? (intent !== "tag" && attribution ? speaker : tag) ?? form.querySelector("button");
  field?.focus({ preventScroll: true });
  if (!isField(field)) {
    for (const key of typedAhead) pressTag(form, tagOf({ key, code: "", getModifierState: () => false }));
  } else if (typedAhead) {
    field.value = typedAhead;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    field.select?.();
  }
  typedAhead = "";
}

/** Close it. What was typed is kept for the same passage; the focus goes back to where it was. */
export function close({ quietly = false } = {}) {
  if (!popup.open) return;
  stopPicking();
  const form = formNow();
  if (form && stateOf(form) !== form.dataset.asOpened) drafts.set(nameOf(form), form);
  const { range } = about ?? {};
  about = null;
  popup.close();
  popup.replaceChildren();
  bench.dispatchEvent(new CustomEvent("popup:toggled"));
  if (quietly) return;
  if (opener?.isConnected) opener.focus({ preventScroll: true });
  else root().focus({ preventScroll: true });
  if (range && getSelection().isCollapsed) select(range);
}

popup.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const form = formNow();
  const parts = partsIn(form).filter(({ role }) => role === "content");
  const place = parts.length ? parts : about.ranges;
  const tag = form.querySelector('[name="tags"]:checked');
  const source = tag && document.querySelector(`#tags [data-tag="${CSS.escape(tag.value)}"]`);
  const attributed = form.querySelector('[name="kind"][value="attribution"]:checked');
  const write = submit(form, {
    number: Number(form.dataset.n) || null,
    colour: source?.dataset.colour ?? (attributed ? "accent" : "grey"),
    ranges: place.map(({ start, end }) => [start, end]),
  });
  sent.set(write.key, form);
  drafts.delete(nameOf(form));
  form.dataset.asOpened = stateOf(form);
  about.range = null;
  close();
  if (!write.what.number) change({ pending: write.key, active: null, part: null, selection: null });
});

popup.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const form = formNow();
  const { key, target } = event;
  if (key === "Escape") {
    event.preventDefault();
    if (!stopPicking()) close();
  } else if (!form) {
    if (key.length === 1 && !event.ctrlKey && !event.metaKey) typedAhead += key;
  } else if (key === "Enter" && (event.ctrlKey || event.metaKey || !target.closest("textarea, button, a, summary, select"))) {
    event.preventDefault();
    form.requestSubmit();
  } else if (!isField(target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (pressTag(form, tagOf(event))) event.preventDefault();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !popup.open || popup.contains(event.target)) return;
  event.preventDefault();
  if (!stopPicking()) close();
}, true);

function pressTag(form, tag) {
  const box = tag && form.querySelector(`[name="tags"][value="${CSS.escape(tag.dataset.tag)}"]`);
  box?.click();
  return box;
}

popup.addEventListener("click", ({ target }) => target.closest("[data-close]") && close());

/* The server wants something changed: the form comes back with its errors, and opens again where
   nothing else is open. Whatever else went wrong, what was typed is there for another try. */
let returned = null;
bench.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
  if (target !== popup) return;
  detail.shouldSwap = false;
  returned = detail.fragment.querySelector("form");
});

bench.addEventListener("write:saved", ({ detail: { write } }) => sent.delete(write.key));
bench.addEventListener("write:turned-down", ({ detail: { write, outcome } }) => {
  const form = (outcome === "invalid" && returned) || sent.get(write.key);
  returned = null;
  sent.delete(write.key);
  if (!form) return;
  delete form.dataset.asOpened;
  htmx.process(form);
  drafts.set(nameOf(form), form);
  if (outcome === "invalid" && !popup.open) again(form);
  else offer(form);
});

/** Open a form that came back. */
function again(form) {
  const parts = partsIn(form);
  const place = { start: Number(form.dataset.start), end: Number(form.dataset.end) };
  const ranges = parts.length ? parts : (annotationOf(Number(form.dataset.n))?.parts ?? [place]);
  if (form.dataset.n && cardOf(form.dataset.n)) change({ active: Number(form.dataset.n) });
  close({ quietly: true });
  about = { name: nameOf(form), ranges, intent: "edit", range: null };
  popup.replaceChildren(form);
  popup.show();
  begin("edit");
}

function offer(form) {
  const notice = document.getElementById("notice");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "link", textContent: word("open-again") });
  button.addEventListener("click", () => again(form), { once: true });
  notice.append(" ", button);
}

new ResizeObserver(() => popup.open && about && placePopup(about.ranges)).observe(popup);
popup.addEventListener("change", () => showParts());
