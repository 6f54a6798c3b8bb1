/* The next article by its key, wherever the page offers it; while one annotates, the letter is a tag's. */

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=combobox]";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.(FIELDS) || document.querySelector("dialog:modal")) return;
  const isMeant = event.key.toLowerCase() === "n" || (event.code === "KeyN" && !/[\x20-\x7e]/.test(event.key));
  if (!isMeant || event.shiftKey || document.querySelector('[data-editable="true"]')) return;
  const button = document.querySelector("[data-next]");
  if (!button) return;
  event.preventDefault();
  button.click();
});
