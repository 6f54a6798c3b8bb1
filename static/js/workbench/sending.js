/* One write to the server through htmx, and what became of it. */

import { bench } from "./desk.js";

const TIMEOUT = 20000;
const ANNOTATION = "X-Attache-Annotation";

/* What the requests come from. htmx marks it while it asks; if it held the page, each mark would make
   the browser look at the style of every button of every card. */
export const source = document.createElement("span");
source.hidden = true;
bench?.append(source);

/* The queue speaks for its own requests; the general feedback need not say it again. */
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  source.addEventListener(name, (event) => event.stopPropagation());
}
source.addEventListener("htmx:beforeSend", ({ detail }) => (detail.xhr.timeout = TIMEOUT));

/** The confidence from which on the page shows suggestions, for the server to know. */
export const shownAbove = () => document.getElementById("suggestion-count")?.dataset.above ?? "";

/** Send `write`; resolves, never rejects, to {xhr, annotation} once all fragments are in place. */
export async function send(write) {
  const answer = { xhr: null, annotation: null, path: write.url };
  const note = ({ detail }) => (answer.xhr = detail.xhr);
  const values = new FormData();
  for (const [name, value] of write.fields) values.append(name, value);
  values.append("key", write.key);
  const version = document.getElementById("history")?.dataset.version;
  if (version !== undefined) values.append("seen", version);
  values.append("above", shownAbove());
  source.addEventListener("htmx:afterRequest", note);
  try {
    await htmx.ajax("POST", write.url, { source, swap: "none", values });
  } catch {
    // No connection or no answer in time: `outcomeOf` sees that there is no status.
  } finally {
    source.removeEventListener("htmx:afterRequest", note);
  }
  const told = answer.xhr?.status < 300 ? answer.xhr.getResponseHeader(ANNOTATION) : null;
  answer.annotation = Number(told) || write.what.number || null;
  return answer;
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
