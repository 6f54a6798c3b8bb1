/* What was found is gone through by j and k; Enter opens the one that has the focus, as it does any
   link. */

const typing = (element) =>
  element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

const steps = { j: 1, k: -1 };

document.addEventListener("keydown", (event) => {
  const step = steps[event.key];
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!step || !plain || typing(event.target)) return;
  const links = [...document.querySelectorAll(".results > li > a")];
  const now = links.findIndex((link) => link.parentElement.contains(document.activeElement));
  // From anywhere else both keys begin at the first one.
  const next = now < 0 ? links[0] : links[now + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.parentElement.scrollIntoView({ block: "nearest" });
});
