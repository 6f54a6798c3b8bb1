/* The annotating page. Each module binds what is its own; this one brings them together. */

import "./position.js";
import "./swaps.js";
import "./selection.js";
import "./pending.js";
import "./edges.js";
import "./bar.js";
import "./cards.js";
import "./tools.js";
import "./order.js";
import "./layout.js";
import "./mentions.js";
import "./comments.js";
import "./flags.js";
import "./presence.js";
import "./combobox.js";
import "./offers.js";
import "./posts.js";
import "./saying.js";
import "./meanings.js";
import "./fitting.js";
import "./picks.js";
import "./keyline.js";
import "./widening.js";
import "./cursor.js";
import "./atplace.js";
import "./duplicate.js";
import "./further.js";
import "./suggesting.js";
import "./carried.js";
import "./article.js";
import "./left.js";
import "./showing.js";
import "./elsewhere.js";
import "./swiping.js";
import "./finishing.js";
import "../reading.js";
import "../next.js";
import "../activity.js";

import { isAnythingMeant, partsMeant } from "./atonce.js";
import { acceptAndStay } from "./deciding.js";
import { bench, cardOf, desk, editable, nameOf } from "./desk.js";
import { bind } from "./keys.js";
import { activate, reveal } from "./marks.js";
import { openEdit, openNew } from "./popup.js";
import { discard, resume, retry } from "./queue.js";
import { makePassage, redo, remove, toggleTag, undo } from "./writes.js";

const something = { when: isAnythingMeant };
const chosen = { when: () => editable && (desk.selection || desk.held || desk.active || desk.pending) };
const annotated = { when: () => editable && (desk.active || desk.pending) };
const writing = { when: () => editable };

function open(intent) {
  const [first, ...more] = partsMeant();
  if (first) openNew(first, more.length ? "attribute" : intent, more);
  else openEdit(desk.active, intent);
}

bench.addEventListener("tag:chosen", ({ detail: { tag } }) => {
  const parts = partsMeant();
  for (const part of parts) makePassage(part, tag);
  if (parts.length) return;
  if (desk.suggestion) acceptAndStay();
  toggleTag(tag);
});

bind("a", () => open("attribute"), something);
bind("t", () => open("tag"), something);
bind("e", () => openEdit(desk.active, "edit"), annotated);
bind("Enter", () => open(desk.selection || desk.held ? "attribute" : "edit"), chosen);
bind("Delete", remove, annotated);
bind("Backspace", remove, annotated);
bind("u", undo, writing);
bind("r", redo, writing);
bind("z", undo, { ...writing, control: true, shift: false });
bind("z", redo, { ...writing, control: true, shift: true });
bind("y", redo, { ...writing, control: true, shift: false });

bench.addEventListener("click", (event) => {
  const { intent } = event.target.closest("[data-intent]")?.dataset ?? {};
  if (intent && (desk.selection || desk.held)) open(intent);
  const edit = event.target.closest('[data-do="edit"]');
  if (edit && !event.ctrlKey && !event.metaKey && event.button === 0) {
    event.preventDefault();
    openEdit(Number(edit.closest(".card").dataset.a), "edit", edit);
  }
  const { queue } = event.target.closest("[data-queue]")?.dataset ?? {};
  if (queue === "try") retry();
  if (queue === "discard") discard();
});

/* A link to one annotation (…#card-7), or to a suggestion (…#card-s7), opens the page at its passage. */
const wanted = /^#card-(s?\d+)$/.exec(location.hash)?.[1];
if (wanted && cardOf(wanted)) {
  activate(nameOf(wanted), { show: true });
  // The browser itself goes to the card, wherever that is, until all is loaded.
  const again = () => reveal(nameOf(wanted));
  addEventListener("load", again);
  addEventListener("load", () => requestAnimationFrame(again));
}

resume();
bench.dataset.ready = "true";
