/* In a wide window the cards stand in the margin level with their passages, as margin notes do.

   One pass reads, one pass writes. The place of a passage that is far off is estimated from its
   block; only what is near the window is measured, and only its cards are moved.

   A suggestion that one is not at is a line (css/compact.css). Where own notes would be pushed too far
   from their passages, they are lines as well. */

import { bench, cardOf, here, onChange } from "./desk.js";
import { blockIndex, root } from "./offsets.js";
import { crowded, spread } from "./spreading.js";

const list = document.getElementById("cards");
const wide = matchMedia("(min-width: 1100px)");
/* Of more than these, only the cards near the window are laid out. */
const MANY = 400;

/* Cards that never were near the window are guessed: a statement, a passage, a suggestion. */
const GUESS = { attribution: 92, passage: 60, suggestion: 34 };
const LINE = 34;

const heights = new Map();
/* How high each is, or was last, where there is room for all of it. */
const whole = new Map();
let scheduled = 0;
let placed = new Set();
let seenTop = NaN;

function schedule() {
  scheduled ||= requestAnimationFrame(layOut);
}

/** The card has become higher or lower by itself: look again. */
export function measure(card) {
  heights.delete(card.id);
  whole.delete(card.id);
  schedule();
}

/** The top of each passage whose block is near the window, by annotation. */
function exactTops(near, origin) {
  const tops = new Map();
  const blocks = root().children;
  for (const index of near) {
    for (const mark of blocks[index].querySelectorAll("mark[data-a]")) {
      for (const number of mark.dataset.a.split(" ")) {
        if (!tops.has(number)) tops.set(number, mark.getBoundingClientRect().top - origin);
      }
    }
  }
  return tops;
}

function layOut() {
  scheduled = 0;
  list.classList.toggle("laid-out", wide.matches);
  if (!wide.matches) {
    for (const card of placed) card.removeAttribute("style");
    list.style.minBlockSize = "";
    placed = new Set();
    return;
  }
  const origin = list.getBoundingClientRect().top;
  const { near, rects } = look();
  const cards = cardsWithin(near);
  const exact = exactTops(near, origin);
  const wanted = cards.map((card) => {
    const guess = rects[blockIndex(startOf(card))]?.top ?? 0;
    return exact.get(card.dataset.a) ?? guess - origin;
  });
  const active = cards.indexOf(cardOf(here()));
  const roomy = cards.map(wholeHeightOf);
  const isCrowded = crowded(wanted, spread(wanted, roomy, active), roomy);
  cards.forEach((card, n) => card.classList.toggle("compact", isCrowded[n]));
  place(cards, spread(wanted, cards.map(heightOf), active), origin);
  const tall = cards.map(heightOf);
  const tops = spread(wanted, tall, active);
  write(cards, tops);
  const last = cards.length - 1;
  list.style.minBlockSize = last < 0 ? "" : `${Math.round(tops[last] + tall[last])}px`;
}

const startOf = (card) => Number(card.dataset.start);

/** Where the blocks are now, and which of them (indexes) lie near the window. */
function look() {
  const rects = Array.from(root().children, (block) => block.getBoundingClientRect());
  const near = [...rects.keys()].filter(
    (n) => rects[n].bottom > -innerHeight && rects[n].top < innerHeight * 2,
  );
  return { near, rects };
}

/** The cards to be laid out: all of them, or of very many those whose blocks are near. */
function cardsWithin(near) {
  const all = list.children;
  if (all.length <= MANY || !near.length) return [...all];
  const blocks = root().children;
  const from = Number(blocks[near[0]].dataset.start);
  const next = blocks[near.at(-1) + 1];
  return [...all].slice(firstFrom(all, from), next ? firstFrom(all, Number(next.dataset.start)) : all.length);
}

/** The index of the first card that starts at `offset` or behind it; cards are in that order. */
function firstFrom(all, offset) {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(all[middle]) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* A card's height is read once; cards that changed are new elements, and read again. */
function heightOf(card) {
  const known = heights.get(card.id);
  if (known?.card === card && known.look === card.className) return known.height;
  const isActive = card.id === `card-${here()}`;
  const isLine = !isActive && card.matches(".compact, .suggestion");
  if (!card.classList.contains("placed")) return isLine ? LINE : wholeHeightOf(card);
  const height = card.offsetHeight;
  heights.set(card.id, { card, look: card.className, height });
  if (!isLine && !isActive) whole.set(card.id, height);
  return height;
}

const wholeHeightOf = (card) => whole.get(card.id) ?? GUESS[card.dataset.kind] ?? 60;

/** Choose the cards that lie near the window: only they are shown, measured and moved. */
function place(cards, tops, origin) {
  const from = -innerHeight * 1.5 - origin;
  const to = innerHeight * 2.5 - origin;
  seenTop = scrollY;
  const now = new Set(cards.filter((card, n) => tops[n] >= from && tops[n] <= to));
  for (const card of placed) if (!now.has(card)) card.classList.remove("placed");
  for (const card of now) card.classList.add("placed");
  placed = now;
}

function write(cards, tops) {
  cards.forEach((card, n) => {
    const top = `${Math.round(tops[n])}px`;
    if (placed.has(card) && card.style.insetBlockStart !== top) card.style.insetBlockStart = top;
  });
}

addEventListener("scroll", () => wide.matches && Math.abs(scrollY - seenTop) > innerHeight / 2 && schedule(), {
  passive: true,
});
addEventListener("resize", () => {
  heights.clear();
  whole.clear();
  schedule();
});
wide.addEventListener("change", schedule);
new ResizeObserver(schedule).observe(root());
new MutationObserver(schedule).observe(list, { childList: true });
onChange(schedule);
for (const name of ["text:swapped", "card:resized"]) bench.addEventListener(name, schedule);
layOut();
