/* Yes, no, yes but: what an analyst decides about suggestions. It shows at once, and the next one
   comes into view; where the server turns it down, the suggestion is open again. */

import { say } from "./announcing.js";
import { annotationOf, bench, cardOf, change, desk, url } from "./desk.js";
import { activate } from "./marks.js";
import { enqueue } from "./queue.js";
import { shownAbove, source } from "./sending.js";
import { word } from "./words.js";
import { undo } from "./writes.js";

const isOpen = (card) => card.matches(".suggestion:not(.decided)");

/** The cards of open suggestions, as one reads. */
export const openCards = () => [...document.querySelectorAll("#cards > .suggestion")].filter(isOpen);

/* What was done on this page and not undone, the latest last: {key, names of suggestions}; and what
   redo would do again. */
const done = [];
const undone = [];
/* What undo knows nothing of: talk, flags, and being done with the article. */
const APART = /comment|thread|flag|finish|carried-(leave|restore)/;
const isAct = ({ kind, back }) => !APART.test(kind) && (kind !== "reopen" || back);
/* Suggestions that are decided about here, while the server does not know yet. */
const leaving = new Map();

/** Decide about the suggestion `name`: "accept", "reject", or "accept-speaker" for all of theirs. */
export function decide(kind, name) {
  const card = cardOf(name);
  if (!card || !isOpen(card)) return null;
  const names = kind === "accept-speaker" ? ofSpeaker(card) : [name];
  const parts = names.flatMap((one) => annotationOf(one).parts);
  const content = parts.filter(({ role }) => role === "content");
  return enqueue({
    url: `${url("Suggestion", name.slice(1))}${kind}/`,
    fields: [],
    what: {
      kind,
      ...(kind === "reject" ? { suggestions: names } : accepting(...names)),
      ...(kind === "reject" ? {} : { colour: "accent", ranges: content.map(({ start, end }) => [start, end]) }),
    },
  });
}

/** What a write says of itself that accepts these suggestions. */
export const accepting = (...names) => ({ suggestions: names, people: peopleOf(cardOf(names[0])) });

/** Accept the suggestion one is at, and stay with what it becomes: the next key is about that. */
export function acceptAndStay() {
  const name = desk.suggestion;
  change({ suggestion: null });
  const write = decide("accept", name);
  if (write) change({ active: null, part: null, pending: write.key });
}

const ofSpeaker = ({ dataset }) =>
  openCards()
    .filter((card) => card.dataset.who === dataset.who)
    .map((card) => card.dataset.a);

/** Take the latest decision of this page back; false where there is none. */
export function takeBack() {
  const latest = done.findLast(({ names }) => names);
  if (!latest) return false;
  if (latest === done.at(-1)) {
    undo();
  } else {
    reopen(latest.names[0]);
  }
  return true;
}

/** Take back what was decided about `name`, whenever that was. */
export function reopen(name) {
  const at = done.findIndex(({ names }) => names?.includes(name));
  if (at >= 0) done.splice(at, 1);
  enqueue({ url: `${url("Suggestion", name.slice(1))}reopen/`, fields: [], what: { kind: "reopen", back: [name] } });
}

/** Who is suggested, and how: for those who do not see the card. */
export function tell(card) {
  const [who, mode] = [".card-who > :first-child", ".card-mode"].map((part) => card.querySelector(part)?.textContent);
  return [who, mode].filter(Boolean).join(", ");
}

const peopleOf = ({ dataset }) => [dataset.who, dataset.via].filter(Boolean);

/* Somebody who was new is in the register now: their other suggestions say so too. */
async function renew(who) {
  if (!openCards().some((card) => "new" in card.dataset && peopleOf(card).includes(who))) return;
  try {
    await htmx.ajax("GET", url("Suggestions"), { source, swap: "none", values: { who, above: shownAbove() } });
    showLeaving();
  } catch {
    // They say it when the page is opened again.
  }
}

function show(names, kind) {
  for (const name of names) {
    cardOf(name)?.classList.toggle("decided", Boolean(kind));
    cardOf(name)?.classList.toggle("accepted", Boolean(kind) && kind !== "reject");
    for (const mark of document.querySelectorAll(`#text mark[data-a~="${name}"]`)) {
      mark.classList.toggle("decided", Boolean(kind));
    }
  }
}

function showLeaving() {
  for (const { names, kind } of leaving.values()) show(names, kind);
}

function leave(write) {
  const { suggestions: names, kind } = write.what;
  leaving.set(write.key, { names, kind });
  const card = cardOf(desk.suggestion);
  show(names, kind);
  // Whoever decides about something else than where they are stays there.
  if (!names.includes(desk.suggestion) || !card) return;
  const sentence = word(kind === "reject" ? "rejected" : "accepted", { what: tell(card), count: names.length });
  let next = card.nextElementSibling;
  while (next && !isOpen(next)) next = next.nextElementSibling;
  if (next) activate(next.dataset.a, { show: true });
  say(`${sentence} ${next ? word("next-suggestion", { what: tell(next) }) : word("last-suggestion")}`);
}

function comeBack(write, names) {
  write.what.back = names;
  for (const [key, one] of leaving) if (one.names === names) leaving.delete(key);
  show(names, "");
  if (cardOf(names[0])) activate(names[0], { show: true });
}

bench.addEventListener("write:queued", ({ detail: { write } }) => {
  const { kind, suggestions: names, back } = write.what;
  if (kind === "undo") {
    const latest = done.pop();
    if (latest) undone.push(latest);
    if (latest?.names) comeBack(write, latest.names);
  } else if (kind === "redo") {
    const again = undone.pop();
    if (again) done.push(again);
    if (again?.names) show(again.names, again.kind);
  } else if (isAct(write.what) && done.at(-1)?.key !== write.key) {
    done.push({ key: write.key, kind, names });
    undone.length = 0;
  }
  if (names) leave(write);
  // An article is reopened, too, and brings no suggestion back.
  if (kind === "reopen" && back) comeBack(write, back);
});

/* Whom a statement that was made at once names, by the name that the text may print elsewhere, too. */
const namedBy = (annotation) => cardOf(annotation)?.querySelector(".card-who a")?.textContent.toLowerCase();

bench.addEventListener("write:saved", ({ detail: { write, annotation } }) => {
  leaving.delete(write.key);
  const { kind, people = [] } = write.what;
  new Set(kind === "at-once" ? [...people, namedBy(annotation)] : people).forEach(renew);
  const [back] = write.what.back ?? [];
  if (back && cardOf(back)) activate(back, { show: true });
});

bench.addEventListener("write:turned-down", ({ detail: { write } }) => {
  const at = done.findIndex(({ key }) => key === write.key);
  if (at >= 0) done.splice(at, 1);
  if (!leaving.delete(write.key)) return;
  const names = write.what.suggestions;
  show(names, "");
  if (cardOf(names[0])) activate(names[0], { show: true });
});

/* A paragraph that comes in meanwhile does not know yet what was decided. */
bench.addEventListener("text:swapped", showLeaving);
