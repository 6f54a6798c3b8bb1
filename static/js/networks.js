/* Networks: whoever points at a dot sees its own lines, and whom they lead to. */

let pointed = null;

function point(dot) {
  if (dot === pointed) return;
  pointed?.closest("svg").classList.remove("pointed");
  pointed = dot;
  if (!dot) return;
  const drawing = dot.closest("svg");
  const near = new Set([dot.dataset.dot]);
  for (const line of drawing.querySelectorAll("line")) {
    const ends = line.dataset.ends.split(" ");
    const isOwn = ends.includes(dot.dataset.dot);
    line.classList.toggle("near", isOwn);
    if (isOwn) ends.forEach((end) => near.add(end));
  }
  for (const one of drawing.querySelectorAll("a")) one.classList.toggle("near", near.has(one.dataset.dot));
  drawing.classList.add("pointed");
}

document.addEventListener("pointerover", (event) => point(event.target.closest("[data-network] a")));
