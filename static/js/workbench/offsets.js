/* Boundaries of the DOM to code points of the text, and back.

   The text of #text equals the stored text; each .block knows where it starts (data-start). A
   Range's toString() is exact where Selection's is not: it adds line breaks and drops what CSS
   hides. */

const SURROGATE = /[\ud800-\udfff]/;

let starts = null;

export const root = () => document.getElementById("text");

/** Blocks may have been replaced or renumbered: read them anew at the next question. */
export function forgetBlocks() {
  starts = null;
}

/** The length of `string` in code points. A lone half of a pair counts as one. */
export function points(string) {
  if (!SURROGATE.test(string)) return string.length;
  let count = 0;
  for (const _ of string) count += 1;
  return count;
}

/** The index into `string` (UTF-16 units) of its code point number `count`. */
export function units(string, count) {
  if (!SURROGATE.test(string)) return Math.min(count, string.length);
  let at = 0;
  for (const character of string) {
    if (count <= 0) break;
    at += character.length;
    count -= 1;
  }
  return at;
}

function blockStarts() {
  starts ??= Array.from(root().children, (block) => Number(block.dataset.start));
  return starts;
}

/** The whole text's length in code points. */
export function total() {
  const last = root().lastElementChild;
  return last ? Number(last.dataset.start) + points(last.textContent) : 0;
}

/** The index of the block that holds the code point `offset`. */
export function blockIndex(offset) {
  const all = blockStarts();
  let low = 0;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (all[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The block that holds the code point `offset`, and where that block starts. */
export function blockAt(offset) {
  const index = blockIndex(offset);
  return { block: root().children[index], start: blockStarts()[index], index };
}

/** Where the boundary (node, at) stands in the text. What lies outside counts as its nearer end. */
export function offsetOf(node, at) {
  const article = root();
  const range = document.createRange();
  if (node === article) {
    const block = article.childNodes[at];
    return block ? Number(block.dataset.start) : total();
  }
  if (!article.contains(node)) {
    range.selectNodeContents(article);
    return range.comparePoint(node, at) < 0 ? 0 : total();
  }
  let block = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  while (block.parentElement !== article) block = block.parentElement;
  range.setStart(block, 0);
  range.setEnd(node, at);
  return Number(block.dataset.start) + points(range.toString());
}

/** The boundary at `offset`: as an end it stays with the character before, else with the one after. */
export function boundaryAt(offset, asEnd = false) {
  let { block, start, index } = blockAt(offset);
  if (asEnd && offset === start && index > 0) {
    block = root().children[index - 1];
    start = blockStarts()[index - 1];
  }
  let left = offset - start;
  let last = null;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = points(node.data);
    if (left < length || (asEnd && left === length && left > 0)) {
      return [node, units(node.data, left)];
    }
    left -= length;
    last = node;
  }
  return last ? [last, last.data.length] : [block, 0];
}

/** A live Range over [start, end). */
export function rangeOf(start, end) {
  const range = document.createRange();
  range.setStart(...boundaryAt(start));
  range.setEnd(...boundaryAt(end, true));
  return range;
}

/** The exact words of [start, end). */
export function wordsOf(start, end) {
  return end > start ? rangeOf(start, end).toString() : "";
}

/** Where `words` begin nearest to `start`, in a text that is no longer the one they came from. */
export function nearest(words, start) {
  const text = [...root().textContent];
  const wanted = [...words];
  let best = NaN;
  for (let at = 0; at + wanted.length <= text.length; at += 1) {
    if (text[at] !== wanted[0] || Math.abs(at - start) >= Math.abs(best - start)) continue;
    if (wanted.every((character, n) => text[at + n] === character)) best = at;
  }
  return best;
}
