/* A cursor in the text for those who have no mouse at hand. It stands on a word, a sentence, a
   quotation or a paragraph, and what it stands on is selected: every key of a selection works.
   Enter begins, Escape ends; the arrows are the browser's own before and after. */

import { say } from "./announcing.js";
import { annotationOf, bench, change, desk, here, onChange } from "./desk.js";
import { passingIs } from "./joining.js";
import { bind } from "./keys.js";
import { blockAt, offsetOf, rangeOf, root, wordsOf } from "./offsets.js";
import { paint } from "./paint.js";
import { choose } from "./selection.js";
import { unitAt, unitBeyond } from "./units.js";
import { cursorIs } from "./widening.js";
import { word } from "./words.js";

const popup = document.getElementById("popup");
const button = document.querySelector("[data-cursor]");
const TOP = 80;
const FOOT = 90;

/* unit: what it stands on, {start, end}, of some kind. anchor and edge: of a selection that Shift
   extends. chosen: whether it was chosen, and not only come by. */
let at = null;
/* Where it was when it was left. */
let last = null;

cursorIs(() => at?.unit);
passingIs(() => at && !at.chosen);

const isRtl = (offset) => getComputedStyle(blockAt(offset).block).direction === "rtl";

function draw() {
  // While something is extended, the word at its moving end shows which end moves.
  const { unit, edge, anchor } = at;
  const spot = edge === null ? unit : unitAt("word", edge > anchor.start ? edge - 1 : edge);
  paint("cursor", [[spot.start, spot.end]]);
  return spot;
}

function show(spot) {
  const { top, bottom, height } = boxOf(spot);
  if (top >= TOP && bottom <= innerHeight - FOOT) return;
  const up = top < TOP || height > innerHeight / 2;
  scrollBy({ top: up ? top - innerHeight / 3 : bottom - innerHeight * 0.6, behavior: "instant" });
}

function stand(unit) {
  at = { unit, anchor: unit, edge: null, chosen: false };
  choose(unit);
  show(draw());
  say(wordsOf(unit.start, unit.end));
}

const boxOf = ({ start, end }) => rangeOf(start, end).getBoundingClientRect();

function isInView(unit) {
  const { top, bottom } = boxOf(unit);
  return bottom > 0 && top < innerHeight;
}

/* Where it begins: at the place that was clicked, or where one was last, if that is in view; else
   with the first sentence in view. */
function beginning() {
  const { anchorNode, anchorOffset } = getSelection();
  const clicked = root().contains(anchorNode) && unitAt("word", offsetOf(anchorNode, anchorOffset));
  for (const unit of [clicked, last]) if (unit && isInView(unit)) return unit;
  const block = [...root().children].find((one) => one.getBoundingClientRect().bottom > TOP);
  let unit = unitAt("sentence", Number(block?.dataset.start ?? 0));
  while (unit && boxOf(unit).top < TOP) unit = unitBeyond("sentence", unit.start, 1);
  return unit ?? unitAt("sentence", 0);
}

/** Put the cursor into the text. */
function enter() {
  const unit = beginning();
  if (!unit) return;
  // Screen readers hand the keys over to an application, and hear of each step by the live region.
  root().setAttribute("role", "application");
  root().setAttribute("aria-label", word("cursor"));
  root().focus({ preventScroll: true });
  bench.classList.add("with-cursor");
  stand(unit);
  bench.dispatchEvent(new CustomEvent("mode:changed"));
}

/** Take it away again; it is remembered where it was. */
export function leave({ quietly = false } = {}) {
  if (!at) return;
  last = at.unit;
  at = null;
  paint("cursor", []);
  root().removeAttribute("role");
  root().removeAttribute("aria-label");
  bench.classList.remove("with-cursor");
  if (!quietly) {
    getSelection().removeAllRanges();
    change({ selection: null });
  }
  bench.dispatchEvent(new CustomEvent("mode:changed"));
}

/* The unit that a step leads to. Words are entered from what is larger; the rest goes past its end. */
function step(kind, direction) {
  const { unit } = at;
  if (kind === "word") {
    const first = unitAt("word", unit.start);
    const final = unitAt("word", Math.max(unit.start, unit.end - 1));
    const isOne = !first || first.end >= unit.end || (first.start === final.start && first.end === final.end);
    if (!isOne) return direction > 0 ? first : final;
    return unitBeyond("word", unit.start, direction);
  }
  if (direction < 0) return unitBeyond(kind, unit.start, -1);
  if (kind === "quotation") return unitBeyond(kind, unit.start - (at.kind === kind || at.chosen ? 0 : 1), 1);
  return unitBeyond(kind, unit.end - 1, 1);
}

