/* "/" leads from every page to the search, unless the page has a filter of its own. */

const typing = (element) =>
  element.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key !== "/" || !plain || event.defaultPrevented || typing(event.target)) return;
  const link = document.querySelector(".rail a[href$='/search/']");
  if (!link || document.querySelector("[data-filter] input:not([type=hidden])")) return;
  event.preventDefault();
  link.click();
});
