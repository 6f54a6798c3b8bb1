/* Which keys work right now: the line at the foot of the page, and the sheet that `?` opens.
   Both come from one list in the page, <dialog id="keys-sheet">: its rows say when they hold. */

import { bench, desk, editable, onChange } from "./desk.js";
import { bind } from "./keys.js";

const sheet = document.getElementById("keys-sheet");
const line = document.getElementById("keys");

function state() {
  if (document.getElementById("popup").open) return "popup";
  if (desk.selection || desk.held) return "selection";
  if (desk.active || desk.pending) return "active";
  return "reading";
}

/* Some keys work only while the page is in a mode of its own: data-if and data-unless name its class. */
const inMode = ({ dataset }) =>
  (!dataset.if || bench.classList.contains(dataset.if)) &&
  !(dataset.unless && bench.classList.contains(dataset.unless));

const rows = Array.from(sheet?.querySelectorAll("[data-when]") ?? []);

/** Show the keys of the state that the desk is in. */
export function showKeys() {
  if (!line) return;
  const now = state();
  const wanted = rows.filter(
    (row) =>
      row.dataset.when.split(" ").includes(now) &&
      row.dataset.line &&
      inMode(row) &&
      (editable || !("writes" in row.dataset)),
  );
  line.replaceChildren(
    ...wanted.map((row) => {
      const item = document.createElement("span");
      const keys = [...row.querySelectorAll("kbd")].map((key) => key.cloneNode(true));
      keys.forEach((key, n) => item.append(...(n ? [" "] : []), key));
      item.append(` ${row.dataset.line}`);
      return item;
    }),
  );
}

function openSheet() {
  const now = state();
  for (const row of rows) {
    row.classList.toggle("works", row.dataset.when.split(" ").includes(now) && inMode(row));
    row.hidden = !editable && "writes" in row.dataset;
  }
  sheet.showModal();
}

bind("?", openSheet, { when: () => sheet });
sheet?.addEventListener("click", (event) => {
  if (event.target === sheet || event.target.closest("[data-close]")) sheet.close();
});
document.querySelector("[data-open-keys]")?.addEventListener("click", openSheet);

onChange(showKeys);
for (const name of ["popup:toggled", "mode:changed"]) bench.addEventListener(name, showKeys);
showKeys();
