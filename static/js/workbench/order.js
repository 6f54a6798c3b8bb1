/* Cards that come in are put where they belong as one reads. The server need not know what else the
   page shows: annotations and suggestions stand in one list. */

import { annotationOf, isCarried, nameOf } from "./desk.js";

const list = document.getElementById("cards");

/** Start and end of what is said; own, carried or suggested; number or name: compared one after another. */
function keyOf(card) {
  const name = nameOf(card.dataset.a);
  const { parts } = annotationOf(name);
  const { start, end } = parts.find(({ role }) => /passage|content/.test(role)) ?? parts[0];
  if (typeof name === "number") return [start, -end, 0, name];
  return isCarried(name) ? [start, -end, 1, name] : [start, -end, 2, Number(name.slice(1))];
}

const isBefore = (one, other) => {
  const at = one.findIndex((value, n) => value !== other[n]);
  return at >= 0 && one[at] < other[at];
};

const isInPlace = (card, key) => {
  const { previousElementSibling: before, nextElementSibling: behind } = card;
  return (!before || isBefore(keyOf(before), key)) && (!behind || isBefore(key, keyOf(behind)));
};

/** Put `card` in its place among the others, which are in order. */
function place(card) {
  const key = keyOf(card);
  if (isInPlace(card, key)) return;
  const others = [...list.children].filter((other) => other !== card);
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(keyOf(others[middle]), key)) low = middle + 1;
    else high = middle;
  }
  list.insertBefore(card, others[low] ?? null);
}

/* Before anything is painted. */
new MutationObserver((records) => {
  for (const { addedNodes } of records) for (const card of addedNodes) if (card.parentElement === list) place(card);
}).observe(list, { childList: true });
