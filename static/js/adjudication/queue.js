/* Decisions go out one after another, each with a key of its own: none is lost however fast the keys come,
   and one that is sent twice is done once. What fails for a passing reason is tried again. */

import { outcomeOf } from "../workbench/sending.js";

const TIMEOUT = 20000;
const TRIES = [1000, 2000, 4000, 8000, 15000];

const waiting = [];
let sending = false;
let timer = 0;

/* What the requests come from: it stays while lists and texts are swapped. */
const source = document.createElement("span");
source.hidden = true;
document.getElementById("main").append(source);
source.addEventListener("htmx:beforeSend", ({ detail }) => (detail.xhr.timeout = TIMEOUT));

/** A UUID; `crypto.randomUUID` exists on secure origins only, and a demo may be plain http. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Queue a decision: {url, fields: [[name, value], …], place, before?, after?}. `before` is called as it
    is sent, `after` once what it changed is on the page. */
export function enqueue(write) {
  waiting.push({ ...write, key: newKey(), tries: 0 });
  go();
}

/** The ids of the places whose decisions are on their way. */
export const pending = () => new Set(waiting.map((write) => write.place));

async function go() {
  if (sending || timer) return;
  sending = true;
  while (waiting.length && !timer) {
    const write = waiting[0];
    write.tries += 1;
    write.before?.();
    const outcome = await send(write);
    if (outcome === "retry" || outcome === "signed-out") {
      timer = setTimeout(again, TRIES[Math.min(write.tries, TRIES.length) - 1]);
    } else {
      waiting.shift();
      write.after?.();
    }
  }
  sending = false;
}

function again() {
  clearTimeout(timer);
  timer = 0;
  go();
}

async function send(write) {
  const answer = { xhr: null, path: write.url };
  const note = ({ detail }) => (answer.xhr = detail.xhr);
  const values = new FormData();
  for (const [name, value] of write.fields) values.append(name, value);
  values.append("key", write.key);
  source.addEventListener("htmx:afterRequest", note);
  try {
    await htmx.ajax("POST", write.url, { source, swap: "none", values });
  } catch {
    // No connection or no answer in time: `outcomeOf` sees that there is no status.
  } finally {
    source.removeEventListener("htmx:afterRequest", note);
  }
  return outcomeOf(answer);
}

addEventListener("online", again);
addEventListener("focus", () => timer && again());
addEventListener("beforeunload", (event) => {
  if (waiting.length) event.preventDefault();
});
