/* One key attributes: a digit to one of the last speakers, Shift and a digit with a stance to whoever is
   named nearby. At a statement they change its speaker and its stance; a suggestion they accept first.
   Nothing opens, and the next key is about what was made. */

import { quotationClicked } from "./clicked.js";
import { acceptAndStay } from "./deciding.js";
import { bench, cardOf, desk, editable } from "./desk.js";
import { partsNow } from "./joining.js";
import { bind } from "./keys.js";
import { notify } from "./notice.js";
import { lastSpeakers } from "./speakers.js";
import { ownOf } from "./ownkeys.js";
import { word } from "./words.js";
import { attributeAtOnce, restate } from "./writes.js";

const STANCES = ["reject", "critical", "neutral", "supportive", "endorse", "mixed", "unclear"];

/** What an annotation would be made of now: the parts that were chosen, else the quotation that was clicked. */
export function partsMeant() {
  const parts = partsNow();
  const clicked = parts.length ? null : quotationClicked();
  return clicked ? [clicked] : parts;
}

/** Whether there is anything that a key could be about. */
export const isAnythingMeant = () =>
  editable && Boolean(desk.selection || desk.held || desk.active || desk.pending || quotationClicked());

const isSayable = () => isAnythingMeant() || (editable && Boolean(desk.suggestion));

function say(fields) {
  const parts = partsMeant();
  if (parts.length) {
    attributeAtOnce(parts, fields);
  } else {
    if (desk.suggestion) acceptAndStay();
    restate(fields);
  }
}

/** The last speaker number `n` says it. */
export function sayWho(n) {
  say([["speaker", lastSpeakers()[n].id]]);
}

for (let n = 0; n < 9; n += 1) {
  bind(String(n + 1), () => sayWho(n), { when: () => isSayable() && lastSpeakers()[n] });
}
STANCES.forEach((stance, n) => bind(`⇧${n + 1}`, () => say([["stance", stance]]), { when: isSayable }));

bind("Escape", () => getSelection().removeAllRanges(), { when: quotationClicked });

/* Where nobody is named nearby it is said, so that it can be mended at once. */
bench.addEventListener("write:saved", ({ detail: { write, annotation } }) => {
  const card = write.what.kind === "at-once" && cardOf(annotation);
  if (!card || card.querySelector(".card-who a")) return;
  // After what was said before has been taken away.
  queueMicrotask(() => notify(word("nobody-near", { key: ownOf("e") })));
});
