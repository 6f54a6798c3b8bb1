/* The quotation that was clicked: what a key is about where nothing is selected and nothing active. */

import { bench, desk, editable, here, onChange } from "./desk.js";
import { offsetOf, rangeOf, root, wordsOf } from "./offsets.js";
import { paint } from "./paint.js";
import { quotationsAround } from "./units.js";

/** The outermost quotation around the caret, as {start, end, words}; null where something else is meant,
    where it is marked already, and where it is out of view. */
export function quotationClicked() {
  if (!editable || desk.selection || desk.held || here() || desk.pending) return null;
  const { anchorNode, anchorOffset, isCollapsed } = getSelection();
  if (!isCollapsed || !root().contains(anchorNode)) return null;
  const element = anchorNode.nodeType === Node.ELEMENT_NODE ? anchorNode : anchorNode.parentElement;
  if (element.closest("mark")) return null;
  const offset = offsetOf(anchorNode, anchorOffset);
  const found = quotationsAround({ start: offset, end: offset }).at(-1);
  return found && isInView(found) ? { ...found, words: wordsOf(found.start, found.end) } : null;
}

function isInView({ start, end }) {
  const { top, bottom } = rangeOf(start, end).getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/* It is underlined, so that whoever presses a key knows what it is about. */
let shown = false;
function show() {
  const found = quotationClicked();
  paint("meant", found ? [[found.start, found.end]] : []);
  if (shown === Boolean(found)) return;
  shown = Boolean(found);
  bench.classList.toggle("in-quotation", shown);
  bench.dispatchEvent(new CustomEvent("mode:changed"));
}

if (editable) {
  document.addEventListener("selectionchange", show);
  onChange(show);
}
