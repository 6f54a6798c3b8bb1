/* Results are chosen: by a click, by x the one that has the focus, by ⇧x all from the last one to
   here, by * all that were found. What was chosen stays chosen on the next page and after Back, as
   long as it is the same search. */

const KEPT = "chosen-results";
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";

const form = () => document.getElementById("choose");
const boxes = () => [...document.querySelectorAll("input[name=chosen][form=choose]")];

let search = null;
let chosen = new Set();
let all = false;
/* The box that was chosen last, where a range begins. */
let last = null;

/** What this tab remembers, if it is of the search on the page. */
function recall() {
  search = form().dataset.search;
  [chosen, all, last] = [new Set(), false, null];
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (kept?.search === search) [chosen, all] = [new Set(kept.chosen), kept.all];
}

function show() {
  const [count, none] = ["[data-chosen]", "[data-none]"].map((one) => form().querySelector(one));
  for (const box of boxes()) box.checked = all || chosen.has(box.value);
  form().elements.all.checked = all;
  const isSome = all || chosen.size > 0;
  const number = chosen.size.toLocaleString(document.documentElement.lang);
  count.textContent = all ? count.dataset.all : count.dataset.chosen.replace("%n", number);
  none.hidden = !isSome;
  for (const button of form().querySelectorAll("[name=act]")) button.disabled = !isSome;
  sessionStorage.setItem(KEPT, JSON.stringify({ search, all, chosen: [...chosen] }));
}

/** Choose the box, with `reach` all from the last one to it; or no longer. Of all that were found,
    those on this page are left then. */
function choose(box, isOn, reach = false) {
  if (all && !isOn) chosen = new Set(boxes().map(({ value }) => value));
  all = all && isOn;
  for (const { value } of reach ? upTo(box) : [box]) {
    if (isOn) chosen.add(value);
    else chosen.delete(value);
  }
  last = box;
  show();
}

function upTo(box) {
  const here = boxes();
  const ends = [here.indexOf(last), here.indexOf(box)].sort((one, other) => one - other);
  return ends[0] < 0 ? [box] : here.slice(ends[0], ends[1] + 1);
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("input[name=chosen][form=choose]");
  if (box) choose(box, box.checked, event.shiftKey);
  if (event.target.closest("[data-none]")) {
    [chosen, all] = [new Set(), false];
    show();
    form().querySelector("[name=all]").focus();
  }
});

document.addEventListener("change", ({ target }) => {
  if (target !== form()?.elements.all) return;
  all = target.checked;
  show();
});

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  if (!form() || !plain || event.target.closest?.(FIELDS)) return;
  if (event.key === "*") {
    all = !all;
    show();
  } else if (event.key.toLowerCase() === "x") {
    const box = document.activeElement.closest(".results > li")?.querySelector("input[name=chosen]");
    if (!box) return;
    choose(box, event.shiftKey || !box.checked, event.shiftKey);
  } else return;
  event.preventDefault();
});

/* Those of other pages go along, all of them in one field. */
document.addEventListener("formdata", ({ target, formData }) => {
  if (target !== form()) return;
  formData.delete("chosen");
  if (!all) formData.append("chosen", [...chosen].join(","));
});

function begin() {
  if (!form()) return;
  if (form().dataset.search !== search) recall();
  // Counts of the tabs come later than the results, and leave these as they are.
  if (!last?.isConnected) last = null;
  show();
}

document.addEventListener("htmx:afterSwap", begin);
/* The browser ticks what it remembers of the page, after the scripts have begun. */
addEventListener("pageshow", begin);
begin();
