/* Where the pop-up lies: never over the words that it is about. */

import { rangeOf } from "./offsets.js";

const popup = document.getElementById("popup");
const bench = document.getElementById("workbench");
const MARGIN = 12;
const FOOT = 44;

/** Bring the first of `ranges` to where it can be read while the pop-up is open. */
export function showPassage(ranges) {
  const { top, bottom } = rangeOf(ranges[0].start, ranges[0].end).getBoundingClientRect();
  const most = innerHeight - FOOT - MARGIN;
  if (top < 64 || (bottom > most && top > most / 2)) scrollBy({ top: top - innerHeight / 3 });
}

/** Put the open pop-up near `ranges`: in the margin, below or above them, or as a sheet. */
export function placePopup(ranges) {
  const { start, end } = ranges[0];
  const rect = rangeOf(start, end).getBoundingClientRect();
  const margin = document.querySelector(".margin").getBoundingClientRect();
  const style = popup.style;
  style.translate = "";
  style.inlineSize = "";
  if (innerWidth < 720) {
    popup.dataset.place = "sheet";
    const room = innerHeight - popup.offsetHeight;
    if (rect.bottom > room - MARGIN || rect.top < 64) scrollBy({ top: rect.top - Math.max(64, room / 3) });
    return;
  }
  if (innerWidth >= 1100) {
    popup.dataset.place = "margin";
    const most = innerHeight - FOOT - popup.offsetHeight;
    const top = Math.max(MARGIN, Math.min(rect.top - MARGIN, most));
    style.inlineSize = `min(26rem, ${innerWidth - margin.left - MARGIN}px)`;
    style.translate = `${margin.left}px ${top}px`;
    return;
  }
  popup.dataset.place = "near";
  const frame = bench.getBoundingClientRect();
  const height = popup.offsetHeight;
  const above = rect.top - MARGIN - height;
  const below = rect.bottom + MARGIN;
  const fits = below + height < innerHeight - FOOT;
  const top = fits || above < MARGIN ? below : above;
  const x = Math.min(Math.max(0, rect.left - frame.left), frame.width - popup.offsetWidth);
  style.translate = `${x}px ${top - frame.top}px`;
  const hidden = top + height - (innerHeight - FOOT);
  if (hidden > 0) scrollBy({ top: Math.min(hidden, rect.top - 80) });
}
