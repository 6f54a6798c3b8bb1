/* A selection as people mean it: no white space at its ends, no character cut in two, whole words
   where the pointer chose them. */

import { blockAt, points, units, wordsOf } from "./offsets.js";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
// Scripts without spaces: a dictionary's words are not what the reader pointed at.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const APOSTROPHE = /['’ʼ]/;
const segmenters = new Map();

export function wordSegmenter(block) {
  const language = block.closest("[lang]")?.lang || "en";
  if (!segmenters.has(language)) {
    let made;
    try {
      made = new Intl.Segmenter(language, { granularity: "word" });
    } catch {
      made = new Intl.Segmenter("en", { granularity: "word" });
    }
    segmenters.set(language, made);
  }
  return segmenters.get(language);
}

/** [start, end) without white space at its ends; null where nothing else is in it. */
export function trimmed(start, end) {
  const words = wordsOf(start, end);
  const kept = words.trim();
  if (!kept) return null;
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: start + lead + points(kept) };
}

/** Move `offset` outwards (side -1 for a start, 1 for an end) to where a character begins or ends. */
function toGrapheme(offset, side) {
  const { text, at, start } = within(offset, side);
  const segment = graphemes.segment(text).containing(at);
  if (!segment || segment.index === at) return offset;
  const moved = side < 0 ? segment.index : segment.index + segment.segment.length;
  return start + points(text.slice(0, moved));
}

/** Move `offset` to the edge of its word; `slips` lets go of a single letter taken by mistake. */
function toWord(offset, side, slips) {
  const { block, text, at, start } = within(offset, side);
  const segment = wordSegmenter(block).segment(text).containing(at);
  if (!segment?.isWordLike || segment.index === at || UNSPACED.test(segment.segment)) return offset;
  if (APOSTROPHE.test(text[at - 1] ?? "") || APOSTROPHE.test(text[at] ?? "")) return offset;
  const from = segment.index;
  const to = from + segment.segment.length;
  const taken = side < 0 ? text.slice(at, to) : text.slice(from, at);
  const slip = slips && points(taken) === 1 && points(segment.segment) > 3;
  const moved = (side < 0) !== slip ? from : to;
  return start + points(text.slice(0, moved));
}

/** The text around `offset`, and its place in it; an end belongs to the block before it. */
function within(offset, side) {
  const { block, start } = blockAt(side > 0 ? Math.max(0, offset - 1) : offset);
  const text = block.textContent;
  return { block, text, start, at: units(text, offset - start) };
}

/** The range that a selection [start, end) stands for, or null for white space alone. */
export function snapped(start, end, byWord) {
  let range = trimmed(start, end);
  if (!range) return null;
  if (byWord) {
    const several = /\s/.test(wordsOf(range.start, range.end));
    range = {
      start: toWord(range.start, -1, several),
      end: toWord(range.end, 1, several),
    };
    range = trimmed(range.start, range.end) ?? trimmed(start, end);
  }
  return { start: toGrapheme(range.start, -1), end: toGrapheme(range.end, 1) };
}

/** Where `offset` goes by one step (-1 or 1): the next word's edge, or the next character's. */
export function stepped(offset, direction, isEnd, byWord) {
  let { block, start, index } = blockAt(direction < 0 || isEnd ? Math.max(0, offset - 1) : offset);
  if (direction > 0 && isEnd) ({ block, start, index } = blockAt(offset));
  const text = block.textContent;
  const at = units(text, offset - start);
  const segments = [...(byWord ? wordSegmenter(block) : graphemes).segment(text)]
    .filter((s) => !byWord || s.isWordLike)
    .map((s) => (isEnd ? s.index + s.segment.length : s.index));
  const next =
    direction > 0 ? segments.find((edge) => edge > at) : segments.findLast((edge) => edge < at);
  if (next !== undefined) return start + points(text.slice(0, next));
  const neighbour = block.parentElement.children[index + direction];
  if (!neighbour) return offset;
  const other = Number(neighbour.dataset.start);
  const length = points(neighbour.textContent.trimEnd());
  if (isEnd) return direction > 0 ? stepped(other, 1, true, byWord) : other + length;
  return direction > 0 ? other : stepped(other + length, -1, false, byWord);
}
