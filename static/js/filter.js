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

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("[data-filter]")) return;
  const { formData } = event.detail;
  for (const [name, value] of [...formData.entries()]) {
    if (value === "") formData.delete(name);
  }
});
