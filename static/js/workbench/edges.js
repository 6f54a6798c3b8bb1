/* The edges of the active part: two handles to drag, and [ ] { } to move them by a word. With Alt,
   both go by the character. */

import { activePart, bench, desk, editable, onChange } from "./desk.js";
import { inFrame } from "./frames.js";
import { bind } from "./keys.js";
import { boundaryAt, offsetOf, root } from "./offsets.js";
import { paint, unpaint } from "./paint.js";
import { snapped, stepped } from "./snapping.js";
import { move } from "./writes.js";

const popup = document.getElementById("popup");
const handles = { start: makeHandle("start"), end: makeHandle("end") };
/* Where a part's edges are going to be, while the server does not know yet; by the part's number. */
const moved = new Map();
let drag = null;

function makeHandle(side) {
  const handle = document.createElement("span");
  handle.className = `handle ${side}`;
  handle.hidden = true;
  handle.setAttribute("aria-hidden", "true");
  handle.addEventListener("pointerdown", (event) => grab(event, side));
  bench.append(handle);
  return handle;
}

function current() {
  const part = activePart();
  return part && { ...part, ...(moved.get(part.number) ?? {}) };
}

/** The line boxes' corner at an edge, in the coordinates of the page. */
function corner(offset, side) {
  const range = document.createRange();
  const [node, at] = boundaryAt(offset, side === "end");
  range.setStart(node, side === "end" ? Math.max(0, at - 1) : at);
  range.setEnd(node, side === "end" ? at : Math.min(node.length ?? 0, at + 1));
  const rects = range.getClientRects();
  const rect = side === "end" ? rects[rects.length - 1] : rects[0];
  if (!rect) return null;
  const rtl = getComputedStyle(node.parentElement).direction === "rtl";
  const leftward = (side === "end") === rtl;
  return { x: leftward ? rect.left : rect.right, y: rect.top, height: rect.height, leftward };
}

const placeHandles = () => inFrame(findEdges);

/** Where the active part begins and ends; gives back what puts the handles there. */
function findEdges() {
  const part = editable && !desk.selection && !popup.open && current();
  const frame = part && bench.getBoundingClientRect();
  const places = Object.keys(handles).map((side) => [handles[side], part && corner(part[side], side)]);
  return () => {
    for (const [handle, at] of places) {
      handle.hidden = !at;
      if (!at) continue;
      handle.style.translate = `${at.x - frame.left}px ${at.y - frame.top}px`;
      handle.style.blockSize = `${at.height}px`;
      handle.classList.toggle("leftward", at.leftward);
    }
  };
}

function grab(event, side) {
  if (event.button !== 0) return;
  event.preventDefault();
  const part = current();
  drag = { side, part, range: { start: part.start, end: part.end } };
  handles[side].setPointerCapture(event.pointerId);
  handles[side].onpointermove = dragTo;
  handles[side].onpointerup = drop;
  handles[side].onpointercancel = cancel;
  bench.classList.add("dragging");
}

function dragTo(event) {
  const place = caretAt(event.clientX, event.clientY);
  if (!place || !root().contains(place.node)) return;
  const offset = offsetOf(place.node, place.at);
  const { side, part } = drag;
  const wanted = side === "start" ? { start: offset, end: part.end } : { start: part.start, end: offset };
  if (wanted.start >= wanted.end) return;
  const range = snapped(wanted.start, wanted.end, !event.altKey);
  if (!range) return;
  // Only the dragged edge moves: the other one may stand inside a word for good reason.
  drag.range = side === "start" ? { start: range.start, end: part.end } : { start: part.start, end: range.end };
  paint("edge", [[drag.range.start, drag.range.end]]);
}

/** The boundary under a point of the screen: {node, at}, or null. */
export function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && { node: found.offsetNode, at: found.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, at: range.startOffset };
}

function release() {
  const { side } = drag;
  Object.assign(handles[side], { onpointermove: null, onpointerup: null, onpointercancel: null });
  bench.classList.remove("dragging");
  unpaint("edge");
}

function cancel() {
  release();
  drag = null;
}

function drop() {
  release();
  const { part, range } = drag;
  drag = null;
  if (range.start !== part.start || range.end !== part.end) go(part, range);
}

function go(part, range) {
  moved.set(part.number, range);
  move(part, range);
  placeHandles();
}

/** Move one edge of the active part by a step. */
function step(side, direction, exact) {
  const part = current();
  const range = { start: part.start, end: part.end };
  range[side] = stepped(part[side], direction, side === "end", !exact);
  if (range.start < range.end && range[side] !== part[side]) go(part, range);
}

const movable = { when: () => editable && desk.active && activePart() };
bind("[", (event) => step("start", -1, event.altKey), movable);
bind("]", (event) => step("start", 1, event.altKey), movable);
bind("{", (event) => step("end", -1, event.altKey), movable);
bind("}", (event) => step("end", 1, event.altKey), movable);

for (const name of ["write:saved", "write:turned-down"]) {
  bench.addEventListener(name, ({ detail: { write } }) => {
    if (write.what.kind === "move") moved.delete(write.what.span);
    placeHandles();
  });
}
onChange(placeHandles);
for (const name of ["text:swapped", "popup:toggled"]) bench.addEventListener(name, placeHandles);
new ResizeObserver(placeHandles).observe(root());
