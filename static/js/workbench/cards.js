/* The list of annotations and suggestions in reading order: the equal of the page. Walking it walks the text. */

import { bench, cardOf, here, nameOf } from "./desk.js";
import { bind } from "./keys.js";
import { activate, reveal } from "./marks.js";
import { rangeOf } from "./offsets.js";

const list = () => document.getElementById("cards");

/** The card that a step of -1 or 1 leads to, from the active one or from what is in view. */
function neighbour(direction) {
  const next = (card) => (direction > 0 ? card?.nextElementSibling : card?.previousElementSibling);
  const at = firstInView(list().children);
  let found = cardOf(here()) ? next(cardOf(here())) : list().children[direction > 0 ? at : at - 1];
  // What was decided about is only waiting for the server to take it away.
  while (found?.classList.contains("decided")) found = next(found);
  return found;
}

/** The index of the first card whose passage begins below the window's top; cards are in order. */
function firstInView(cards) {
  let low = 0;
  let high = cards.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = Number(cards[middle].dataset.start);
    if (rangeOf(start, start + 1).getBoundingClientRect().top < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function walk(direction) {
  const card = neighbour(direction);
  if (!card) return;
  const within = list().contains(document.activeElement);
  activate(nameOf(card.dataset.a), { show: true });
  if (within) card.focus({ preventScroll: true });
}

bind("j", () => walk(1));
bind("k", () => walk(-1));

list().addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  if (!card || event.target.closest("a[href], button, input, summary, [data-do], .comments")) return;
  activate(nameOf(card.dataset.a), { show: true });
});

/* Whoever tabs through the cards is at the annotation whose card has the focus. */
list().addEventListener("focusin", (event) => {
  const card = event.target.closest(".card");
  if (!card || !event.target.matches(":focus-visible")) return;
  const name = nameOf(card.dataset.a);
  if (here() !== name) activate(name, { show: true });
});

/* What undo or redo brought about is shown where it is. */
bench.addEventListener("write:saved", ({ detail: { write, annotation } }) => {
  if (/undo|redo/.test(write.what.kind) && cardOf(annotation)) reveal(annotation);
});
