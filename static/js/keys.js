/* A field for a key takes the key that is pressed in it. Tab and the browser's own keys stay. */

for (const field of document.querySelectorAll("[data-press]")) {
  field.addEventListener("focus", () => field.select());
  field.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key.length !== 1 || key === " " || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    field.value = key.toLowerCase();
    field.select();
  });
}
