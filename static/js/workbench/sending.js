/* One write to the server through htmx, and what became of it. */

import { bench } from "./desk.js";

const TIMEOUT = 20000;
const ANNOTATION = "X-Attache-Annotation";

/* The queue speaks for its own requests; the general feedback need not say it again. */
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  bench?.addEventListener(name, (event) => {
    if (event.target === bench) event.stopPropagation();
  });
}
bench?.addEventListener("htmx:beforeSend", ({ target, detail }) => {
  if (target === bench) detail.xhr.timeout = TIMEOUT;
});

/** Send `write`; resolves, never rejects, to {xhr, annotation} once all fragments are in place. */
export async function send(write) {
  const answer = { xhr: null, annotation: null, path: write.url };
  const note = ({ target, detail }) => {
    if (target === bench) answer.xhr = detail.xhr;
  };
  const before = cardIds();
  const values = new FormData();
  for (const [name, value] of write.fields) values.append(name, value);
  values.append("key", write.key);
  const version = document.getElementById("history")?.dataset.version;
  if (version !== undefined) values.append("seen", version);
  bench.addEventListener("htmx:afterRequest", note);
  try {
    await htmx.ajax("POST", write.url, { source: bench, swap: "none", values });
  } catch {
    // No connection or no answer in time: `outcomeOf` sees that there is no status.
  } finally {
    bench.removeEventListener("htmx:afterRequest", note);
  }
  const told = answer.xhr?.status < 300 ? answer.xhr.getResponseHeader(ANNOTATION) : null;
  answer.annotation = Number(told) || madeSince(before) || write.what.number || null;
  return answer;
}

function cardIds() {
  const list = document.getElementById("cards")?.children ?? [];
  return new Set(Array.from(list, (card) => card.dataset.a));
}

function madeSince(before) {
  for (const number of cardIds()) if (!before.has(number)) return Number(number);
  return null;
}

/** saved, retry, signed-out, refused; or for good: conflict, invalid, gone, wrong. */
export function outcomeOf({ xhr, path }) {
  const status = xhr?.status ?? 0;
  if (!status || status === 429 || status >= 500) return "retry";
  const landed = xhr.responseURL && new URL(xhr.responseURL).pathname;
  const asked = new URL(path, location.href).pathname;
  if (status === 401 || (landed && landed !== asked)) return "signed-out";
  if (status < 300) return "saved";
  if (status === 403) return "refused";
  return { 409: "conflict", 422: "invalid", 404: "gone" }[status] ?? "wrong";
}
