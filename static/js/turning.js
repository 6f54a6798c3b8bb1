/* A list of statements, or of what was found, is gone through by j and k; Enter opens the one that has
   the focus, as it does any link. */

const LINKS = ".statements .words, .results > li > a";
// A box that is ticked takes no letters.
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const steps = { j: 1, k: -1 };

document.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!step || !plain || event.target.closest?.(FIELDS)) return;
  const links = [...document.querySelectorAll(LINKS)];
  const now = links.findIndex((link) => link.closest("li").contains(document.activeElement));
  // From anywhere else both keys begin at the first one.
  const next = now < 0 ? links[0] : links[now + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.closest("li").scrollIntoView({ block: "nearest" });
});
