/* "/" leads from every page to the search, unless the page has a filter of its own: into the box above
   the page, or where there is none in sight to the page of the search. */

const typing = (element) =>
  element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key !== "/" || !plain || event.defaultPrevented || typing(event.target)) return;
  if (document.querySelector("[data-filter] input:not([type=hidden])")) return;
  const box = document.getElementById("find");
  const link = document.querySelector(".rail a[href$='/search/']");
  if (box?.checkVisibility()) {
    box.focus();
    box.select();
  } else if (link) link.click();
  else return;
  event.preventDefault();
});
