/* Copy buttons: each names what it copies by its id. Where there is no clipboard, the words are
   selected, so that the keys of the system copy them. Without this file they can be selected by
   hand. What happened is said in the nearest status line. */

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const status = button.closest("section").querySelector("[role=status]");
  // The same words twice are not read out twice: they are taken away first.
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    status.textContent = status.dataset.copied;
  } catch {
    getSelection().selectAllChildren(source);
    status.textContent = status.dataset.selected;
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
