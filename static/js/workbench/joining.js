/* One statement in several places: “…,” says Deen. “…”. What is put aside waits on the desk until an
   annotation is made of it; where the speaker goes on after the cue, the next part is proposed. */

import { say } from "./announcing.js";
import { bench, change, desk, editable, onChange } from "./desk.js";
import { caretAt } from "./edges.js";
import { bind } from "./keys.js";
import { blockIndex, offsetOf, root, wordsOf } from "./offsets.js";
import { paint } from "./paint.js";
import { isPicking, take } from "./picks.js";
import { cover, quotationsAround, unitsIn } from "./units.js";
import { word } from "./words.js";

const popup = document.getElementById("popup");
/* How long a cue between two parts may be. */
const LONGEST_CUE = 160;

/* Whether the selection is only where the cursor stands, and was not chosen: cursor.js knows. */
let passing = () => false;
export const passingIs = (question) => (passing = question);

/* Whether + adds to a statement that is saved already: further.js knows. */
let further = () => null;
export const furtherIs = (question) => (further = question);

const overlap = (one, other) => one.start < other.end && one.end > other.start;
const chosen = () => (desk.selection && !(desk.held && passing()) ? [desk.selection] : []);

/** What an annotation would be made of now: the parts put aside and the selection, in order. */
export function partsNow() {
  const held = (desk.held ?? []).filter((part) => !chosen().some((one) => overlap(one, part)));
  return [...held, ...chosen()].sort((one, other) => one.start - other.start);
}

function hold(range) {
  const others = (desk.held ?? []).filter((part) => !overlap(part, range));
  const held = [...others, { start: range.start, end: range.end }];
  change({ held: held.sort((one, other) => one.start - other.start) });
}

/** The quotation that goes on after `part`: the same paragraph, a cue between them, one sentence. */
export function sequel(part) {
  if (!quotationsAround(part).length) return null;
  const next = unitsIn("quotation", blockIndex(part.end - 1)).find(({ start }) => start >= part.end);
  if (!next) return null;
  const cue = wordsOf(part.end, next.start).trimEnd();
  if (!/\p{L}/u.test(cue) || cue.length > LONGEST_CUE) return null;
  const end = part.end + [...cue].length;
  const stops = unitsIn("sentence", blockIndex(part.end - 1)).some((one) => one.end >= part.end && one.end < end);
  return stops ? null : next;
}

const proposed = () => {
  const last = editable && !further() && partsNow().at(-1);
  return last ? sequel(last) : null;
};

function join() {
  const next = proposed();
  for (const part of chosen()) hold(part);
  if (next) hold(next);
  say(word("parts", { count: desk.held.length, words: next ? wordsOf(next.start, next.end) : "" }));
}

const parted = { when: () => editable && (desk.selection || desk.held) && !further() };
for (const key of ["+", "=", "Q"]) bind(key, join, parted);
bind("Escape", () => change({ held: null }), { when: () => desk.held });
bench.addEventListener("write:queued", () => change({ held: null }));

onChange(() => {
  const next = proposed();
  paint("held", (desk.held ?? []).map(({ start, end }) => [start, end]));
  paint("proposed", next ? [[next.start, next.end]] : []);
  const was = bench.classList.contains("joinable");
  bench.classList.toggle("joinable", Boolean(next));
  if (was !== Boolean(next)) bench.dispatchEvent(new CustomEvent("mode:changed"));
});

/* A click with Ctrl (Cmd) adds the quotation under it, or takes it away again. */
const adds = (event) =>
  editable &&
  event.button === 0 &&
  (event.ctrlKey || event.metaKey) &&
  !isPicking() &&
  root().contains(event.target) &&
  (desk.selection || desk.held || (popup.open && popup.querySelector('[data-parts="content"]')));

for (const name of ["pointerdown", "mousedown", "pointerup", "click"]) {
  document.addEventListener(
    name,
    (event) => {
      if (!adds(event)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      if (name === "click") addAt(event);
    },
    true,
  );
}

function addAt({ clientX, clientY }) {
  const caret = caretAt(clientX, clientY);
  if (!caret) return;
  const offset = offsetOf(caret.node, caret.at);
  const at = { start: offset, end: offset };
  const range = quotationsAround(at).at(-1) ?? cover("sentence", at);
  if (!range) return;
  if (popup.open) {
    take("content", { ...range, words: wordsOf(range.start, range.end) });
    return;
  }
  const held = desk.held ?? [];
  if (held.some((part) => part.start === range.start && part.end === range.end)) {
    const kept = held.filter((part) => part.start !== range.start);
    change({ held: kept.length ? kept : null });
    return;
  }
  for (const part of chosen()) hold(part);
  hold(range);
  say(word("parts", { count: desk.held.length, words: wordsOf(range.start, range.end) }));
}
