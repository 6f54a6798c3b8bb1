/* How the text is shown: a choice shows itself at once, and the line that was being read stays
   where it was. What is chosen is kept by the form: at once from the menu beside a text, by Save
   on the page of preferences. */

import "./menus.js";

const ATTRIBUTES = {
  theme: "theme",
  text_size: "size",
  text_width: "measure",
  line_height: "leading",
  text_font: "font",
};

/** A range at the words that are being read, or null where no text is on the page. */
function placeRead() {
  const text = document.getElementById("text");
  if (!text) return null;
  const box = text.getBoundingClientRect();
  const top = Math.max(box.top + 1, Math.min(innerHeight * 0.25, box.bottom - 1));
  if (top >= innerHeight) return null;
  const right = getComputedStyle(text).direction === "rtl";
  const x = right ? box.right - 4 : box.left + 4;
  const range = document.caretRangeFromPoint?.(x, top);
  return range && text.contains(range.startContainer) ? range : null;
}

function topOf(range) {
  const rects = range.getClientRects();
  if (rects.length) return rects[0].top;
  return range.startContainer.parentElement.getBoundingClientRect().top;
}

/** Run `change`, and scroll so that the words that are being read are as high as before. */
function keepPlace(change) {
  const range = placeRead();
  const before = range && topOf(range);
  // At the very top nothing is being read yet, and the head of the page should stay.
  const still = !range || scrollY === 0;
  change();
  if (still) return;
  const settle = () => {
    const moved = topOf(range) - before;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  };
  settle();
  // Long articles learn the heights of their blocks only as these come near.
  requestAnimationFrame(() => {
    settle();
    requestAnimationFrame(settle);
  });
}

function show(field) {
  const { dataset } = document.documentElement;
  if (field.name in ATTRIBUTES) dataset[ATTRIBUTES[field.name]] = field.value;
  if (field.name === "shows_all_marks") {
    if (field.checked) dataset.marks = "all";
    else delete dataset.marks;
  }
}

for (const form of document.querySelectorAll("[data-reading]")) {
  form.addEventListener("change", ({ target }) => keepPlace(() => show(target)));
}

/* Of very many annotations only those near the window are there for screen readers, which are told so. */
const all = document.querySelector("[data-all-marks]");
all?.addEventListener("click", () => {
  const field = document.querySelector("[data-reading]").elements.shows_all_marks;
  field.checked = true;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  all.remove();
  document.querySelector("#cards .card").focus({ preventScroll: true });
});
