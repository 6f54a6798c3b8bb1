/* The tree of tags: one that is dropped on another goes in front of it, or below it. */

const FRONT = 0.35;
const tree = () => document.getElementById("tag-tree");
const rowAt = (target) => target.closest?.("[data-tag]");
let dragged = null;

const placeIn = (row, y) => {
  const { top, height } = row.getBoundingClientRect();
  return (y - top) / height < FRONT ? "before" : "below";
};

const clear = () => {
  for (const row of tree().querySelectorAll("[data-drop]")) delete row.dataset.drop;
};

document.addEventListener("dragstart", (event) => {
  dragged = rowAt(event.target);
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const row = rowAt(event.target);
  clear();
  if (!dragged || !row || row === dragged) return;
  event.preventDefault();
  row.dataset.drop = placeIn(row, event.clientY);
});

document.addEventListener("drop", (event) => {
  const row = rowAt(event.target);
  if (!dragged || !row || row === dragged) return;
  event.preventDefault();
  const form = document.getElementById("tag-acts");
  form.elements.tag.value = dragged.dataset.tag;
  form.elements.place.value = placeIn(row, event.clientY);
  form.elements.other.value = row.dataset.tag;
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  clear();
  dragged = null;
});
