/* The small bar at a selection: what can be done with it, for those who do not know the keys yet;
   for fingers it lies at the foot of the screen, clear of the browser's own handles. */

import { bench, desk, editable, onChange } from "./desk.js";
import { addFurther, further } from "./further.js";
import { rangeOf } from "./offsets.js";
import { byTouch } from "./selection.js";
import { sayWho } from "./atonce.js";
import { speakersAtHand, speakerButtons } from "./speakers.js";
import { quotationFor, takeQuotation } from "./widening.js";

const bar = document.getElementById("selection-bar");
const whole = bar?.querySelector("[data-take-quotation]");
const addPart = bar?.querySelector("[data-add-part]");
const GAP = 10;
const RECENT = 4;
const SPEAKERS = 3;

/* The tags last used on this page, newest first: one click each. */
const recent = [];

function place() {
  const { start, end } = desk.selection;
  const rects = rangeOf(start, end).getClientRects();
  if (!rects.length) return;
  const last = rects[rects.length - 1];
  const first = rects[0];
  const frame = bench.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bar;
  const below = last.bottom + GAP + height < innerHeight - 40;
  const y = below ? last.bottom + GAP : first.top - GAP - height;
  const rtl = getComputedStyle(bar).direction === "rtl";
  const x = (below ? (rtl ? last.left : last.right) : first.left) - width / 2;
  const most = frame.width - width;
  bar.style.translate = `${Math.max(0, Math.min(x - frame.left, most))}px ${y - frame.top}px`;
}

function show() {
  if (!bar) return;
  const on = editable && Boolean(desk.selection) && !document.getElementById("popup").open;
  bar.classList.toggle("by-touch", byTouch());
  if (bar.hidden === !on && !on) return;
  bar.hidden = !on;
  if (!on) return;
  addPart.hidden = !further();
  whole.hidden = !quotationFor(desk.selection);
  bar.querySelector(".last").replaceChildren(...speakerButtons(SPEAKERS));
  if (byTouch()) bar.style.translate = "";
  else place();
}

/** Remember that a tag was used, so that it is at hand in the bar. */
function remember(tag) {
  const at = recent.indexOf(tag.dataset.tag);
  if (at >= 0) recent.splice(at, 1);
  recent.unshift(tag.dataset.tag);
  recent.length = Math.min(recent.length, RECENT);
  const chips = recent.map((id) => {
    const source = document.querySelector(`#tags [data-tag="${CSS.escape(id)}"]`);
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = `chip c-${source.dataset.colour}`;
    chip.dataset.useTag = id;
    chip.textContent = source.dataset.name;
    return chip;
  });
  bar.querySelector(".recent").replaceChildren(...chips);
}

// Pressing must not take the selection away, nor the focus from where it is.
bar?.addEventListener("pointerdown", (event) => event.preventDefault());
bar?.addEventListener("click", (event) => {
  const { speaker } = event.target.closest("[data-speaker]")?.dataset ?? {};
  if (speaker) sayWho(speakersAtHand().findIndex(({ id }) => id === speaker));
  const id = event.target.closest("[data-use-tag]")?.dataset.useTag;
  const tag = id && document.querySelector(`#tags [data-tag="${CSS.escape(id)}"]`);
  if (tag) bench.dispatchEvent(new CustomEvent("tag:chosen", { detail: { tag } }));
});
whole?.addEventListener("click", takeQuotation);
addPart?.addEventListener("click", addFurther);
bench.addEventListener("tag:chosen", ({ detail: { tag } }) => bar && remember(tag));

onChange(show);
bench.addEventListener("popup:toggled", show);
bench.addEventListener("text:swapped", () => desk.selection && show());
