/* The list of annotations in reading order: the equal of the page. Walking it walks the text. */

import { bench, cardOf, desk, onChange } from "./desk.js";
import { bind } from "./keys.js";
import { activate, reveal } from "./marks.js";

const list = () => document.getElementById("cards");

/** The card that a step of -1 or 1 leads to, from the active one or from what is in view. */
function neighbour(direction) {
  const active = cardOf(desk.active);
  if (active) {
    return direction > 0 ? active.nextElementSibling : active.previousElementSibling;
  }
  const seen = [...list().children].filter((card) => {
    const mark = document.querySelector(`#text mark[data-a~="${card.dataset.a}"]`);
    return mark && mark.getBoundingClientRect().top >= (direction > 0 ? 0 : -Infinity);
  });
  return direction > 0 ? seen[0] : [...list().children].findLast((card) => !seen.includes(card));
}

function walk(direction) {
  const card = neighbour(direction);
  if (!card) return;
  const within = list().contains(document.activeElement);
  activate(Number(card.dataset.a), { show: true });
  if (within) card.focus({ preventScroll: true });
}

bind("j", () => walk(1));
bind("k", () => walk(-1));

list().addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  if (!card || event.target.closest("a[href], button, input, summary, [data-do]")) return;
  activate(Number(card.dataset.a), { show: true });
});

/* Whoever tabs through the cards is at the annotation whose card has the focus. */
list().addEventListener("focusin", (event) => {
  const card = event.target.closest(".card");
  if (!card || !event.target.matches(":focus-visible")) return;
  const number = Number(card.dataset.a);
  if (desk.active !== number) activate(number, { show: true });
});

onChange(() => {
  for (const card of list().querySelectorAll("[aria-current]")) card.removeAttribute("aria-current");
  cardOf(desk.active)?.setAttribute("aria-current", "true");
});

bench.addEventListener("write:saved", ({ detail: { write, annotation } }) => {
  if (/create|form|undo|redo/.test(write.what.kind) && desk.active === annotation && annotation) {
    if (/undo|redo/.test(write.what.kind)) reveal(annotation);
  }
});
