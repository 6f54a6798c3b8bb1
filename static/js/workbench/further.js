/* A statement that is saved already gets a further part: + adds what is selected to the one that was active,
   or the next part of its split quotation where nothing is selected. */

import { say } from "./announcing.js";
import { annotationOf, bench, cardOf, change, desk, editable, onChange } from "./desk.js";
import { furtherIs, sequel } from "./joining.js";
import { bind } from "./keys.js";
import { blockIndex, boundaryAt, wordsOf } from "./offsets.js";
import { paint } from "./paint.js";
import { word } from "./words.js";
import { addContent } from "./writes.js";

/* The statement that was active last, and whether somebody went to it: {number, chosen}. */
let last = null;
let waited = false;

const contents = (number) => annotationOf(number)?.parts.filter(({ role }) => role === "content") ?? [];
const isMarked = ({ start }) => Boolean(boundaryAt(start)[0].parentElement?.closest("mark[data-a]:not(.only-suggested)"));

/* A new selection is meant for the statement that somebody went to before. After one that was only just
   saved more likely the next one begins, unless it stands behind it in the same paragraph. */
function meant(selection) {
  const parts = last ? contents(last.number) : [];
  if (!parts.length) return null;
  const { end } = parts.at(-1);
  const goesOn = selection.start >= end && blockIndex(selection.start) === blockIndex(end - 1) && !sequel(selection);
  return last.chosen || goesOn ? last.number : null;
}

/** What + would do now: {number, range}, or null. */
export function further() {
  if (!editable || desk.held) return null;
  if (desk.selection) {
    const number = meant(desk.selection);
    return number && { number, range: desk.selection };
  }
  const parts = desk.active && cardOf(desk.active)?.dataset.kind === "attribution" ? contents(desk.active) : [];
  const next = parts.length && sequel(parts.at(-1));
  return next && !isMarked(next) ? { number: desk.active, range: next } : null;
}
furtherIs(further);

/** Do it. */
export function addFurther() {
  const { number, range } = further();
  say(word("parts", { count: contents(number).length + 1, words: wordsOf(range.start, range.end) }));
  addContent(number, range);
}

for (const key of ["+", "=", "Q"]) bind(key, addFurther, { when: further });

onChange(() => {
  if (desk.active) {
    const chosen = last?.number === desk.active ? last.chosen || !waited : !waited;
    last = cardOf(desk.active)?.dataset.kind === "attribution" ? { number: desk.active, chosen } : null;
  } else if (!desk.selection) {
    last = null;
  }
  waited = Boolean(desk.pending);
  show();
});

function show() {
  const found = further();
  paint("further", found && !desk.selection ? [[found.range.start, found.range.end]] : []);
  const was = bench.classList.contains("addable");
  bench.classList.toggle("addable", Boolean(found));
  if (was !== Boolean(found)) bench.dispatchEvent(new CustomEvent("mode:changed"));
}
bench.addEventListener("write:saved", show);
