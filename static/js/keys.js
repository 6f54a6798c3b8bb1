/* A field for a key takes the key that is pressed in it: a character, or Shift and a digit of the upper
   row. Tab and the browser's own keys stay. */

for (const field of document.querySelectorAll("[data-press]")) {
  field.addEventListener("focus", () => field.select());
  field.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key.length !== 1 || key === " " || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    const digit = event.shiftKey && /^Digit(\d)$/.exec(event.code)?.[1];
    field.value = digit ? `⇧${digit}` : key.toLowerCase();
    field.select();
  });
}
