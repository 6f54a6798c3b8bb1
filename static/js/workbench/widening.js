/* Choosing more at once: the quotation around a place, and the steps from a word to its quotation,
   its sentence, its paragraph, by key or by double-clicking again. */

import { say } from "./announcing.js";
import { activePart, bench, desk, onChange } from "./desk.js";
import { caretAt } from "./edges.js";
import { bind } from "./keys.js";
import { hush, notify } from "./notice.js";
import { blockIndex, offsetOf, root, wordsOf } from "./offsets.js";
import { byTouch, choose } from "./selection.js";
import { cover, quotationsAround, unitsIn, unitAt } from "./units.js";
import { word } from "./words.js";

/* Where the cursor stands, if there is one: cursor.js says it. */
let cursorPlace = () => null;
export const cursorIs = (place) => (cursorPlace = place);

const same = (one, other) => one && other && one.start === other.start && one.end === other.end;
const larger = (one, than) => one.start <= than.start && one.end >= than.end && !same(one, than);

/** What choosing starts from: the selection, the cursor, the place that was clicked, the active part. */
export function place() {
  const { anchorNode, anchorOffset, isCollapsed } = getSelection();
  if (desk.selection) return desk.selection;
  if (cursorPlace()) return cursorPlace();
  if (anchorNode && isCollapsed && root().contains(anchorNode)) {
    const offset = offsetOf(anchorNode, anchorOffset);
    return { start: offset, end: offset };
  }
  return activePart();
}

/* Steps back for the key that narrows: [{from, to}, …]. */
let steps = [];

function take(range, from = null) {
  steps = from ? [...steps.filter(() => same(steps.at(-1)?.to, from)), { from, to: range }] : [];
  choose(range);
  bench.dispatchEvent(new CustomEvent("chosen", { detail: { range } }));
  say(wordsOf(range.start, range.end));
}

/** The quotation around `from`; around a quotation the one that holds it; or one that begins in it. */
export function quotationFor(from) {
  const around = quotationsAround(from).find((one) => larger(one, from));
  if (around || from.start === from.end) return around ?? null;
  const first = unitsIn("quotation", blockIndex(from.start)).find(
    (one) => one.start >= from.start && one.start < from.end && !same(one, from),
  );
  const isQuotation = quotationsAround(from).some((one) => same(one, from));
  return isQuotation ? null : (first ?? quotationsAround({ start: from.start, end: from.start + 1 })[0] ?? null);
}

/** Take the whole quotation around what is chosen, or around the place that was clicked. */
export function takeQuotation() {
  const from = place();
  const found = quotationFor(from);
  if (found) {
    take(found, from.end > from.start ? from : null);
  } else if (!quotationsAround(from).length) {
    notify(word("no-quotation"));
    noticed = true;
  }
}

/** The next larger range around `from`: word, quotations, sentence, paragraph; or null. */
export function wider(from) {
  const quotations = quotationsAround(from);
  const said = quotations.at(-1) ?? from;
  const ways = [
    unitAt("word", from.start),
    ...quotations,
    cover("sentence", said),
    cover("paragraph", said),
  ];
  return ways.find((one) => one && larger(one, from)) ?? null;
}

function widen() {
  const from = place();
  const found = wider(from);
  if (found) take(found, from);
}

function narrow() {
  const last = steps.at(-1);
  if (!same(last?.to, desk.selection) || last.from.end === last.from.start) return;
  const kept = steps.slice(0, -1);
  take(last.from);
  steps = kept;
}

const somewhere = { when: () => place() };
bind("q", takeQuotation, somewhere);
bind(".", widen, somewhere);
bind(",", narrow, somewhere);

/* That there is no quotation is of no interest any more when something else is chosen. */
let noticed = false;
onChange(() => {
  if (noticed) hush();
  noticed = false;
});

/* Double-clicking again where the selection came from widens it; elsewhere it begins anew. */
let clicked = null;
let presses = 0;
document.addEventListener("pointerdown", () => (presses += 1), true);
document.addEventListener("keydown", ({ key }) => key === "Escape" && (clicked = null), true);
bench.addEventListener("write:queued", () => (clicked = null));
onChange(() => {
  if (clicked && desk.selection && !same(clicked.taken, desk.selection)) clicked = null;
});

root().addEventListener("dblclick", (event) => {
  if (byTouch() || event.button !== 0 || event.altKey) return;
  const caret = caretAt(event.clientX, event.clientY);
  if (!caret || !root().contains(caret.node)) return;
  const offset = offsetOf(caret.node, caret.at);
  const again = clicked && clicked.word.start <= offset && offset <= clicked.word.end ? clicked : null;
  const press = presses;
  // After the browser's own word has been read.
  requestAnimationFrame(() => {
    if (press !== presses || !desk.selection) return;
    const found = again && wider(again.taken);
    const { start, end } = desk.selection;
    if (found) take(found, again.taken);
    clicked = { word: again?.word ?? { start, end }, taken: found ?? again?.taken ?? { start, end } };
    if (again && !found) take(clicked.taken);
  });
});
