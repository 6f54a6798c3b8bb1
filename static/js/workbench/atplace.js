/* Where several annotations lie over one another, a click offers all of them in a small list at the place:
   arrow keys walk through it, a digit or a click chooses, Escape closes it. */

import { bench, cardOf, here, nameOf, onChange } from "./desk.js";
import { activate, hover } from "./marks.js";
import { root } from "./offsets.js";
import { word } from "./words.js";

const GAP = 6;
const list = Object.assign(document.createElement("ol"), { id: "at-place", className: "at-place", hidden: true });
list.setAttribute("aria-label", word("at-place"));
bench.append(list);

let choices = [];
const buttons = () => [...list.querySelectorAll("button")];
const part = (name) => choices.find((one) => one.name === name)?.part ?? null;

function itemFor({ name }, n) {
  const card = cardOf(name);
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.className = [...card.classList].find((one) => one.startsWith("c-")) ?? "";
  button.dataset.n = name;
  if (n < 9) button.append(Object.assign(document.createElement("kbd"), { textContent: n + 1 }));
  const who = card.querySelector(".card-who")?.firstElementChild ?? card.querySelector(".chips");
  const what = Object.assign(document.createElement("b"), { textContent: who ? namesIn(who) : word("passage") });
  const said = Object.assign(document.createElement("q"), { textContent: card.querySelector(".card-words").textContent });
  for (const text of [what, said]) text.dir = "auto";
  button.append(what, said);
  item.append(button);
  return item;
}

const namesIn = (element) => (element.matches(".chips") ? [...element.children] : [element]).map((one) => one.textContent).join(", ");

/* `all` is [{name, part}, …], in order; the list comes below the line of `mark` at the height `y`. */
bench.addEventListener("place:shared", ({ detail: { all, mark, y } }) => {
  choices = all;
  list.replaceChildren(...all.map(itemFor));
  show();
  list.hidden = false;
  place(mark, y);
  current().focus({ preventScroll: true });
});

function place(mark, y) {
  const lines = [...mark.getClientRects()];
  const line = lines.find(({ top, bottom }) => top <= y && y <= bottom) ?? lines[0];
  const frame = bench.getBoundingClientRect();
  const below = line.bottom + GAP + list.offsetHeight < innerHeight - 40;
  const top = below ? line.bottom + GAP : line.top - GAP - list.offsetHeight;
  const left = Math.max(0, Math.min(line.left - frame.left, frame.width - list.offsetWidth));
  list.style.translate = `${left}px ${top - frame.top}px`;
}

const current = () => buttons().find(({ dataset }) => nameOf(dataset.n) === here()) ?? buttons()[0];

function show() {
  for (const button of buttons()) {
    const is = nameOf(button.dataset.n) === here();
    button.tabIndex = is ? 0 : -1;
    if (is) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function close() {
  if (list.hidden) return;
  const within = list.contains(document.activeElement);
  list.hidden = true;
  hover(null);
  if (within) root().focus({ preventScroll: true });
}

function choose(button) {
  const name = nameOf(button.dataset.n);
  activate(name, { part: part(name) });
}

list.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  choose(button);
  close();
});

list.addEventListener("pointerover", ({ target }) => {
  const button = target.closest("button");
  if (button) hover(nameOf(button.dataset.n));
});

list.addEventListener("keydown", (event) => {
  const all = buttons();
  const at = all.indexOf(event.target);
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (at < 0 || shiftKey || ctrlKey || metaKey || altKey) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[key];
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (to !== undefined) {
    choose(all[to % all.length]);
    show();
    all[to % all.length].focus({ preventScroll: true });
  } else if (all[digit - 1]) {
    choose(all[digit - 1]);
    close();
  } else if (key === "Escape") {
    close();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
});

/* Whoever goes on elsewhere is done with it. */
document.addEventListener("pointerdown", ({ target }) => !list.contains(target) && close(), true);
list.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !list.contains(relatedTarget) && close());
bench.addEventListener("popup:toggled", close);
bench.addEventListener("write:queued", close);
onChange(() => {
  if (list.hidden) return;
  if (choices.some(({ name }) => name === here())) show();
  else close();
});
