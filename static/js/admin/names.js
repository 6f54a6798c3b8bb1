/* Names for what Select2 draws. It hides a field that has a name, and shows parts of its own that have none. */

const nameOf = (field) => field.ariaLabel || field.labels?.[0]?.textContent.trim() || "";

/* The part that shows what is chosen: called by the field's name, then by what is in it. */
const nameChoice = (shown) => {
  const field = shown.closest(".select2-container").previousElementSibling;
  const words = shown.querySelector(".select2-selection__rendered");
  shown.id = `${words.id}-named`;
  shown.ariaLabel = nameOf(field);
  shown.setAttribute("aria-labelledby", `${shown.id} ${words.id}`);
  shown.setAttribute("aria-controls", words.id.replace(/-container$/, "-results"));
  words.removeAttribute("role");
  words.removeAttribute("aria-readonly");
};

/* The part that drops down: a box to search in, and what was found. */
const nameDropdown = (found) => {
  const field = document.getElementById(found.id.replace(/^select2-(.+)-results$/, "$1"));
  if (!field) return;
  found.ariaLabel = nameOf(field);
  found.closest(".select2-dropdown").querySelector(".select2-search__field").ariaLabel = nameOf(field);
};

new MutationObserver(() => {
  document.querySelectorAll(".select2-selection--single:not([aria-label])").forEach(nameChoice);
  document.querySelectorAll(".select2-results__options:not([aria-label])").forEach(nameDropdown);
}).observe(document.body, { childList: true, subtree: true });