/* Shift: the moving edge goes to the next end (or beginning) of such a unit; the anchor stays in. */
function extend(kind, direction) {
  const { anchor } = at;
  const edge = at.edge ?? (direction > 0 ? anchor.end : anchor.start);
  let next = null;
  if (edge >= anchor.end && direction > 0) {
    next = beyondEnd(kind, edge);
  } else if (edge <= anchor.start && direction < 0) {
    next = unitBeyond(kind, edge, -1)?.start ?? edge;
  } else if (direction > 0) {
    next = Math.min(anchor.start, unitBeyond(kind, edge, 1)?.start ?? anchor.start);
  } else {
    next = Math.max(anchor.end, endBefore(kind, edge));
  }
  at.edge = next === anchor.start || next === anchor.end ? null : next;
  at.chosen = true;
  const start = Math.min(anchor.start, next);
  const end = Math.max(anchor.end, next);
  choose({ start, end }, next < anchor.end);
  show(draw());
  say(word("selected", { words: wordsOf(start, end) }));
}

function beyondEnd(kind, edge) {
  const here = unitAt(kind, edge - 1);
  if (here && here.end > edge && here.start < edge) return here.end;
  return unitBeyond(kind, edge - 1, 1)?.end ?? edge;
}

function endBefore(kind, edge) {
  for (let unit = unitBeyond(kind, edge - 1, -1); unit; unit = unitBeyond(kind, unit.start, -1)) {
    if (unit.end < edge) return unit.end;
  }
  return 0;
}

/* What an arrow means: [kind, direction], or null. Left and right are where they point. */
function meaning({ key, ctrlKey, altKey, metaKey }) {
  if (metaKey) return null;
  const vertical = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (vertical) return [ctrlKey ? "paragraph" : altKey ? "quotation" : "sentence", vertical];
  if (ctrlKey || altKey) return null;
  const page = { PageDown: 1, PageUp: -1 }[key];
  if (page) return ["paragraph", page];
  const horizontal = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return horizontal ? ["word", isRtl(at.unit.start) ? -horizontal : horizontal] : null;
}

function settle() {
  // The annotation that was walked to meanwhile is where one is now.
  const part = here() && annotationOf(here())?.parts[0];
  if (part && (part.end <= at.unit.start || part.start >= at.unit.end)) {
    at = { unit: { start: part.start, end: part.end }, anchor: part, edge: null, chosen: false };
  } else if (at.edge !== null) {
    const spot = draw();
    at = { unit: spot, anchor: at.anchor, edge: at.edge, chosen: at.chosen };
  }
}

/* Escape lets go of one thing at a time: what was extended, then what else there is, then the cursor. */
function back(event) {
  if (!desk.selection && (here() || desk.pending || desk.held)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (at.edge !== null && desk.selection) stand(at.anchor);
  else leave();
}

document.addEventListener(
  "keydown",
  (event) => {
    if (!at || event.defaultPrevented || event.isComposing || popup.contains(event.target)) return;
    if (document.querySelector("dialog:modal")) return;
    if (event.key === "Escape" && !popup.open) {
      back(event);
      return;
    }
    const isHere = event.target === document.body || root().contains(event.target);
    const found = isHere && meaning(event);
    if (!found) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    settle();
    const [kind, direction] = found;
    if (event.shiftKey) {
      extend(kind, direction);
      return;
    }
    const unit = step(kind, direction);
    if (!unit) return;
    stand(unit);
    at.kind = kind;
  },
  true,
);

/* What q and the keys that widen have chosen is what it stands on now. */
bench.addEventListener("chosen", ({ detail: { range } }) => {
  if (!at) return;
  at = { unit: range, anchor: range, edge: null, chosen: true };
  show(draw());
});

/* A statement is saved: whoever goes by keys goes on to the next quotation, if there is one. */
bench.addEventListener("statement:made", ({ detail: { end } }) => {
  const next = at && unitBeyond("quotation", end - 1, 1);
  if (!next) return;
  stand(next);
  at.kind = "quotation";
});

bind("Enter", enter, {
  when: () => !at && !popup.open && !desk.selection && !desk.held && !here() && !desk.pending,
});
button?.addEventListener("click", enter);

/* Whoever takes the mouse, or goes elsewhere with Tab, has left it. */
document.addEventListener("pointerdown", ({ target }) => root().contains(target) && leave({ quietly: true }), true);
document.addEventListener("focusin", ({ target }) => {
  if (at && !root().contains(target) && !popup.contains(target) && !target.closest("dialog")) leave({ quietly: true });
});
onChange(() => {
  if (!at && here()) last = annotationOf(here())?.parts[0] ?? last;
});
