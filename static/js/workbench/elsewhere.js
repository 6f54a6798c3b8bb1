/* The same words elsewhere: after a passage was made, it is offered to mark them there as well. The offer
   lasts as long as that passage is the active one, and nothing else was done. */

import { annotationOf, bench, cardOf, desk, editable, onChange, url } from "./desk.js";
import { bind } from "./keys.js";
import { root, wordsOf } from "./offsets.js";

const place = document.getElementById("elsewhere");
/* The passage that it is about. */
let offered = null;

const wordsIn = (number) => {
  const [part] = annotationOf(number)?.parts ?? [];
  return part ? wordsOf(part.start, part.end) : "";
};

/* The server knows better; but most words it need not be asked about. */
function mayBeElsewhere(words) {
  const text = root().textContent.toLowerCase();
  const wanted = words.toLowerCase();
  const at = text.indexOf(wanted);
  return at >= 0 && text.indexOf(wanted, at + wanted.length) >= 0;
}

async function ask(number) {
  if (cardOf(number)?.dataset.kind !== "passage" || !mayBeElsewhere(wordsIn(number))) return;
  offered = number;
  try {
    await htmx.ajax("GET", url("AnnotationElsewhere", number), { source: place, target: place, swap: "innerHTML" });
  } catch {
    offered = null;
  }
  show();
}

function show() {
  const on = Boolean(offered && offered === desk.active && place.firstElementChild);
  place.hidden = !on;
  const was = bench.classList.contains("elsewhere");
  bench.classList.toggle("elsewhere", on);
  if (was !== on) bench.dispatchEvent(new CustomEvent("mode:changed"));
}

function forget() {
  offered = null;
  place?.replaceChildren();
  if (place) show();
}

if (editable && place) {
  bench.addEventListener("write:saved", ({ detail: { write, annotation } }) => {
    // What is asked here must not hold up what the analyst does next.
    if (/^(create|form)$/.test(write.what.kind) && !write.what.number) setTimeout(() => ask(annotation));
  });
  bench.addEventListener("write:queued", ({ detail: { write } }) => write.what.kind !== "tag" && forget());
  onChange(() => {
    if (offered && desk.active !== offered) forget();
    else show();
  });
  const offers = { when: () => !place.hidden && !desk.selection };
  for (const key of ["+", "="]) bind(key, () => place.querySelector("button").click(), offers);
}
