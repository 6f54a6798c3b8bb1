/* Codings side by side: every decision is a key, or the button of that key. */

import { current, go, goOn, items, restore, step } from "./cursor.js";
import { enqueue } from "./queue.js";
import "../workbench/combobox.js";
import { giveWay } from "../workbench/rivals.js";

const TYPED = "input, select, textarea";
const sheet = document.getElementById("key-sheet");
const dialog = document.getElementById("ruling-dialog");
let rejecting = false;

const states = () => new Map(items().map((item) => [item.id, item.dataset.state]));

/** Send what a button says; what is about one place leads to the next one at once. */
function decide(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const item = button.closest(".matter");
  const form = new FormData(button.form, button);
  // Without the attribute, `formAction` is the address of the page.
  const url = button.hasAttribute("formaction") ? button.formAction : button.form.action;
  const fields = [...form].filter(([name]) => name !== "csrfmiddlewaretoken");
  if (item) {
    enqueue({ url, fields, place: item.id, after: restore });
    goOn();
    return;
  }
  let before;
  enqueue({
    url,
    fields,
    place: "",
    before: () => (before = states()),
    // What was undone or merged is where one wants to be.
    after: () => {
      restore();
      go(items().find((one) => before.get(one.id) !== one.dataset.state));
    },
  });
}

function reject(on) {
  rejecting = on;
  const details = current()?.querySelector("details.rejecting");
  if (details) details.open = on;
  return Boolean(details);
}

async function edit(link) {
  await htmx.ajax("GET", link.href, { target: "#ruling-edit", swap: "outerHTML" });
  dialog.showModal();
  dialog.querySelector("textarea, input:not([type=hidden])")?.focus();
}

const acts = {
  j: () => step(1),
  k: () => step(-1),
  Enter: () => goOn(),
  x: () => reject(true),
  o: () => current()?.querySelector("textarea[name=note]")?.focus(),
  "?": () => sheet.showModal(),
};

/** Whether the key did something. */
function press(key) {
  if (rejecting) {
    const reason = current()?.querySelector(`[data-reason="${CSS.escape(key)}"]`);
    reject(false);
    if (reason) decide(reason);
    return true;
  }
  const wanted = key === "n" ? "0" : key;
  const named = `[data-key="${CSS.escape(wanted)}"]`;
  const button = current()?.querySelector(named) ?? document.querySelector(`#standing ${named}`);
  const link = key === "e" && current()?.querySelector("[data-edit]");
  if (button) decide(button);
  else if (link) edit(link);
  else if (acts[key]) acts[key]();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  if (target.closest(TYPED)) {
    if (key === "Escape") current()?.focus();
    return;
  }
  // On a button or a link, Enter is what it always is.
  if (key === "Enter" && target.closest("a, button, summary")) return;
  if (key !== "Shift" && press(key)) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".ruling, .now")) return;
  event.preventDefault();
  decide(event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-edit]");
  const piece = event.target.closest("#lanes mark");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    go(link.closest(".matter"));
    edit(link);
  } else if (event.target.closest("#ruling-dialog [data-close]")) {
    event.preventDefault();
    dialog.close();
  } else if (piece) {
    const number = piece.dataset.places.split(" ")[0];
    go(document.querySelector(`#matters > [data-number="${number}"]`));
  }
});

/* An edit that was saved: the place shows it, and the next one waits. */
dialog?.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.requestConfig.verb !== "post" || detail.xhr.status !== 200) return;
  dialog.close();
  goOn();
});
dialog?.addEventListener("close", restore);
dialog?.addEventListener("change", ({ target }) => giveWay(target));

if (items().length) {
  const linked = document.getElementById(location.hash.slice(1));
  if (linked?.matches(".matter")) go(linked);
  else goOn();
}
