/* One key for each answer: a key that a button or a link names in `data-key` presses it. */

const typing = (element) => ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  const answer = document.querySelector(`main [data-key="${CSS.escape(event.key)}"]`);
  if (!answer) return;
  event.preventDefault();
  answer.click();
});
