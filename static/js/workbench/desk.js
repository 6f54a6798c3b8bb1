/* What is on the desk: the selection in the text, and the annotation one is at.

   Everybody else reads it here and hears of changes by the event `desk:change` on #workbench. */

export const bench = document.getElementById("workbench");
export const editable = bench?.dataset.editable === "true";

/* selection: {start, end, words} | null. active: an annotation's number | null. part: its span.
   suggestion: the name of an open suggestion ("s7") that one is at instead | null. carried: that of what
   stands here from a copy ("c0192…") | null. held: ranges that were put aside to be parts of one annotation, in order | null.
   pending: the key of a write whose annotation has no number yet, and is the active one. */
export const desk = { selection: null, held: null, active: null, suggestion: null, carried: null, part: null, pending: null };

let announced = false;

/** Change some of it; listeners are told once, at the end of the task. Whoever says which annotation
    is active says as well that one is at nothing else. */
export function change(wanted) {
  const fields = "active" in wanted ? { suggestion: null, carried: null, ...wanted } : wanted;
  if (Object.entries(fields).every(([name, value]) => desk[name] === value)) return;
  Object.assign(desk, fields);
  if (announced) return;
  announced = true;
  queueMicrotask(() => {
    announced = false;
    bench.dispatchEvent(new CustomEvent("desk:change"));
  });
}

export function onChange(listener) {
  bench.addEventListener("desk:change", listener);
}

/** The address called `name` (data-url-…) with a number put where it has 0. */
export function url(name, number) {
  const address = bench.dataset[`url${name}`];
  return number === undefined ? address : address.replace(/\/0\//, `/${number}/`);
}

/** What one is at: the number of an annotation, or the name of a suggestion or of what is carried; or null. */
export const here = () => desk.active ?? desk.suggestion ?? desk.carried;

/** Whether `name` is that of what is carried from a copy. */
export const isCarried = (name) => String(name).startsWith("c");

/** The name that a card or a mark has for an annotation, 7, for a suggestion, "s7", or what is carried, "c0192…". */
export const nameOf = (written) => Number(written) || written;

/** The card of an annotation, or of a suggestion. */
export const cardOf = (name) => document.getElementById(`card-${name}`);

/* As cards write it: role, number and place. */
function partOf(written) {
  const [role, number, place] = written.split(":");
  const [start, end] = place.split("-").map(Number);
  return { number: Number(number), role, start, end };
}

/** An annotation as its card tells it: {number, kind, colour, parts: [{number, role, start, end}]}. */
export function annotationOf(number) {
  const card = cardOf(number);
  if (!card) return null;
  const parts = card.dataset.parts.split(" ").map(partOf);
  const colour = /(?:^|\s)c-(\w+)/.exec(card.className)?.[1] ?? "accent";
  return { number, card, kind: card.dataset.kind, colour, parts };
}

/** The part of the active annotation that edges and handles are about: the chosen one, or its first. */
export function activePart() {
  const annotation = desk.active && annotationOf(desk.active);
  if (!annotation?.parts.length) return null;
  const chosen = annotation.parts.find((part) => part.number === desk.part);
  const main = annotation.parts.find((part) => /passage|content/.test(part.role));
  return chosen ?? main ?? annotation.parts[0];
}
