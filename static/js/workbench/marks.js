/* Marks in the text: a click makes their annotation the active one, the next click at the same place the
   next of those that lie there (atplace.js lists them); pointing lights up all parts of one. */

import { activePart, annotationOf, bench, cardOf, change, desk, onChange } from "./desk.js";
import { blockAt, offsetOf, rangeOf, root } from "./offsets.js";
import { paintParts } from "./paint.js";

const numbersOf = (mark) => mark.dataset.a.split(" ").map(Number);

/** Make the annotation `number` the active one; `part` is one of its spans. */
export function activate(number, { part = null, show = false } = {}) {
  change({ active: number, part, pending: null, selection: null });
  if (!getSelection().isCollapsed && root().contains(getSelection().anchorNode)) {
    getSelection().removeAllRanges();
  }
  if (show) reveal(number);
}

/** Bring an annotation's first words into view, without a journey where they are in view already. */
export function reveal(number) {
  const annotation = annotationOf(number);
  if (!annotation?.parts.length) return;
  const { start, end } = activePart() ?? annotation.parts[0];
  const rect = rangeOf(start, end).getBoundingClientRect();
  const top = 72;
  const bottom = innerHeight - 96;
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
  const here = numbersOf(mark).flatMap((number) => {
    const part = annotationOf(number)?.parts.find((p) => p.start <= offset && offset < p.end);
    return part ? [{ number, part: part.number }] : [];
  });
  if (!here.length) return;
  const next = here[(here.findIndex(({ number }) => number === desk.active) + 1) % here.length];
  activate(next.number, next);
  if (here.length > 1) bench.dispatchEvent(new CustomEvent("place:shared", { detail: { here, mark, y: event.clientY } }));
});

/* Pointing: one at a time, the shortest where several lie over one another. */
let hovered = null;
export function hover(number) {
  if (hovered === number) return;
  cardOf(hovered)?.classList.remove("hover");
  hovered = number;
  cardOf(number)?.classList.add("hover");
  paintParts("hover", number && number !== desk.active ? annotationOf(number) : null);
}

bench.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || event.buttons) return;
  const mark = event.target.closest("#text mark[data-a]");
  const card = mark ? null : event.target.closest(".card");
  hover(mark ? numbersOf(mark)[0] : card ? Number(card.dataset.a) : null);
});
bench.addEventListener("pointerleave", () => hover(null));

/* The active annotation: its parts painted, its card marked; again after each swap. */
let shownActive = null;
const lit = [];
function showActive() {
  if (shownActive !== desk.active) {
    cardOf(shownActive)?.classList.remove("active");
    cardOf(shownActive)?.removeAttribute("aria-current");
  }
  shownActive = desk.active;
  const card = cardOf(desk.active);
  if (desk.active && !card) {
    change({ active: null, part: null });
    return;
  }
  card?.classList.add("active");
  card?.setAttribute("aria-current", "true");
  for (const mark of lit.splice(0)) mark.classList.remove("lit");
  const annotation = desk.active ? annotationOf(desk.active) : null;
  const speaker = annotation?.parts.find((part) => part.role === "speaker");
  if (speaker) {
    const marks = blockAt(speaker.start).block.querySelectorAll(`mark[data-a~="${desk.active}"]`);
    lit.push(...[...marks].filter((mark) => /\bspeaker\d/.test(mark.className)));
    for (const mark of lit) mark.classList.add("lit");
  }
  paintParts("active", annotation);
}
onChange(showActive);
bench.addEventListener("text:swapped", showActive);
bench.addEventListener("write:saved", showActive);
