/* Passing colours over the text: what is pending, pointed at, active, being dragged.

   Only a handful of ranges are ever registered: each costs time in every frame (measured). They
   are kept as offsets and laid again after a block was replaced, since ranges die with its nodes. */

import { rangeOf, root } from "./offsets.js";

const wanted = new Map();
const PRIORITY = { hover: 1, active: 2, pending: 3, held: 3, proposed: 3, chosen: 4, edge: 5, cursor: 6 };
const able = typeof Highlight !== "undefined" && CSS.highlights;

/* A mark takes over what its text would be painted in; where a browser does not see to that, the
   sheet says it to each. */
const inner = root().firstElementChild ?? root();
if (able && getComputedStyle(inner, "::highlight(chosen)").backgroundColor === "rgba(0, 0, 0, 0)") {
  root().classList.add("each");
}

function lay(name) {
  const ranges = wanted.get(name) ?? [];
  if (!ranges.length) {
    CSS.highlights.delete(name);
    return;
  }
  const highlight = new Highlight(...ranges.map(([start, end]) => rangeOf(start, end)));
  highlight.priority = PRIORITY[name.split("-", 1)[0]] ?? 0;
  CSS.highlights.set(name, highlight);
}

/** Paint these ranges ([[start, end], …]) under `name`, instead of what was there. */
export function paint(name, ranges) {
  if (!able) return;
  if (ranges.length) wanted.set(name, ranges);
  else if (!wanted.delete(name)) return;
  lay(name);
}

/** Take away everything whose name starts with `family` ("hover" takes "hover-cue" as well). */
export function unpaint(family) {
  for (const name of [...wanted.keys()]) {
    if (name === family || name.startsWith(`${family}-`)) paint(name, []);
  }
}

/** Lay everything again, after blocks were replaced. */
export function repaint() {
  if (able) for (const name of wanted.keys()) lay(name);
}

/** What is painted now, for tests and for those who ask. */
export function painted() {
  return Object.fromEntries(wanted);
}

/** Paint the parts of an annotation under `family`: its content in its colour, cue and speaker as such. */
export function paintParts(family, annotation) {
  unpaint(family);
  if (!annotation) return;
  const by = new Map();
  for (const part of annotation.parts) {
    const name =
      part.role === "cue" || part.role === "speaker"
        ? `${family}-${part.role}`
        : `${family}-${annotation.colour}`;
    by.set(name, [...(by.get(name) ?? []), [part.start, part.end]]);
  }
  for (const [name, ranges] of by) paint(name, ranges);
}
