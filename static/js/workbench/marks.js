/* Marks in the text: a click makes their annotation the active one, the next click at the same place the
   next of those that lie there (atplace.js lists them); pointing lights up all parts of one. */

import { activePart, annotationOf, bench, cardOf, change, desk, here, isCarried, nameOf, onChange } from "./desk.js";
import { blockAt, offsetOf, rangeOf, root } from "./offsets.js";
import { paintParts } from "./paint.js";

const namesOf = (mark) => mark.dataset.a.split(" ").map(nameOf);

/** Make the annotation of that number the active one, `part` is one of its spans; or, by its name
    "s7" or "c0192…", be at a suggestion or at what is carried. */
export function activate(name, { part = null, show = false } = {}) {
  const other = isCarried(name) ? { carried: name } : { suggestion: name };
  const which = typeof name === "number" ? { active: name, part } : { active: null, part: null, ...other };
  change({ ...which, pending: null, selection: null });
  if (!getSelection().isCollapsed && root().contains(getSelection().anchorNode)) {
    getSelection().removeAllRanges();
  }
  if (show) reveal(name);
}

/** Bring an annotation's first words into view, without a journey where they are in view already. */
export function reveal(name) {
  const annotation = annotationOf(name);
  if (!annotation?.parts.length) return;
  const { start, end } = activePart() ?? annotation.parts[0];
  const rect = rangeOf(start, end).getBoundingClientRect();
  const top = 72;
  // In a narrow window the card of a suggestion lies at the foot.
  const bottom = innerWidth < 1100 && typeof name === "string" ? innerHeight / 2 : innerHeight - 96;
  if (rect.top < top || Math.min(rect.bottom, rect.top + 200) > bottom) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const far = Math.abs(rect.top) > innerHeight * 2;
    scrollBy({ top: rect.top - innerHeight / 3, behavior: calm || far ? "instant" : "smooth" });
  }
}

root().addEventListener("click", (event) => {
  if (!getSelection().isCollapsed || event.button !== 0) return;
  const mark = event.target.closest("mark[data-a]");
  if (!mark) {
    change({ active: null, part: null, pending: null });
    return;
  }
  const offset = offsetOf(mark, 0);
  const all = namesOf(mark).flatMap((name) => {
    const part = annotationOf(name)?.parts.find((p) => p.start <= offset && offset < p.end);
    return part ? [{ name, part: part.number }] : [];
  });
  if (!all.length) return;
  const next = all[(all.findIndex(({ name }) => name === here()) + 1) % all.length];
  activate(next.name, next);
  if (all.length > 1) bench.dispatchEvent(new CustomEvent("place:shared", { detail: { all, mark, y: event.clientY } }));
});

/* Pointing: one at a time, the shortest where several lie over one another. */
let hovered = null;
export function hover(name) {
  if (hovered === name) return;
  cardOf(hovered)?.classList.remove("hover");
  hovered = name;
  cardOf(name)?.classList.add("hover");
  paintParts("hover", name && name !== here() ? annotationOf(name) : null);
}

bench.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || event.buttons) return;
  const mark = event.target.closest("#text mark[data-a]");
  const card = mark ? null : event.target.closest(".card");
  hover(mark ? namesOf(mark)[0] : card ? nameOf(card.dataset.a) : null);
});
bench.addEventListener("pointerleave", () => hover(null));

/* The active annotation, or the suggestion one is at: its parts painted, its card marked; again after each swap. */
let shownActive = null;
const lit = [];
function showActive() {
  const name = here();
  if (shownActive !== name) {
    cardOf(shownActive)?.classList.remove("active");
    cardOf(shownActive)?.removeAttribute("aria-current");
  }
  shownActive = name;
  const card = cardOf(name);
  if (name && !card) {
    change({ active: null, part: null });
    return;
  }
  card?.classList.add("active");
  card?.setAttribute("aria-current", "true");
  for (const mark of lit.splice(0)) mark.classList.remove("lit");
  const annotation = name ? annotationOf(name) : null;
  const speaker = annotation?.parts.find((part) => part.role === "speaker");
  if (speaker) {
    const marks = blockAt(speaker.start).block.querySelectorAll(`mark[data-a~="${name}"]`);
    lit.push(...[...marks].filter((mark) => /\b(speaker\d|suggested-speaker|carried-speaker)/.test(mark.className)));
    for (const mark of lit) mark.classList.add("lit");
  }
  paintParts("active", annotation);
}
onChange(showActive);
bench.addEventListener("text:swapped", showActive);
bench.addEventListener("write:saved", showActive);
