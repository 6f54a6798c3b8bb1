/* The selection in the text, as a range of code points: read while it is made, tidied when a
   pointer lets go. What keys select is taken to the character: whoever presses Shift+arrow means it. */

import { change, desk, editable } from "./desk.js";
import { boundaryAt, offsetOf, root, wordsOf } from "./offsets.js";
import { snapped } from "./snapping.js";

let pointerDown = false;
/* Whether the selection is taken by the word: how it was made decides, until the next one. */
let wholeWords = true;
let touch = false;

/** Whether the last gesture was a finger's: its handles must not be moved under it. */
export const byTouch = () => touch;

/** The selection as it stands: {start, end, words}, or null where there is none in the text. */
export function read(byWord = wholeWords) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root()) || !root().contains(selection.anchorNode)) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  const tidy = end > start ? snapped(start, end, byWord) : null;
  return tidy && { ...tidy, words: wordsOf(tidy.start, tidy.end) };
}

/** Select [start, end) in the page, keeping the direction that the reader gave it. */
export function select({ start, end }, backwards = false) {
  const [anchor, focus] = backwards ? [end, start] : [start, end];
  getSelection().setBaseAndExtent(
    ...boundaryAt(anchor, backwards),
    ...boundaryAt(focus, !backwards),
  );
}

/** Select [start, end) for somebody, to the character, as if keys had done it. */
export function choose({ start, end }, backwards = false) {
  wholeWords = false;
  select({ start, end }, backwards);
  set({ start, end, words: wordsOf(start, end) });
}

function isBackwards() {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
  const range = document.createRange();
  range.setStart(anchorNode, anchorOffset);
  return range.comparePoint(focusNode, focusOffset) < 0;
}

function take(event) {
  wholeWords = !event.altKey;
  const found = read();
  if (found && !touch) select(found, isBackwards());
  set(found);
}

function set(found) {
  const old = desk.selection;
  if (old?.start === found?.start && old?.end === found?.end) return;
  change(found ? { selection: found, active: null, part: null, pending: null } : { selection: null });
}

document.addEventListener("pointerdown", (event) => {
  touch = event.pointerType === "touch";
  wholeWords = true;
  pointerDown = event.button === 0 && root().contains(event.target);
  // Else a drag that begins on selected words would carry them instead of selecting anew.
  if (pointerDown && !touch && !event.shiftKey) getSelection().removeAllRanges();
});

document.addEventListener("pointerup", (event) => {
  if (!pointerDown) return;
  pointerDown = false;
  // The browser settles a double click's selection first.
  requestAnimationFrame(() => take(event));
});
document.addEventListener("pointercancel", () => (pointerDown = false));

document.addEventListener("keydown", (event) => {
  if (event.shiftKey && /^(Arrow|Home|End|Page)/.test(event.key)) wholeWords = false;
});

document.addEventListener("selectionchange", () => {
  if (pointerDown && !touch) return;
  // Where a field takes the focus, the browser's selection goes with it; ours is the text's.
  if (document.activeElement?.closest?.("input, textarea, select")) return;
  set(read());
});

/* The clipboard gets the text as it is, without the blank lines that browsers put between blocks. */
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (selection.isCollapsed || event.target.closest?.("input, textarea")) return;
  const range = selection.getRangeAt(0);
  if (!root().contains(range.commonAncestorContainer)) return;
  event.clipboardData.setData("text/plain", range.toString());
  event.preventDefault();
});

root().classList.toggle("editable", editable);
root().tabIndex = -1;
