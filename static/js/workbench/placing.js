/* Where the pop-up lies: never over the words that it is about. */

import { rangeOf } from "./offsets.js";

const popup = document.getElementById("popup");
const bench = document.getElementById("workbench");
const MARGIN = 12;
const FOOT = 44;
const TOP = 72;
/* Lower than this it is no use: better to scroll the page. */
const LEAST = 280;

const isWide = () => innerWidth >= 1100;
const firstOf = (ranges) => rangeOf(ranges[0].start, ranges[0].end).getBoundingClientRect();

/** Open the pop-up, with the first of `ranges` where it can be read meanwhile. */
export function showPopup(ranges) {
  const { scrollX, scrollY } = window;
  bench.classList.add("with-popup");
  popup.show();
  // A dialog that opens scrolls the page to itself.
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  const { top, bottom } = firstOf(ranges);
  // Beside the text there is room anyway; below it, the passage has to leave some.
  const most = isWide() ? innerHeight - FOOT - MARGIN : innerHeight * 0.36;
  if (top < TOP || (bottom > most && top > TOP)) scrollBy({ top: top - (isWide() ? innerHeight / 3 : TOP) });
}

/** Put the open pop-up near `ranges`: in the margin, below or above them, or as a sheet. */
export function placePopup(ranges) {
  const { style } = popup;
  Object.assign(style, { translate: "", inlineSize: "", maxBlockSize: "" });
  if (innerWidth < 720) {
    popup.dataset.place = "sheet";
    return;
  }
  const rect = firstOf(ranges);
  if (isWide()) {
    popup.dataset.place = "margin";
    const { left } = document.querySelector(".margin").getBoundingClientRect();
    style.inlineSize = `min(26rem, ${innerWidth - left - MARGIN}px)`;
    const most = innerHeight - FOOT - popup.offsetHeight;
    style.translate = `${left}px ${Math.max(MARGIN, Math.min(rect.top - MARGIN, most))}px`;
    return;
  }
  popup.dataset.place = "near";
  const frame = bench.getBoundingClientRect();
  const below = innerHeight - FOOT - rect.bottom - 2 * MARGIN;
  const above = rect.top - 2 * MARGIN;
  const isBelow = below >= Math.min(popup.offsetHeight, LEAST) || below >= above;
  style.maxBlockSize = `${Math.max(LEAST, isBelow ? below : above)}px`;
  const top = isBelow ? rect.bottom + MARGIN : rect.top - MARGIN - popup.offsetHeight;
  const x = Math.max(0, Math.min(rect.left - frame.left, frame.width - popup.offsetWidth));
  style.translate = `${x}px ${top - frame.top}px`;
}
