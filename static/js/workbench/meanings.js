/* What a tag means, in a line under the tags: of the one that is pointed at, has the focus, or was put on
   or taken off last. */

const popup = document.getElementById("popup");

function show(chip) {
  const line = popup.querySelector("[data-meaning]");
  if (!line || !chip) return;
  const name = document.createElement("b");
  name.textContent = chip.dataset.name;
  line.replaceChildren(name, " ", chip.dataset.definition || line.dataset.none);
}

/* The line says what else a bubble of the browser would say a second time. Those who do not see it hear it
   as the description of the box. */
function take(chip) {
  if (chip.title) chip.querySelector("input").title = chip.dataset.definition = chip.title;
  chip.removeAttribute("title");
  return chip;
}

for (const name of ["focusin", "pointerover", "change"]) {
  popup?.addEventListener(name, ({ target }) => {
    const chip = target.closest?.(".popup-tags .chip");
    if (chip) show(take(chip));
  });
}
