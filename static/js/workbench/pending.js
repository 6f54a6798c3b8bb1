/* Between the act and its confirmation: what was done shows at once, and is taken back visibly
   where the server turns it down. */

import { bench, cardOf, change, desk } from "./desk.js";
import { notify } from "./notice.js";
import { nearest, points } from "./offsets.js";
import { paint } from "./paint.js";
import { standing } from "./queue.js";
import { select } from "./selection.js";
import { word } from "./words.js";

/* By the key of its write: what is painted, and which annotation looks as if it were leaving. */
const shown = new Map();

function paintAll() {
  const byColour = new Map();
  for (const { colour, ranges } of shown.values()) {
    if (ranges) byColour.set(colour, [...(byColour.get(colour) ?? []), ...ranges]);
  }
  for (const name of pendingNames) if (!byColour.has(name)) paint(`pending-${name}`, []);
  pendingNames.clear();
  for (const [colour, ranges] of byColour) {
    pendingNames.add(colour);
    paint(`pending-${colour}`, ranges);
  }
}
const pendingNames = new Set();

function going(number, is) {
  cardOf(number)?.classList.toggle("going", is);
  for (const mark of document.querySelectorAll(`#text mark[data-a~="${number}"]`)) {
    mark.classList.toggle("going", is);
  }
}

bench.addEventListener("write:queued", ({ detail: { write } }) => {
  shown.set(write.key, write.what);
  if (write.what.ranges) paintAll();
  if (write.what.kind === "delete" && write.what.number) going(write.what.number, true);
  else if (write.what.number) cardOf(write.what.number)?.classList.add("saving");
});

function done(write) {
  shown.delete(write.key);
  paintAll();
  cardOf(write.what.number)?.classList.remove("saving");
}

bench.addEventListener("write:saved", ({ detail: { write, annotation } }) => {
  done(write);
  if (desk.pending === write.key) {
    change({ pending: null, active: annotation });
  } else if (/undo|redo/.test(write.what.kind) && annotation && cardOf(annotation)) {
    change({ active: annotation, part: null });
  }
});

bench.addEventListener("write:turned-down", ({ detail: { write, outcome } }) => {
  done(write);
  if (write.what.kind === "delete") going(write.what.number, false);
  if (desk.pending === write.key) change({ pending: null });
  if (outcome === "gone" || outcome === "wrong") notify(word(outcome));
  if (outcome === "conflict" && write.what.kind === "create") selectAgain(Object.fromEntries(write.fields));
});

/* The text was another one than we thought: where its words still stand, they are selected again. */
function selectAgain({ start, words }) {
  const at = nearest(words, Number(start));
  if (!Number.isNaN(at) && getSelection().isCollapsed) select({ start: at, end: at + points(words) });
}

/* The line that says whether everything is saved. The server writes it after each act; it is ours
   only while something keeps us from saving, or takes long. */
let slow = 0;
bench.addEventListener("write:standing", ({ detail: { count, trouble } }) => {
  const saved = document.getElementById("saved");
  clearTimeout(slow);
  saved.dataset.state = trouble || (count ? "saving" : "saved");
  if (trouble) {
    sayTrouble(saved, trouble, count);
  } else if (count) {
    slow = setTimeout(() => standing().count && (saved.textContent = word("saving")), 600);
  }
});

function sayTrouble(saved, trouble, count) {
  const sentence = document.createElement("span");
  sentence.textContent = word(trouble, { count });
  saved.replaceChildren(sentence);
  const again = button("try", "try-again");
  const give = button("discard", "discard");
  if (trouble === "signed-out") {
    const link = document.createElement("a");
    link.href = document.body.dataset.signIn;
    link.target = "_blank";
    link.textContent = word("sign-in");
    saved.append(" ", link);
  }
  saved.append(" ", again);
  if (trouble === "refused") saved.append(" ", give);
}

function button(name, sentence) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link";
  made.dataset.queue = name;
  made.textContent = word(sentence);
  return made;
}
