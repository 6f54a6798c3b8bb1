/* What a selection grows by and a cursor walks over: words, sentences, quotations, paragraphs, all as
   ranges {start, end} in code points of the whole text. */

import { blockIndex, points, root } from "./offsets.js";
import { flat, pair } from "./quotations.js";
import { sentences } from "./sentences.js";
import { trimmed, wordSegmenter } from "./snapping.js";

const blocks = () => root().children;

/** The block number `index` as {text, start, language}: its text without the blank lines behind it. */
function blockOf(index) {
  const block = blocks()[index];
  if (!block) return null;
  const text = block.textContent.replace(/\n+$/, "");
  return { block, index, text, start: Number(block.dataset.start), language: block.closest("[lang]")?.lang ?? "" };
}

const range = ({ text, start }, from, to) => {
  const first = start + points(text.slice(0, from));
  return { start: first, end: first + points(text.slice(from, to)) };
};

/* The units of one block, in order. */
const READERS = {
  word(holder) {
    const found = [];
    for (const { segment, index, isWordLike } of wordSegmenter(holder.block).segment(holder.text)) {
      if (isWordLike) found.push(range(holder, index, index + segment.length));
    }
    return found.length ? found : READERS.paragraph(holder);
  },
  sentence: (holder) => sentences(holder.text, holder.language).map(([from, to]) => range(holder, from, to)),
  paragraph(holder) {
    const whole = trimmed(holder.start, holder.start + points(holder.text));
    return whole ? [whole] : [];
  },
  quotation: (holder) =>
    outermost(holder.index)
      .filter((quotation) => !quotation.continues)
      .map(({ start, end }) => ({ start, end })),
};

/** All units of `kind` in the block number `index`. */
export const unitsIn = (kind, index) => (blocks()[index] ? READERS[kind](blockOf(index)) : []);

/** The unit of `kind` that holds `offset`; else the next one of its block, or the last. */
export function unitAt(kind, offset) {
  const all = unitsIn(kind, blockIndex(offset));
  return all.find(({ end }) => offset < end) ?? all.at(-1) ?? null;
}

/** The first unit of `kind` that begins behind `offset` (direction 1), or the last before it (-1); or null. */
export function unitBeyond(kind, offset, direction) {
  for (let index = blockIndex(offset); blocks()[index]; index += direction) {
    const all = unitsIn(kind, index);
    const found = direction > 0 ? all.find(({ start }) => start > offset) : all.findLast(({ start }) => start < offset);
    if (found) return found;
  }
  return null;
}

/** The smallest range made of whole units of `kind` that holds [start, end). */
export function cover(kind, { start, end }) {
  const first = unitAt(kind, start);
  const last = unitAt(kind, Math.max(start, end - 1));
  return first && last && { start: Math.min(first.start, start), end: Math.max(last.end, end) };
}

/* How far an unclosed quotation is believed that no next paragraph takes up. */
const UNCLOSED = 1200;

/** The outermost quotations of a block, a part of one over several paragraphs made whole:
    [{start, end, inside, continues}]. */
function outermost(index) {
  const here = paired(index);
  if (!here) return [];
  const { done, left } = here;
  const all = [...done];
  if (left && (goesOn(index) || points(here.text) - left.start <= UNCLOSED)) {
    all.push({ ...left, end: here.text.length, open: true });
  } else if (left) {
    all.push(...left.inside);
  }
  all.sort((one, other) => one.start - other.start);
  return all.map((quotation) => {
    const place = range(here, quotation.start, quotation.end);
    const continues = quotation.start === lead(here.text) && goesOn(index - 1);
    return {
      start: continues ? beginning(index) : place.start,
      end: quotation.open && goesOn(index) ? ending(index) : place.end,
      inside: flat(quotation.inside).map((inner) => range(here, inner.start, inner.end)),
      continues,
    };
  });
}

/* A block's text never changes, only the marks in it. */
const pairs = new WeakMap();

function paired(index) {
  const holder = blockOf(index);
  if (!holder) return null;
  if (!pairs.has(holder.block)) pairs.set(holder.block, pair(holder.text));
  return { ...holder, ...pairs.get(holder.block) };
}

const lead = (text) => text.length - text.trimStart().length;

/* Whether a quotation of the block is taken up by the next one, which then begins with its mark. */
function goesOn(index) {
  const left = paired(index)?.left;
  return Boolean(left && blockOf(index + 1)?.text.trimStart().startsWith(left.mark));
}

/* Where the quotation began that this block takes up. */
function beginning(index) {
  while (goesOn(index - 1)) {
    index -= 1;
    const { left, text } = paired(index);
    if (left.start !== lead(text) || !goesOn(index - 1)) break;
  }
  const here = paired(index);
  return range(here, here.left.start, here.left.start).start;
}

/* Where the quotation ends that this block leaves open. */
function ending(index) {
  while (goesOn(index)) {
    index += 1;
    const { done, left, text } = paired(index);
    const closed = done.find(({ start }) => start === lead(text));
    if (closed) return range(blockOf(index), closed.end, closed.end).start;
    if (left?.start !== lead(text)) break;
  }
  const last = blockOf(index);
  return last.start + points(last.text.trimEnd());
}

/** The quotations around [start, end), the innermost first; their marks belong to them. */
export function quotationsAround({ start, end }) {
  const all = outermost(blockIndex(start)).flatMap((quotation) => [quotation, ...quotation.inside]);
  const around = all.filter((one) => one.start <= start && one.end >= end);
  const size = (one) => one.end - one.start;
  around.sort((one, other) => size(one) - size(other));
  return around.map((one) => ({ start: one.start, end: one.end }));
}
