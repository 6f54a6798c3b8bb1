/* Lists that can be filtered: "/" goes to the filter, and an address holds only what is filled in. */

const typing = (element) =>
  element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key !== "/" || !plain || typing(event.target)) return;
  const first = document.querySelector("[data-filter] input:not([type=hidden])");
  if (!first) return;
  event.preventDefault();
  first.focus();
  first.select();
});

/* A text field asks while one types. Its "change", when it is left, would only ask once more, and
   the answer would take away the very link that one is about to click. */
document.addEventListener(
  "change",
  (event) => {
    if (event.target.matches("[data-filter] input[type=text]")) event.stopPropagation();
  },
  true,
);

/* What was pressed may be gone with all around it, such as a filter that was taken away: one goes on from
   what came in its place, not from the top of the page. */
let hadFocus = false;
/* Filters that somebody unfolded stay so where the filter itself comes again. */
let wasUnfolded = false;

document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  hadFocus = target.contains(document.activeElement);
  wasUnfolded = Boolean(target.querySelector("[data-filter] > .more[open]"));
});

document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (!wasUnfolded) return;
  const more = document.getElementById(target.id)?.querySelector("[data-filter] > .more");
  if (more) more.open = true;
});

document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (!hadFocus || document.activeElement !== document.body) return;
  const there = document.getElementById(target.id);
  if (!there) return;
  there.tabIndex = -1;
  there.focus({ preventScroll: true });
});

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("[data-filter]")) return;
  const { formData } = event.detail;
  for (const [name, value] of [...formData.entries()]) {
    if (value === "") formData.delete(name);
  }
});
