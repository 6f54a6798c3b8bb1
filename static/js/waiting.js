/* All that waits in a project: j and k go through it, one key is an answer to the one that is marked. */

const typing = (element) => ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);
const items = () => [...document.querySelectorAll("#waiting .waiting > li")];

let at = 0;

/** Mark the item that the keys are about, and bring it into view where somebody went to it. */
function mark(place, { go = false } = {}) {
  const all = items();
  at = Math.max(0, Math.min(place, all.length - 1));
  all.forEach((item, n) => (n === at ? item.setAttribute("aria-current", "true") : item.removeAttribute("aria-current")));
  if (go) all[at]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const step = { j: 1, k: -1 }[event.key];
  const key = `[data-key="${CSS.escape(event.key)}"]`;
  const target = items()[at]?.querySelector(key) ?? document.querySelector(`#waiting > form ${key}`);
  if (step) mark(at + step, { go: true });
  else if (target) target.click();
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", ({ target }) => {
  const place = items().findIndex((item) => item.contains(target));
  if (place >= 0) mark(place);
});

/* What is answered goes: the next one has moved up into its place. */
document.addEventListener("htmx:afterSwap", () => mark(at, { go: true }));
mark(0);
