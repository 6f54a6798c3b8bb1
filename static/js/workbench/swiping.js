/* A finger decides: the card of a suggestion swiped to the right is accepted, to the left rejected.
   Up and down stays the browser's own scrolling (touch-action: pan-y). */

import { decide, takeBack } from "./deciding.js";
import { bench, editable } from "./desk.js";
import { word } from "./words.js";

const list = document.getElementById("cards");
/* From here on a finger means a swipe; from there on it decides (pixels, share of the card). */
const BEGINS = 12;
const DECIDES = 0.35;
const STAYS = 10000;

/* What is being swiped: {card, x, y, by, hint}, or null. */
let swipe = null;

list.addEventListener("pointerdown", (event) => {
  if (!editable || event.pointerType !== "touch" || !event.isPrimary) return;
  const card = event.target.closest(".suggestion:not(.decided)");
  if (card) swipe = { card, x: event.clientX, y: event.clientY, by: 0, hint: null };
});

list.addEventListener("pointermove", (event) => {
  if (!swipe || !event.isPrimary) return;
  swipe.by = event.clientX - swipe.x;
  if (!swipe.hint) {
    if (Math.abs(swipe.by) < BEGINS || Math.abs(swipe.by) < Math.abs(event.clientY - swipe.y)) return;
    swipe.card.setPointerCapture(event.pointerId);
    swipe.hint = hintFor(swipe.card);
    bench.classList.add("swiping");
  }
  draw();
});

function hintFor(card) {
  const hint = document.createElement("span");
  hint.className = "swipe-hint";
  hint.setAttribute("aria-hidden", "true");
  card.append(hint);
  card.classList.add("swiped");
  return hint;
}

const isFar = () => Math.abs(swipe.by) >= swipe.card.offsetWidth * DECIDES;

/** The card goes with the finger; what it would mean shows in the room that it leaves. */
function draw() {
  const { card, by, hint } = swipe;
  card.style.translate = `${by}px`;
  hint.className = `swipe-hint ${by > 0 ? "accept" : "reject"}${isFar() ? " far" : ""}`;
  hint.style.inlineSize = `${Math.abs(by)}px`;
  hint.textContent = word(by > 0 ? "swipe-accept" : "swipe-reject");
}

function end(decides) {
  if (!swipe) return;
  const { card, by, hint } = swipe;
  const kind = by > 0 ? "accept" : "reject";
  const meant = decides && hint && isFar();
  swipe = null;
  if (!hint) return;
  hint.remove();
  card.style.translate = "";
  card.classList.remove("swiped");
  bench.classList.remove("swiping");
  if (!meant) return;
  decide(kind, card.dataset.a);
  toast(word(`swiped-${kind}`));
}

list.addEventListener("pointerup", ({ isPrimary }) => {
  if (!isPrimary) return;
  // A finger that swiped has not tapped.
  if (swipe?.hint) addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
  end(true);
});
list.addEventListener("pointercancel", () => end(false));

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

/* What was done by a slip of the finger is undone where it is said. */
let shown = null;
function toast(sentence) {
  shown?.remove();
  const line = Object.assign(document.createElement("p"), { className: "toast", role: "status" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link" });
  button.textContent = word("undo");
  button.addEventListener("click", () => {
    line.remove();
    takeBack();
  });
  line.append(sentence, " ", button);
  bench.append(line);
  shown = line;
  setTimeout(() => line.remove(), STAYS);
}
