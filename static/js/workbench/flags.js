/* Flags for later. A flag shows at once; the count of them leads to the next. */

import { bench, cardOf, desk, editable } from "./desk.js";
import { bind } from "./keys.js";
import { activate } from "./marks.js";
import { enqueue } from "./queue.js";
import { about } from "./writes.js";

const isFlagged = (number) => Boolean(cardOf(number)?.classList.contains("flagged"));

function toggle() {
  enqueue({ ...about("AnnotationFlag", "flag"), fields: [["on", isFlagged(desk.active) ? "0" : "1"]] });
}

bind("f", toggle, { when: () => editable && (desk.active || desk.pending) });

const show = (number, on) => cardOf(number)?.classList.toggle("flagged", on);
const wanted = ({ fields }) => Object.fromEntries(fields).on === "1";

bench.addEventListener("write:queued", ({ detail: { write } }) => {
  if (write.what.kind === "flag") show(write.what.number, wanted(write));
});
bench.addEventListener("write:turned-down", ({ detail: { write } }) => {
  if (write.what.kind === "flag") show(write.what.number, !wanted(write));
});

bench.addEventListener("click", (event) => {
  if (!event.target.closest('[data-do="next-flag"]') || event.ctrlKey || event.metaKey || event.button !== 0) return;
  event.preventDefault();
  const flagged = [...document.querySelectorAll("#cards > .flagged")];
  const active = cardOf(desk.active);
  const behind = (card) => !active || active.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = flagged.find(behind) ?? flagged[0];
  if (next) activate(Number(next.dataset.a), { show: true });
});
