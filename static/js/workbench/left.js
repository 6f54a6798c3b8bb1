/* What an earlier page left typed and not saved is offered once everything else has come to rest. */

import { leftDrafts } from "./drafts.js";
import { annotationOf, bench, cardOf, editable } from "./desk.js";
import { notify } from "./notice.js";
import { openDuplicate, openEdit, openNew, openSuggestion } from "./popup.js";
import { leftFor } from "./restoring.js";
import { word } from "./words.js";

const WORDS = 60;

/* How to open what a draft is about: {number, open}; or null where it is no longer there. */
function wayTo({ name, fields }) {
  const isStatement = fields.some(([field, value]) => field === "kind" && value === "attribution");
  const intent = isStatement ? "attribute" : "tag";
  const [, kind, number] = /^([ads])(\d+)$/.exec(name) ?? [];
  if (kind === "s") return cardOf(name) && (() => openSuggestion(name));
  if (kind === "d") return cardOf(number) && (() => openDuplicate(Number(number)));
  if (kind === "a") {
    const isTurned = annotationOf(number)?.kind === "passage" && isStatement;
    return cardOf(number) && (() => openEdit(Number(number), isTurned ? intent : "edit"));
  }
  const [start, end] = name.split("-").map(Number);
  return () => openNew({ start, end }, intent);
}

function offerLeft() {
  const left = leftDrafts().filter((one) => leftFor(one.name) && wayTo(one));
  const last = left.at(-1);
  if (!last) return;
  const all = [...last.words];
  const words = all.length > WORDS ? `${all.slice(0, WORDS).join("")}…` : last.words;
  notify(word("left-typed", { words }), word("open-again"), wayTo(last));
}

const rested = ({ detail: { count } }) => {
  if (count) return;
  bench.removeEventListener("write:standing", rested);
  queueMicrotask(offerLeft);
};
if (editable) bench.addEventListener("write:standing", rested);
