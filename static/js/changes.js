/* The queue of what changed: one key for each answer, and what is selected in the new text is chosen. */

const typing = (element) => ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);
const field = () => document.getElementById("by-hand");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const button = document.querySelector(`#changes [data-key="${CSS.escape(event.key)}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  } else if (event.key === "h" && field()) {
    event.preventDefault();
    if (field().value) field().form.requestSubmit();
    else field().focus();
  }
});

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const from = selection.anchorNode?.parentElement?.closest("[data-choose]");
  const words = selection.toString().trim();
  if (from && words) field().value = words;
});
