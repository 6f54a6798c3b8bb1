/* What an analyst does to the coding, as writes for the queue. */

import { annotationOf, bench, change, desk, url } from "./desk.js";
import { wordsOf } from "./offsets.js";
import { enqueue } from "./queue.js";

const fieldsOf = ({ start, end }) => [
  ["start", start],
  ["end", end],
  ["words", wordsOf(start, end)],
];

/** About the active annotation, be it in the server or on its way there: {url, what, after?}. */
export function about(name, kind) {
  const number = desk.active;
  if (number) return { url: url(name, number), what: { kind, number } };
  return { url: url(name), what: { kind }, after: desk.pending };
}

/** A tag (null for none) on a fresh range: a passage is made, and is what the next key is about. */
export function makePassage(range, tag) {
  const colour = tag?.dataset.colour ?? "grey";
  const write = enqueue({
    url: url("PassageCreate"),
    fields: [...fieldsOf(range), ...(tag ? [["tags", tag.dataset.tag]] : [])],
    what: { kind: "create", colour, ranges: [[range.start, range.end]] },
  });
  getSelection().removeAllRanges();
  change({ selection: null, active: null, part: null, pending: write.key });
}

/** Attribute `parts` with what one key says ([["speaker", id]], [["stance", …]] or [["mode", …]]); the
    rest is proposed. `more` is what else the write says of itself. */
export function attributeAtOnce(parts, said, more = {}) {
  const write = enqueue({
    url: url("AttributionAtOnce"),
    fields: [
      ...parts.flatMap(({ start, end }) => [
        ["content", `${start}-${end}`],
        ["content_words", wordsOf(start, end)],
      ]),
      ...said,
    ],
    what: { kind: "at-once", colour: "accent", ranges: parts.map(({ start, end }) => [start, end]), ...more },
  });
  getSelection().removeAllRanges();
  change({ selection: null, active: null, part: null, pending: write.key });
}

/** The same for the active annotation. */
export function restate(said) {
  enqueue({ ...about("AnnotationAtOnce", "at-once"), fields: said });
}

/** Put the tag on the active annotation, or take it off. */
export function toggleTag(tag) {
  const write = about("TagToggle", "tag");
  enqueue({ ...write, fields: [["tag", tag.dataset.tag]] });
}

/** Delete the active annotation; the one after it in the list is next. */
export function remove() {
  enqueue({ ...about("AnnotationDelete", "delete"), fields: [] });
  change({ active: null, part: null, pending: null });
}

/** Add the words of [start, end) to what the statement `number` says. */
export function addContent(number, { start, end }) {
  enqueue({
    url: url("ContentAdd", number),
    fields: fieldsOf({ start, end }),
    what: { kind: "part", number, colour: annotationOf(number)?.colour ?? "accent", ranges: [[start, end]] },
  });
  getSelection().removeAllRanges();
  change({ selection: null, active: number, part: null, pending: null });
}

/** Move a part's edges to [start, end). */
export function move(part, range) {
  const annotation = annotationOf(desk.active);
  enqueue({
    url: url("SpanMove", part.number),
    fields: fieldsOf(range),
    what: {
      kind: "move",
      span: part.number,
      number: desk.active,
      ranges: [[range.start, range.end]],
      colour: annotation?.colour ?? "accent",
    },
  });
}

export function undo() {
  enqueue({ url: url("ActUndo"), fields: [], what: { kind: "undo" } });
}

export function redo() {
  enqueue({ url: url("ActRedo"), fields: [], what: { kind: "redo" } });
}

/** The pop-up's form as it stands; `what` says which ranges it paints meanwhile. */
export function submit(form, what) {
  const fields = [...new FormData(form)].filter(([name]) => !["key", "seen", "csrfmiddlewaretoken"].includes(name));
  const people = fields.filter(([name, value]) => /_name$/.test(name) && value).map(([, name]) => name.toLowerCase());
  return enqueue({ url: form.getAttribute("action"), fields, what: { kind: "form", people, ...what } });
}

/* Buttons that post by themselves without scripts go through the same queue with them. */
bench?.addEventListener("submit", (event) => {
  const by = event.submitter;
  if (!by?.dataset.do) return;
  event.preventDefault();
  const number = Number(by.dataset.n) || null;
  by.closest("[popover]")?.hidePopover();
  if (by.dataset.do === "delete" && number === desk.active) change({ active: null, part: null });
  enqueue({
    url: by.getAttribute("formaction") ?? by.form.getAttribute("action"),
    fields: [
      ...[...new FormData(by.form)].filter(([name]) => !/^(csrf|key$|seen$|above$)/.test(name)),
      ...(by.name ? [[by.name, by.value]] : []),
    ],
    what: { kind: by.dataset.do, number },
  });
});
