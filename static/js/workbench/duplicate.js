/* The same words, said by a second speaker: the pop-up with everything but who says it. */

import { annotationOf, bench, desk, editable, onChange } from "./desk.js";
import { bind } from "./keys.js";
import { openDuplicate } from "./popup.js";

const isStatement = () => editable && desk.active && annotationOf(desk.active)?.kind === "attribution";

bind("A", () => openDuplicate(desk.active), { when: isStatement });

bench.addEventListener("click", (event) => {
  const link = event.target.closest('[data-do="duplicate"]');
  if (!link || event.ctrlKey || event.metaKey || event.button !== 0) return;
  event.preventDefault();
  openDuplicate(Number(link.dataset.n), link);
});

/* The line of keys says it where there is a statement. */
onChange(() => {
  const is = Boolean(isStatement());
  if (bench.classList.contains("at-statement") === is) return;
  bench.classList.toggle("at-statement", is);
  bench.dispatchEvent(new CustomEvent("mode:changed"));
});
