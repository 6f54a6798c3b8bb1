/* What the card that one is at has more than the others: its tools, and the words that mark who says it and
   that it is said. In all of thousands of cards they would cost seconds. */

import { annotationOf, bench, cardOf, here, onChange } from "./desk.js";
import { root, wordsOf } from "./offsets.js";
import { word } from "./words.js";

/* The card that has them, and what was put into it. */
let at = null;
let added = [];

/** Whether a card has a use for this tool. */
function isFor({ dataset: { decide, do: does, kinds }, value }, card) {
  if (kinds) return kinds === card.dataset.kind;
  if (does === "flag") return (value === "0") === card.classList.contains("flagged");
  if (does === "comments") return !card.querySelector(".card-talk");
  return decide !== "accept-speaker" || "who" in card.dataset;
}

/** Tools stand around the card's own link, which may have the focus. */
function toolsFor(card) {
  const kind = card.dataset.kind === "suggestion" ? "suggestion" : "annotation";
  const from = document.getElementById(`${kind}-tools`)?.content;
  const link = card.querySelector(".card-tools > :is([data-do=edit], [data-decide=edit])");
  if (!from || !link) return;
  const all = [...from.children].filter((tool) => isFor(tool, card)).map((tool) => tool.cloneNode(true));
  const slot = all.findIndex((tool) => tool.matches("slot"));
  for (const tool of all) {
    for (const name of ["href", "formaction", "data-n", "hx-get"]) {
      const written = tool.getAttribute(name);
      // An address has the number alone, an id never has a part of one digit.
      if (written) tool.setAttribute(name, written.replace(/\b0\b/g, card.dataset.a.replace("s", "")));
    }
  }
  add(all.slice(0, slot), (tools) => link.before(...tools));
  add(all.slice(slot + 1), (tools) => link.after(...tools));
  for (const tool of all) if (tool.hasAttribute("hx-get")) htmx.process(tool);
}

function wordsFor(card) {
  const how = card.querySelector(".card-how");
  const { parts } = annotationOf(here());
  const rows = ["cue", "speaker"].flatMap((role) => {
    const part = parts.find((one) => one.role === role);
    if (!part) return [];
    const term = Object.assign(document.createElement("dt"), { textContent: word(`card-${role}`) });
    const words = Object.assign(document.createElement("dd"), { textContent: wordsOf(part.start, part.end), dir: "auto" });
    return [term, words];
  });
  if (!how || !rows.length) return;
  const facts = card.querySelector(".card-facts");
  if (facts) {
    add(rows, (all) => facts.append(...all));
    return;
  }
  const made = Object.assign(document.createElement("dl"), { className: "facts card-facts" });
  made.append(...rows);
  add([made], (all) => how.after(...all));
}

function add(elements, put) {
  for (const { dataset } of elements) dataset.added = "";
  put(elements);
  added.push(...elements);
}

function takeAway() {
  const hadFocus = added.includes(document.activeElement);
  for (const element of added.splice(0)) element.remove();
  if (hadFocus) root().focus({ preventScroll: true });
}

function show() {
  const card = cardOf(here());
  // Whoever was in them keeps them until the focus is elsewhere.
  if (card === at || (!card && at?.matches(":focus-within"))) return;
  takeAway();
  at = card;
  if (!card) return;
  toolsFor(card);
  wordsFor(card);
}

onChange(show);
for (const name of ["htmx:oobAfterSwap", "write:saved"]) bench.addEventListener(name, show);
