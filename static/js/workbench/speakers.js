/* Who has a digit: the last speakers of this coding, newest first, then the people whom the article
   names and who have not spoken yet. The speakers are read from the cards, so that they are the same
   after a reload; the others come from the server once the page is there. */

import { bench, cardOf } from "./desk.js";

const MOST = 9;
const named = document.getElementById("named");
/* Who speaks in an annotation, by its number: {id, name}. */
const speaking = new Map();
let known = null;

function read(number) {
  const link = cardOf(number)?.querySelector(".card-who a");
  const id = /[0-9a-f-]{36}/.exec(link?.getAttribute("href") ?? "")?.[0];
  if (id) speaking.set(number, { id, name: link.textContent });
  else speaking.delete(number);
}

/* Once; afterwards only the cards that come and go. */
function begin() {
  for (const card of document.querySelectorAll("#cards > .card[data-kind=attribution]")) read(Number(card.dataset.a));
  new MutationObserver(changed).observe(document.getElementById("cards"), { childList: true });
  known = [];
  settle();
}

function changed(records) {
  const cards = records.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes]);
  for (const { dataset } of cards) if (dataset?.a) read(Number(dataset.a));
  settle();
}

function settle() {
  const found = new Map();
  for (const [, who] of [...speaking].sort(([one], [other]) => other - one)) {
    if (found.size < MOST && !found.has(who.id)) found.set(who.id, who);
  }
  for (const { dataset, textContent } of named?.children ?? []) {
    if (found.size < MOST && !found.has(dataset.id)) found.set(dataset.id, { id: dataset.id, name: textContent });
  }
  const was = known.map(({ id }) => id).join();
  known = [...found.values()];
  if (was !== known.map(({ id }) => id).join()) bench.dispatchEvent(new CustomEvent("speakers:changed"));
}

/** Who has the digits from 1 on: [{id, name}, …], nine at most. */
export function speakersAtHand() {
  if (!known) begin();
  return known;
}

/** A button for each of them, as many as `most`, with its digit. */
export function speakerButtons(most = MOST) {
  return speakersAtHand()
    .slice(0, most)
    .map(({ id, name }, n) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "speaker" });
      const digit = Object.assign(document.createElement("kbd"), { textContent: n + 1 });
      const label = Object.assign(document.createElement("bdi"), { textContent: name });
      button.dataset.speaker = id;
      button.append(digit, label);
      return button;
    });
}

named?.addEventListener("htmx:afterSwap", () => known && settle());
// Without them the digits are those of the last speakers: nothing that anybody has to be told.
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  named?.addEventListener(name, (event) => event.stopPropagation());
}
