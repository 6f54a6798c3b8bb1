/* When htmx fails, say so in a sentence and leave the page alone: nothing typed is ever lost.

   The sentences are data- attributes of <template id="feedback">. Other modules may say something
   themselves: import { say } from this file. It is the one script of every page, so it brings what
   else belongs to all of them. */

import "./search/slash.js";

const LINGER = 8000;
const words = document.getElementById("feedback");
const region = document.getElementById("messages");
const signIn = document.body.dataset.signIn;

/** Show the sentence `kind` names; the same sentence is never there twice. */
export function say(kind) {
  if (!words || !region) return;
  region.querySelector(`[data-feedback="${kind}"]`)?.remove();
  const message = words.content.cloneNode(true).firstElementChild;
  message.dataset.feedback = kind;
  const text = message.querySelector("p");
  text.textContent = words.dataset[kind] ?? words.dataset.error;
  if (kind === "signedOut") {
    const link = Object.assign(document.createElement("a"), {
      href: signIn,
      target: "_blank",
      textContent: words.dataset.signIn,
    });
    text.append(" ", link);
  }
  region.append(message);
}

function kindOf(xhr) {
  if (landedOnSignIn(xhr)) return "signedOut";
  if (xhr.status === 0) return "offline";
  return words && String(xhr.status) in words.dataset ? String(xhr.status) : "error";
}

/* A session that ended answers with a redirect, which the browser follows unseen. */
function landedOnSignIn(xhr) {
  return signIn && xhr.responseURL && new URL(xhr.responseURL).pathname === signIn;
}

function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/* Signing in again in another window changes the token; this page goes on with the new one. */
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = cookie("csrftoken");
  if (!token) return;
  detail.headers["x-csrftoken"] = token;
  if (detail.parameters.has?.("csrfmiddlewaretoken")) {
    detail.parameters.set("csrfmiddlewaretoken", token);
  }
});

document.addEventListener("submit", ({ target }) => {
  const field = target.elements.namedItem("csrfmiddlewaretoken");
  const token = cookie("csrftoken");
  if (field && token) field.value = token;
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (landedOnSignIn(detail.xhr)) {
    detail.shouldSwap = false;
    detail.isError = true;
  }
});

document.addEventListener("htmx:responseError", ({ detail }) => say(kindOf(detail.xhr)));
document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:timeout", () => say("offline"));
document.addEventListener("htmx:oobErrorNoTarget", () => say("stale"));

/* What failed has now been done: the complaint goes. */
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) region?.querySelectorAll("[data-feedback]").forEach((m) => m.remove());
  tidyLater();
});

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".message")?.remove();
});

/* Good news leaves by itself, unless somebody is at it. Bad news stays. */
function tidyLater() {
  for (const message of region?.querySelectorAll(".message:is(.success, .info)") ?? []) {
    if (message.dataset.leaving) continue;
    message.dataset.leaving = "soon";
    const leave = () =>
      message.matches(":hover, :focus-within") ? setTimeout(leave, LINGER) : message.remove();
    setTimeout(leave, LINGER);
  }
}

tidyLater();
