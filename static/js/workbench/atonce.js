/* One key attributes: a digit to one of those at hand (speakers.js), Shift and a digit with a stance, or
   as somebody's own words, to whoever is named nearby. At a statement they change it; a suggestion they
   accept first.
   Nothing opens, and the next key is about what was made. */

import { quotationClicked } from "./clicked.js";
import { accepting } from "./deciding.js";
import { annotationOf, bench, cardOf, change, desk, editable } from "./desk.js";
import { partsNow } from "./joining.js";
import { bind } from "./keys.js";
import { notify } from "./notice.js";
import { MODES } from "./saying.js";
import { speakersAtHand } from "./speakers.js";
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
  if (parts.length) attributeAtOnce(parts, fields);
  else if (desk.suggestion) acceptSaying(fields);
  else restate(fields);
}

/* In one act, so that whoever says that it was somebody else enters nobody whom the machine made up. */
function acceptSaying(fields) {
  const name = desk.suggestion;
  const parts = annotationOf(name).parts.filter(({ role }) => role === "content");
  change({ suggestion: null });
  attributeAtOnce(parts, [...fields, ["suggestion", name.slice(1)]], accepting(name));
}

/** Number `n` of those at hand says it. */
export function sayWho(n) {
  say([["speaker", speakersAtHand()[n].id]]);
}

for (let n = 0; n < 9; n += 1) {
  bind(String(n + 1), () => sayWho(n), { when: () => isSayable() && speakersAtHand()[n] });
}
STANCES.forEach((stance, n) => bind(`⇧${n + 1}`, () => say([["stance", stance]]), { when: isSayable }));

for (const [key, mode] of Object.entries(MODES)) bind(key, () => say([["mode", mode]]), { when: isSayable });

bind("Escape", () => getSelection().removeAllRanges(), { when: quotationClicked });

/* Where nobody is named nearby it is said, so that it can be mended at once. */
bench.addEventListener("write:saved", ({ detail: { write, annotation } }) => {
  const card = write.what.kind === "at-once" && cardOf(annotation);
  if (!card || card.querySelector(".card-who a")) return;
  // After what was said before has been taken away.
  queueMicrotask(() => notify(word("nobody-near", { key: ownOf("e") })));
});
