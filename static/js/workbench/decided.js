/* The last decisions, as a sheet: each can be taken back. */

import { reopen } from "./deciding.js";
import { bench, url } from "./desk.js";

const sheet = document.getElementById("decisions-sheet");
const place = sheet?.querySelector("[data-decisions]");

/** Whether there is anything to decide about: a project may work without suggestions. */
export const hasDecisions = Boolean(sheet);

/** Show what was decided last. */
export async function openDecisions() {
  place.replaceChildren();
  sheet.showModal();
  try {
    await htmx.ajax("GET", url("Decisions"), { source: place, target: place });
  } catch {
    sheet.close();
  }
}

sheet?.addEventListener("submit", (event) => {
  const { n } = event.submitter.dataset;
  event.preventDefault();
  event.stopPropagation();
  sheet.close();
  reopen(`s${n}`);
});

sheet?.addEventListener("click", (event) => {
  if (event.target === sheet || event.target.closest("[data-close]")) sheet.close();
});

bench.addEventListener("click", (event) => {
  if (!event.target.closest("[data-open-decisions]") || event.ctrlKey || event.metaKey || event.button !== 0) return;
  event.preventDefault();
  openDecisions();
});
