/* Which keys work right now: the line at the foot of the page, and the sheet that `?` opens.
   Both come from one list in the page, <dialog id="keys-sheet">: its rows say when they hold. */

import { bench, desk, editable, onChange } from "./desk.js";
import { afterPainting } from "./frames.js";
import { bind, isField } from "./keys.js";
import { speakersAtHand } from "./speakers.js";

const sheet = document.getElementById("keys-sheet");
const line = document.getElementById("keys");
const popup = document.getElementById("popup");
/* The line has room for the first few; the pop-up shows all of them. */
const SPEAKERS = 4;

function state() {
  if (popup.open) return isField(document.activeElement) || !popup.querySelector("form") ? "typing" : "popup";
  if (document.activeElement?.closest("#at-place")) return "place";
  if (desk.selection || desk.held) return "selection";
  if (desk.active || desk.pending) return "active";
  if (desk.suggestion) return "suggested";
  if (desk.carried) return "carried";
  return bench.classList.contains("in-quotation") ? "quotation" : "reading";
}

/* A quotation that was clicked takes nothing from what else works while one reads. */
const holds = ({ dataset: { when } }, now) =>
  when.split(" ").some((one) => one === now || (one === "reading" && now === "quotation"));

/* Some keys work only while the page is in a mode of its own: data-if and data-unless name its class. */
const inMode = ({ dataset }) =>
  (!dataset.if || bench.classList.contains(dataset.if)) &&
  !(dataset.unless && bench.classList.contains(dataset.unless));

const rows = Array.from(sheet?.querySelectorAll("[data-when]") ?? []);

function item(keys, words) {
  const made = document.createElement("span");
  keys.forEach((key, n) => made.append(...(n ? [" "] : []), key));
  made.append(" ", words);
  return made;
}

/* One item for each row; for the row of the last speakers one for each of them. */
function itemsOf(row) {
  if (!("speakers" in row.dataset)) {
    return [item([...row.querySelectorAll("kbd")].map((key) => key.cloneNode(true)), row.dataset.line)];
  }
  return speakersAtHand()
    .slice(0, SPEAKERS)
    .map(({ name }, n) => {
      const key = Object.assign(document.createElement("kbd"), { textContent: n + 1 });
      return item([key], Object.assign(document.createElement("bdi"), { textContent: name, className: "name" }));
    });
}

let isAsked = false;

/** Show the keys of the state that the desk will be in then: what is annotated is painted first. */
function showSoon() {
  if (isAsked) return;
  isAsked = true;
  afterPainting(showKeys);
}

function showKeys() {
  isAsked = false;
  if (!line) return;
  const now = state();
  const wanted = rows.filter(
    (row) =>
      holds(row, now) &&
      row.dataset.line &&
      inMode(row) &&
      (editable || !("writes" in row.dataset)),
  );
  // The line may be too short for all: where the rest stands comes first.
  wanted.sort((one, other) => ("first" in other.dataset) - ("first" in one.dataset));
  line.replaceChildren(...wanted.flatMap(itemsOf));
}

function openSheet() {
  const now = state();
  for (const row of rows) {
    row.classList.toggle("works", holds(row, now) && inMode(row));
    row.hidden = !editable && "writes" in row.dataset;
  }
  sheet.showModal();
}

bind("?", openSheet, { when: () => sheet });
sheet?.addEventListener("click", (event) => {
  if (event.target === sheet || event.target.closest("[data-close]")) sheet.close();
});
document.querySelector("[data-open-keys]")?.addEventListener("click", openSheet);

onChange(showSoon);
for (const name of ["popup:toggled", "mode:changed", "speakers:changed"]) bench.addEventListener(name, showSoon);
for (const name of ["focusin", "focusout"]) {
  bench.addEventListener(name, ({ target }) => target.closest("#popup, #at-place") && showSoon());
}
showKeys();
