/* Which line of the text lies where in the window, and how to bring one there. */

import { blockAt, boundaryAt, points, rangeOf, root, total } from "./offsets.js";

/** Where reading begins in the window, and how much of its foot the line of keys covers. */
export const TOP = 80;
export const FOOT = 40;
/* Blocks on either side of a line that are laid out before it is brought into place: more than a browser
   lays out beyond its window by itself. */
const AROUND = 60;

/** The first index from `low` to `high` of which `is` is true; it is for all behind that one. */
export function first(low, high, is) {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first code point whose line ends below `y` of the window, or the length of the text. */
export function offsetAt(y) {
  const blocks = root().children;
  const at = first(0, blocks.length, (n) => blocks[n].getBoundingClientRect().bottom > y);
  if (at === blocks.length) return total();
  const start = Number(blocks[at].dataset.start);
  const end = start + points(blocks[at].textContent.trimEnd());
  const range = document.createRange();
  range.setStart(blocks[at], 0);
  // From the block's beginning: what is as wide as nothing has no box of its own.
  const found = first(start, end, (offset) => {
    range.setEnd(...boundaryAt(offset + 1, true));
    return range.getBoundingClientRect().bottom > y;
  });
  if (found < end) return found;
  return blocks[at + 1] ? Number(blocks[at + 1].dataset.start) : total();
}

/** The top of the line of the code point `offset`, in the window. */
export function topOf(offset) {
  const [rect] = rangeOf(offset, offset + 1).getClientRects();
  return (rect ?? blockAt(offset).block.getBoundingClientRect()).top;
}

/** Bring that line to where reading begins, at once. In a long article the heights of far blocks are
    guesses: those around the line are laid out first, so that nothing moves afterwards. */
export function bringUp(offset) {
  const { index } = blockAt(offset);
  const around = [...root().children].slice(Math.max(0, index - AROUND), index + AROUND);
  for (const block of around) block.classList.add("near");
  scrollBy({ top: topOf(offset) - TOP, behavior: "instant" });
}
