/* Ctrl+Enter sends the form that one is in, as its first button would. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("[data-paste], [data-draft]");
  if (!form) return;
  event.preventDefault();
  form.querySelector("button[type=submit]")?.click();
});
