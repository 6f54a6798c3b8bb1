/* In a wide window the cards stand in the margin level with their passages, as margin notes do.

   One pass reads, one pass writes. The place of a passage that is far off is estimated from its
   block; only what is near the window is measured, and only its cards are moved. */

import { bench, cardOf, desk, onChange } from "./desk.js";
import { blockIndex, root } from "./offsets.js";

const list = document.getElementById("cards");
const wide = matchMedia("(min-width: 1100px)");
const GAP = 8;
/* Where far more is marked than cards fit, they lie over one another like a fanned hand. */
const FAN = 12;
const DRIFT = 320;

const heights = new Map();
let scheduled = 0;
let placed = [];
let seenTop = NaN;

function schedule() {
  scheduled ||= requestAnimationFrame(layOut);
}

/** The top of each passage whose block is near the window, by annotation. */
function exactTops(blocks, near, origin) {
  const tops = new Map();
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
  const cards = [...list.children];
  list.classList.toggle("laid-out", wide.matches);
  if (!wide.matches) {
    for (const card of cards) card.style.insetBlockStart = "";
    list.style.minBlockSize = "";
    placed = [];
    return;
  }
  const blocks = root().children;
  const origin = list.getBoundingClientRect().top;
  const rects = new Map();
  const near = [];
  const starts = cards.map((card) => blockIndex(Number(card.dataset.start)));
  for (const index of new Set(starts)) {
    const rect = blocks[index].getBoundingClientRect();
    rects.set(index, rect);
    if (rect.bottom > -innerHeight && rect.top < innerHeight * 2) near.push(index);
  }
  const exact = exactTops(blocks, near, origin);
  const wanted = cards.map((card, n) => {
    const rect = rects.get(starts[n]);
    return exact.get(card.dataset.a) ?? rect.top - origin;
  });
  const tall = cards.map((card) => heightOf(card));
  const tops = spread(wanted, tall, cards.indexOf(cardOf(desk.active)));
  write(cards, tops, origin);
}

/* A card's height is read once; cards that changed are new elements, and read again. */
function heightOf(card) {
  const known = heights.get(card.id);
  const look = card.className;
  if (known?.card === card && known.look === look) return known.height;
  const height = card.offsetHeight;
  heights.set(card.id, { card, look, height });
  return height;
}

/** Tops without overlap: each as near to what it wants as its neighbours allow, `pinned` exactly. */
export function spread(wanted, tall, pinned) {
  const tops = [];
  let free = -Infinity;
  wanted.forEach((want, n) => {
    tops[n] = n === pinned ? want : Math.max(want, free);
    free = tops[n] + (tops[n] - want > DRIFT ? FAN : tall[n] + GAP);
  });
  for (let n = pinned - 1; n >= 0; n -= 1) {
    const most = tops[n + 1] - tall[n] - GAP;
    if (tops[n] <= most) break;
    tops[n] = tops[n] - most > DRIFT ? tops[n + 1] - FAN : most;
  }
  return tops;
}

function write(cards, tops, origin) {
  const from = -innerHeight * 1.5 - origin;
  const to = innerHeight * 2.5 - origin;
  seenTop = scrollY;
  const now = [];
  cards.forEach((card, n) => {
    if (tops[n] < from || tops[n] > to) return;
    now.push(card);
    const top = `${Math.round(tops[n])}px`;
    if (card.style.insetBlockStart !== top) card.style.insetBlockStart = top;
    card.classList.add("placed");
  });
  const keep = new Set(now);
  for (const card of placed) if (!keep.has(card)) card.classList.remove("placed");
  placed = now;
  const last = cards.length - 1;
  list.style.minBlockSize = last < 0 ? "" : `${tops[last] + heightOf(cards[last])}px`;
}

addEventListener("scroll", () => wide.matches && Math.abs(scrollY - seenTop) > innerHeight / 2 && schedule(), {
  passive: true,
});
addEventListener("resize", () => {
  heights.clear();
  schedule();
});
wide.addEventListener("change", schedule);
new ResizeObserver(schedule).observe(root());
new MutationObserver(schedule).observe(list, { childList: true });
onChange(schedule);
bench.addEventListener("text:swapped", schedule);
layOut();
