/* The places of an attribution, in its pop-up: its content, cue and speaker mention. A button
   "choose in the text" waits for the next selection. */

import { bench, desk, onChange } from "./desk.js";
import { paint, unpaint } from "./paint.js";
import { root } from "./offsets.js";
import { word } from "./words.js";

const popup = document.getElementById("popup");
let picking = null;

/** Which part the next selection is for ("content", "cue", "mention"), or null. */
export const isPicking = () => picking;

/** Stop waiting for a selection; true if one was waited for. */
export function stopPicking() {
  if (!picking) return false;
  const button = popup.querySelector(`[data-pick="${picking}"]`);
  picking = null;
  popup.classList.remove("picking");
  button?.setAttribute("aria-pressed", "false");
  button?.focus({ preventScroll: true });
  return true;
}

function startPicking(button) {
  if (stopPicking() && button.dataset.pick === picking) return;
  picking = button.dataset.pick;
  popup.classList.add("picking");
  button.setAttribute("aria-pressed", "true");
  getSelection().removeAllRanges();
  root().focus({ preventScroll: true });
}

/** The parts that the form has: [{role, start, end}], role as in the text. */
export function partsIn(form) {
  return ["content", "cue", "mention"].flatMap((name) =>
    Array.from(form.querySelectorAll(`input[name="${name}"]`), ({ value }) => {
      const [start, end] = value.split("-").map(Number);
      return { role: name === "mention" ? "speaker" : name, start, end };
    }).filter(({ start, end }) => end > start),
  );
}

/** Paint the parts of the open form, so that they are seen while it is open. */
function showParts() {
  unpaint("chosen");
  const form = popup.open && popup.querySelector("form");
  if (!form) return;
  const byRole = { content: [], cue: [], speaker: [] };
  for (const { role, start, end } of partsIn(form)) byRole[role].push([start, end]);
  if (!byRole.content.length && form.dataset.end) {
    byRole.content.push([Number(form.dataset.start), Number(form.dataset.end)]);
  }
  const whole = new FormData(form).get("kind") === "attribution";
  paint("chosen", byRole.content);
  paint("chosen-cue", whole ? byRole.cue : []);
  paint("chosen-speaker", whole ? byRole.speaker : []);
}

function rowFor(name, { start, end, words }) {
  const row = document.createElement("li");
  row.className = "part-row";
  const place = Object.assign(document.createElement("input"), { type: "hidden", name, value: `${start}-${end}` });
  const said = document.createElement("textarea");
  Object.assign(said, { name: `${name}_words`, hidden: true, value: words });
  const quote = document.createElement("q");
  quote.dir = "auto";
  quote.textContent = words;
  const drop = document.createElement("button");
  Object.assign(drop, { type: "button", className: "button quiet square small" });
  drop.dataset.drop = "";
  drop.append(popup.querySelector("[data-close] svg").cloneNode(true));
  drop.setAttribute("aria-label", word("drop"));
  row.append(place, said, quote, drop);
  return row;
}

/** Put a range into the form as its `name`; there is one cue and one mention, but content may be split. */
export function take(name, range) {
  const list = popup.querySelector(`[data-parts="${name}"]`);
  if (!list) return;
  for (const row of [...list.children]) {
    const [start, end] = (row.querySelector("input")?.value ?? "0-0").split("-").map(Number);
    const overlaps = start < range.end && end > range.start;
    if (name !== "content" || overlaps || row.matches(":not(:has(input[type=hidden]))")) row.remove();
  }
  const before = [...list.children].find(
    (row) => Number(row.querySelector("input").value.split("-")[0]) > range.start,
  );
  list.insertBefore(rowFor(name, range), before ?? null);
  showParts();
}

onChange(() => {
  if (!picking || !desk.selection || !popup.open) return;
  const range = desk.selection;
  const name = picking;
  getSelection().removeAllRanges();
  take(name, range);
  stopPicking();
});

popup?.addEventListener("click", ({ target }) => {
  const pick = target.closest("[data-pick]");
  if (pick) startPicking(pick);
  const row = target.closest("[data-drop]")?.closest(".part-row");
  if (row) {
    const next = row.parentElement.parentElement.querySelector("[data-pick]");
    row.remove();
    next?.focus();
    showParts();
  }
});
popup?.addEventListener("change", showParts);
bench.addEventListener("popup:toggled", showParts);
bench.addEventListener("text:swapped", showParts);
