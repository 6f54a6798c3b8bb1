/* How many suggestions are shown: the menu among the tools, and its figure after each decision. */

import { openCards } from "./deciding.js";
import { bench } from "./desk.js";
import { word } from "./words.js";

const menu = document.getElementById("suggestions-menu");
const form = menu?.querySelector("[data-showing]");

form?.addEventListener("input", ({ target }) => {
  if (target.type === "range") form.querySelector("output").textContent = percent(target.valueAsNumber);
});

const percent = (share) => word("percent", { number: Math.round(100 * share) });

/* The server counts when the page comes; in between we do, by what is on the page. */
function count() {
  const figure = document.getElementById("suggestion-count");
  if (!figure || !form.elements.shows_suggestions.checked) return;
  const shown = openCards().length;
  const total = shown + Number(figure.dataset.unsure);
  figure.textContent = total ? word("shown-of", { shown, total }) : word("none-suggested");
}

for (const name of ["write:queued", "write:saved", "write:turned-down"]) bench.addEventListener(name, count);
