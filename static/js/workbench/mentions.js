/* Whom a comment calls: after "@" a list opens below the field, narrowed by what is typed. The field
   keeps the cursor; the list is pointed at from it (ARIA's aria-activedescendant), so that it is heard.
   Without scripts the names can be typed. */

import { bench } from "./desk.js";

const TYPED = /(?:^|[^\w.@+-])@([\w.+-]*)$/;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/* Asked for once: who may be called is the same in every comment on a coding. */
let list = null;
let asked = false;
/* The field that the list belongs to while it is open. */
let field = null;

const options = () => [...list.querySelectorAll("[role=option]:not([hidden])")];
const pointed = () => list.querySelector('[aria-selected="true"]');

function point(option) {
  for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function shut() {
  if (!field) return;
  field.removeAttribute("aria-activedescendant");
  field.removeAttribute("aria-controls");
  field = null;
  list.hidden = true;
}

/** Those whose login or a word of whose name begins with what is typed. */
function narrow(typed) {
  const begins = (text) => fold(text).split(/[\s.-]+/).some((part) => part.startsWith(typed));
  for (const option of list.children) {
    const { login, name } = option.dataset;
    option.hidden = !(fold(login).startsWith(typed) || begins(name));
  }
}

async function load() {
  asked = true;
  const place = document.createElement("div");
  place.hidden = true;
  bench.append(place);
  try {
    await htmx.ajax("GET", bench.dataset.urlMentions, { source: place, target: place, swap: "innerHTML" });
    list = place.querySelector("[role=listbox]");
  } catch {
    // Names can be typed; the next "@" asks again.
  }
  asked = list !== null;
  if (!list) place.remove();
}

async function look(target) {
  const typed = TYPED.exec(target.value.slice(0, target.selectionStart));
  if (!typed) {
    shut();
    return;
  }
  if (!list && asked) return;
  if (!list) await load();
  if (!list || document.activeElement !== target) return;
  // While it came, more may have been typed.
  const now = TYPED.exec(target.value.slice(0, target.selectionStart));
  shut();
  if (!now) return;
  narrow(fold(now[1]));
  const [first] = options();
  if (!first) return;
  field = target;
  target.closest("form").append(list);
  list.hidden = false;
  target.setAttribute("aria-controls", list.id);
  point(first);
}

function choose(option) {
  const target = field;
  const at = target.selectionStart;
  const from = at - TYPED.exec(target.value.slice(0, at))[1].length;
  shut();
  target.setRangeText(`${option.dataset.login} `, from, at, "end");
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

bench.addEventListener("input", ({ target }) => {
  if (target.matches(".comments textarea")) look(target);
});

/* Before the comments' own keys: while the list is open, Enter takes a name and Escape shuts it. */
bench.addEventListener("keydown", (event) => {
  if (event.target !== field || event.isComposing || event.ctrlKey || event.metaKey) return;
  const all = options();
  const at = all.indexOf(pointed());
  const act = {
    ArrowDown: () => point(all[(at + 1) % all.length]),
    ArrowUp: () => point(all[(at || all.length) - 1]),
    Enter: () => choose(all[at]),
    Tab: () => choose(all[at]),
    Escape: shut,
  }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
});

bench.addEventListener("focusout", ({ target }) => {
  if (target === field) shut();
});

bench.addEventListener("pointerdown", (event) => {
  const option = event.target.closest(".mentionable [role=option]");
  if (!option || !field) return;
  event.preventDefault();
  choose(option);
});
