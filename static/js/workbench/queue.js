/* Every write goes through here, one after another, each with a key of its own: the same act sent
   twice is done once. What fails for a passing reason stays and is tried again. */

import { bench } from "./desk.js";
import { shelf } from "./shelves.js";
import { outcomeOf, send } from "./sending.js";

const TRIES = [1000, 2000, 4000, 8000, 15000, 30000];

const waiting = [];
/* A write that two tabs send has the same key, and the server does it once. */
const unsent = shelf("unsent");
const keep = (write) => unsent.put(write.key, write);
let sending = false;
let timer = 0;
/* "" while all is well; "retry", "signed-out" or "refused" while something keeps us from saving. */
let trouble = "";

/** A UUID; `crypto.randomUUID` exists on secure origins only, and a demo may be plain http. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function tell(name, detail) {
  bench.dispatchEvent(new CustomEvent(name, { detail }));
}

/** How many writes wait for the server, and why if something is wrong. */
export function standing() {
  return { count: waiting.length, trouble };
}

/** Queue a write: {url, fields: [[name, value], …], what: {kind, …}, after?}; gives it back with its key.

    `after` is the key of a write that makes the annotation which this one is about. */
export function enqueue(write) {
  const last = waiting.at(-1);
  const same = write.what.kind === "move" && last?.what.kind === "move" && !last.tries;
  if (same && last.what.span === write.what.span) {
    Object.assign(last, { fields: write.fields, what: write.what });
    keep(last);
    tell("write:queued", { write: last });
    return last;
  }
  Object.assign(write, { key: newKey(), made: Date.now(), tries: 0 });
  waiting.push(write);
  keep(write);
  tell("write:queued", { write });
  go();
  return write;
}

/** Try what waits, now. */
export function retry() {
  clearTimeout(timer);
  timer = 0;
  trouble = "";
  go();
}

async function go() {
  if (sending || timer || trouble === "refused" || trouble === "signed-out") {
    tell("write:standing", standing());
    return;
  }
  sending = true;
  try {
    while (waiting.length && !timer && !trouble) {
      const write = waiting[0];
      tell("write:standing", standing());
      write.tries += 1;
      const answer = await send(write);
      settle(write, answer, outcomeOf(answer));
    }
  } finally {
    sending = false;
    tell("write:standing", standing());
  }
}

function settle(write, answer, outcome) {
  if (outcome === "saved") {
    trouble = "";
    drop(write);
    for (const next of waiting.filter((other) => other.after === write.key)) {
      next.url = next.url.replace(/\/0\//, `/${answer.annotation}/`);
      next.what.number = answer.annotation;
      delete next.after;
      keep(next);
    }
    tell("write:saved", { write, annotation: answer.annotation });
  } else if (outcome === "retry") {
    trouble = "retry";
    const wait = TRIES[Math.min(write.tries, TRIES.length) - 1];
    timer = setTimeout(retry, wait);
  } else if (outcome === "refused" || outcome === "signed-out") {
    trouble = outcome;
  } else {
    drop(write);
    // What was to happen to an annotation that did not come to be cannot happen.
    const dropped = waiting.filter((other) => other.after === write.key);
    dropped.forEach(drop);
    tell("write:turned-down", { write, outcome, answer, dropped });
  }
}

function drop(write) {
  const at = waiting.indexOf(write);
  if (at >= 0) waiting.splice(at, 1);
  unsent.drop(write.key);
}

/** Give up what waits: the reader said so. */
export function discard() {
  for (const write of [...waiting]) {
    drop(write);
    tell("write:turned-down", { write, outcome: "discarded", answer: null });
  }
  retry();
}

/** Take up what an earlier page could not send. */
export function resume() {
  for (const write of unsent.all()) {
    write.tries = 0;
    waiting.push(write);
    tell("write:queued", { write });
  }
  go();
}

addEventListener("online", () => trouble === "retry" && retry());
document.addEventListener("visibilitychange", () => {
  // Back from signing in again in another window, or from a sleeping machine.
  if (!document.hidden && trouble && trouble !== "refused") retry();
});
addEventListener("focus", () => trouble === "signed-out" && retry());
addEventListener("beforeunload", (event) => {
  if (waiting.length) event.preventDefault();
});
