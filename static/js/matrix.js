/* From number to number of a matrix: by the arrows, and by j and k from anywhere on its page. Enter opens
   the statements of the one that has the focus, as it does any link. */

const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], j: [1, 0], k: [-1, 0] };
const FIELDS = "input, textarea, select, [contenteditable]";

const numberIn = (cell) => cell?.querySelector(":scope > a");

/** The next number that way; cells of which nobody said anything are passed over. */
function beside(cell, down, on) {
  const { rows } = cell.closest("table");
  let row = cell.parentElement.rowIndex + down;
  let column = cell.cellIndex + on;
  for (; rows[row]?.cells[column]; row += down, column += on) {
    const found = numberIn(rows[row].cells[column]);
    if (found) return found;
  }
  return null;
}

document.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  if (!step || !plain || event.target.closest?.(FIELDS)) return;
  const cell = document.activeElement.closest(".matrix :is(td, th)");
  const isLetter = event.key.length === 1;
  if (!cell && !isLetter) return;
  const [down, on] = step;
  const wayOn = getComputedStyle(document.body).direction === "rtl" ? -on : on;
  const next = cell ? beside(cell, down, wayOn) : document.getElementById("first-number");
  if (!next) return;
  event.preventDefault();
  next.focus();
});
