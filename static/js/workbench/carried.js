/* What stands here from a copy of the article: taken as one's own, or said not to stand here. */

import { bench, cardOf, desk, editable } from "./desk.js";
import { bind } from "./keys.js";
import { activate } from "./marks.js";
import { enqueue } from "./queue.js";

const button = (what) => cardOf(desk.carried)?.querySelector(`[data-carried="${what}"]`);
const at = (what) => ({ when: () => editable && desk.carried && !desk.selection && !desk.held && button(what) });

bind("a", () => button("take").click(), at("take"));
bind("x", () => button("leave").click(), at("leave"));

bench.addEventListener("submit", (event) => {
  const what = event.submitter?.dataset.carried;
  if (!what) return;
  event.preventDefault();
  const next = cardOf(event.submitter.dataset.n)?.nextElementSibling;
  const { key } = enqueue({
    url: event.submitter.getAttribute("formaction"),
    fields: [],
    // The answer has something to say, which stays until something else is done.
    what: { kind: `carried-${what}`, quiet: what === "leave" },
  });
  followed.set(key, what === "restore" ? event.submitter.dataset.n : next?.dataset.a);
});

/* By the key of a write: which card is next once it is done. What was taken is next itself. */
const followed = new Map();

bench.addEventListener("write:saved", ({ detail: { write, annotation } }) => {
  const next = annotation ?? followed.get(write.key);
  if (followed.delete(write.key) && cardOf(next)) activate(Number(next) || next, { show: true });
});
