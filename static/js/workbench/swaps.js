/* What the analyst is doing survives every fragment that comes in: the selection, even one that is
   being dragged, the scroll position, the focus, the active annotation. */

import { bench } from "./desk.js";
import { boundaryAt, forgetBlocks, nearest, offsetOf, root, wordsOf } from "./offsets.js";
import { repaint } from "./paint.js";
import { source } from "./sending.js";

const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, [tabindex]";
const isBlock = (element) => element.parentElement === root();

let kept = null;
let dirty = false;

/* A block is about to go: where the selection's ends stand in it, in offsets. */
bench.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
  if (isBlock(target) || target === root()) {
    keepSelection(target);
    dirty = true;
    if (isBlock(target) && detail.fragment.children.length === 1) refill(target, detail);
    return;
  }
  if (target.contains(document.activeElement)) keepFocus(target);
  // htmx copies attributes over, and the policy of this site lets nobody write `style` that way.
  for (const { id } of detail.fragment.querySelectorAll("[id]")) {
    const old = document.getElementById(id);
    // Read first: Chromium else keeps the attribute, empty.
    if (old && old.getAttribute("style") !== null) old.removeAttribute("style");
  }
});

bench.addEventListener("htmx:oobAfterSwap", () => {
  forgetBlocks();
  restoreSelection();
});

/* The block itself stays, and gets all that the new one has. In a long article each is laid out by itself, and
   where such an element comes or goes the browser looks through all of the page once (9 ms at 5,000
   annotations); a new one, besides, is not laid out before the frame knows that it is in sight. */
function refill(block, detail) {
  const [fresh] = detail.fragment.children;
  detail.shouldSwap = false;
  const isNear = block.classList.contains("near");
  for (const { name } of [...block.attributes]) if (!fresh.hasAttribute(name)) block.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (block.getAttribute(name) !== value) block.setAttribute(name, value);
  }
  block.classList.toggle("near", isNear);
  block.replaceChildren(...fresh.childNodes);
  forgetBlocks();
  restoreSelection();
}

/* All fragments of one answer are in: once for all of them. */
document.addEventListener("htmx:afterSettle", settle);
source.addEventListener("htmx:afterRequest", settle);

function settle() {
  if (dirty) {
    dirty = false;
    forgetBlocks();
    repaint();
    bench.dispatchEvent(new CustomEvent("text:swapped"));
  }
  restoreFocus();
}

function keepSelection(block) {
  const selection = getSelection();
  const { anchorNode, focusNode } = selection;
  if (kept || !anchorNode) return;
  if (!block.contains(anchorNode) && !block.contains(focusNode)) return;
  if (!root().contains(anchorNode) || !root().contains(focusNode)) return;
  const anchor = offsetOf(anchorNode, selection.anchorOffset);
  const focus = offsetOf(focusNode, selection.focusOffset);
  kept = { anchor, focus, words: wordsOf(Math.min(anchor, focus), Math.max(anchor, focus)) };
}

function restoreSelection() {
  if (!kept) return;
  const { anchor, focus, words } = kept;
  kept = null;
  const [start, end] = anchor < focus ? [anchor, focus] : [focus, anchor];
  const shift = words && wordsOf(start, end) !== words ? nearest(words, start) - start : 0;
  if (Number.isNaN(shift)) {
    getSelection().removeAllRanges();
    return;
  }
  getSelection().setBaseAndExtent(
    ...boundaryAt(anchor + shift, anchor > focus),
    ...boundaryAt(focus + shift, focus > anchor),
  );
}

/* The focus returns to the control that stands where the old one stood in its card. */
let focus = null;
function keepFocus(holder) {
  const all = [...holder.querySelectorAll(FOCUSABLE)];
  focus = { id: holder.id, at: all.indexOf(document.activeElement) };
}

function restoreFocus() {
  if (!focus) return;
  const { id, at } = focus;
  focus = null;
  if (document.activeElement && document.activeElement !== document.body) return;
  const holder = document.getElementById(id);
  const control = holder?.querySelectorAll(FOCUSABLE)[at] ?? holder ?? root();
  control.focus({ preventScroll: true });
}
