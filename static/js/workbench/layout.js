/* In a wide window the cards stand in the margin level with their passages, as margin notes do.

   Only cards near the window are shown and moved; the others wait aside and cost nothing. All places are read
   before anything is written. How high a card is the browser says, once it has laid it out by itself: to
   ask would make it do so at once. Only a card that just came, and the one that one is at or was at, are read with
   the places, so that nothing has to be moved twice.

   A suggestion that one is not at is a line (css/compact.css). Where own notes would be pushed too far
   from their passages, they are lines as well. */

import { bench, cardOf, here, onChange } from "./desk.js";
import { inFrame } from "./frames.js";
import { first } from "./lines.js";
import { blockIndex, root } from "./offsets.js";
import { crowded, spread } from "./spreading.js";

const list = document.getElementById("cards");
const wide = matchMedia("(min-width: 1100px)");
/* Of more than these, only the cards whose blocks are near the window are thought of. */
const MANY = 400;

/* Cards that never were near the window are guessed. */
const GUESS = { attribution: 92, passage: 60, carried: 92, suggestion: 34 };
/* How high a line is, by kind, as seen last. */
const lines = { attribution: 34, passage: 34, carried: 34, suggestion: 34 };
/* What a write brings; more come when all are fetched anew. */
const FEW = 3;
/* The list's height goes up and down by such steps: each change lays out the page anew. */
const STEP = 240;

/* How high each is, and how high it was, by its id, when there was room for all of it. */
const heights = new WeakMap();
const whole = new Map();
/* What was laid out last: the cards, where they want to be, and which of them has its place for sure. */
let now = { cards: [], wanted: [], pinned: -1 };
let placed = new Set();
let seenTop = NaN;
let seenAt = null;
/* Those whose height is not what it was. */
const changed = new Set();

const schedule = () => inFrame(layOut);

/** Read where all belongs; gives back what moves the cards there. */
function layOut() {
  for (const name of [seenAt, here()]) changed.add(cardOf(name));
  seenAt = here();
  seenTop = scrollY;
  list.classList.toggle("laid-out", wide.matches);
  if (!wide.matches) {
    for (const card of placed) card.style.transform = "";
    list.style.minBlockSize = "";
    showOnly(new Set());
    return undefined;
  }
  const origin = list.getBoundingClientRect().top;
  const blocks = root().children;
  const from = first(0, blocks.length, (n) => blocks[n].getBoundingClientRect().bottom > -innerHeight);
  const to = first(from, blocks.length, (n) => blocks[n].getBoundingClientRect().top >= innerHeight * 2);
  const cards = cardsOf(blocks[from], blocks[to]);
  const exact = exactTops([...blocks].slice(from, to));
  const topOf = (card) => exact.get(card.dataset.a) ?? blocks[blockIndex(startOf(card))]?.getBoundingClientRect().top;
  const wanted = cards.map((card) => topOf(card) - origin);
  now = { cards, wanted, pinned: cards.indexOf(cardOf(here())) };
  for (const card of changed) if (placed.has(card)) note(card, card.getBoundingClientRect().height);
  changed.clear();
  return () => move(origin);
}

function move(origin) {
  const { cards, wanted, pinned } = now;
  const roomy = cards.map(wholeHeightOf);
  const isCrowded = crowded(wanted, spread(wanted, roomy, pinned), roomy);
  cards.forEach((card, n) => setCompact(card, isCrowded[n]));
  const tops = topsNow();
  const isNear = (card, n) => tops[n] + origin > -innerHeight * 1.5 && tops[n] + origin < innerHeight * 2.5;
  showOnly(new Set(cards.filter(isNear)));
  write(tops);
}

const startOf = (card) => Number(card.dataset.start);

/** The cards to be laid out: all of them, or of very many those from one block to before another. */
function cardsOf(block, next) {
  const all = [...list.children];
  if (all.length <= MANY || !block) return all;
  const firstFrom = ({ dataset }) => first(0, all.length, (n) => startOf(all[n]) >= Number(dataset.start));
  return all.slice(firstFrom(block), next ? firstFrom(next) : all.length);
}

/** The top of each passage in `blocks`, by annotation. */
function exactTops(blocks) {
  const tops = new Map();
  for (const mark of blocks.flatMap((block) => [...block.querySelectorAll("mark[data-a]")])) {
    for (const name of mark.dataset.a.split(" ")) {
      if (!tops.has(name)) tops.set(name, mark.getBoundingClientRect().top);
    }
  }
  return tops;
}

const isActive = (card) => card.id === `card-${here()}`;
const isLine = (card) => !isActive(card) && card.matches(".compact, .suggestion");
const wholeHeightOf = (card) => whole.get(card.id) ?? GUESS[card.dataset.kind];
const heightOf = (card) => heights.get(card) ?? (isLine(card) ? lines[card.dataset.kind] : wholeHeightOf(card));
const topsNow = () => spread(now.wanted, now.cards.map(heightOf), now.pinned);

function setCompact(card, is) {
  if (card.classList.contains("compact") === is) return;
  card.classList.toggle("compact", is);
  // What it was as a note, or as a line, it is no longer.
  if (!isActive(card)) heights.delete(card);
}

/** Show these cards, and hear how high they are. */
function showOnly(cards) {
  for (const card of placed) {
    if (cards.has(card)) continue;
    card.classList.remove("placed");
    observer.unobserve(card);
  }
  for (const card of cards) if (!placed.has(card)) show(card);
  placed = cards;
}

function show(card) {
  card.classList.add("placed");
  observer.observe(card);
}

/** Of the card that just came the height is wanted at once. */
function take(records) {
  schedule();
  if (!wide.matches) return;
  for (const { addedNodes } of records) {
    for (const card of addedNodes) {
      if (card.parentElement !== list || addedNodes.length > FEW) continue;
      show(card);
      placed.add(card);
      changed.add(card);
    }
  }
}

function note(card, height) {
  heights.set(card, height);
  if (isLine(card)) lines[card.dataset.kind] = height;
  else if (!isActive(card)) whole.set(card.id, height);
}

function write(tops) {
  now.cards.forEach((card, n) => {
    const place = `translateY(${Math.round(tops[n])}px)`;
    if (placed.has(card) && card.style.transform !== place) card.style.transform = place;
  });
  const last = now.cards.at(-1);
  const height = last ? `${Math.ceil((tops.at(-1) + heightOf(last)) / STEP) * STEP}px` : "";
  if (list.style.minBlockSize !== height) list.style.minBlockSize = height;
}

/* Between laying out and painting: what is wrong about their places is never seen. */
const observer = new ResizeObserver((entries) => {
  for (const { target: card, borderBoxSize } of entries) {
    note(card, borderBoxSize[0].blockSize);
  }
  if (wide.matches) write(topsNow());
});

addEventListener("scroll", () => wide.matches && Math.abs(scrollY - seenTop) > innerHeight / 2 && schedule(), {
  passive: true,
});
addEventListener("resize", () => {
  whole.clear();
  schedule();
});
wide.addEventListener("change", schedule);
new ResizeObserver(schedule).observe(root());
new MutationObserver(take).observe(list, { childList: true });
onChange(() => here() !== seenAt && schedule());
bench.addEventListener("text:swapped", schedule);
layOut()?.();
