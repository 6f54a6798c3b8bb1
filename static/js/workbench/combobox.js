/* Comboboxes of the pop-up, and of the form in which curators edit: a field with a list of suggestions from the server (ARIA's pattern
   "editable combobox with list autocomplete"). Free text is as good as a choice.

   Enter takes what the list marks: the name that was typed in full, or while one word is typed the
   first name that has a word beginning with it. In the pop-up that saves; what one went to with the
   arrows is only taken, and the rest of the form can be filled in. Several words are a name in full: where the list has
   no such name they are taken as they were typed, never for somebody else's. */

const DELAY = 120;
const popup = document.querySelector("#popup, #ruling-dialog");
let timer = 0;
/* The field whose list is not that of the typed letters yet; and whether Enter waits for it. */
let due = null;
let isWanted = false;
/* Whether a list is on its way. */
let isAsking = false;
/* Whether somebody went through the list to what is marked: Enter then takes it, and no more. */
let isWalked = false;

const boxOf = (input) => input.closest("[data-combobox]");
const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
const optionsOf = (input) => [...listOf(input).querySelectorAll("[role=option]")];
const isOpen = (input) => input.getAttribute("aria-expanded") === "true";
const comboboxOf = (target) => target.closest?.("input[role=combobox]");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The hidden fields beside `input`: the chosen one's id, and the kind of one to be made. */
function hiddenOf(input) {
  const name = input.dataset.idName ?? input.name.replace(/_name$/, "");
  const by = (wanted) => boxOf(input).querySelector(`input[type=hidden][name="${wanted}"]`);
  return { id: by(name), kind: by(`${name}_kind`) };
}

function setOpen(input, open) {
  const list = listOf(input);
  const shown = open && optionsOf(input).length > 0;
  list.hidden = !shown;
  input.setAttribute("aria-expanded", String(shown));
  isWalked = false;
  if (!shown) point(input, null);
}

/** Point at an option (null for none): what Enter will take. */
function point(input, option) {
  for (const other of optionsOf(input)) other.setAttribute("aria-selected", String(other === option));
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

const pointed = (input) => listOf(input).querySelector('[aria-selected="true"]');

async function load(input) {
  clearTimeout(timer);
  // One after the other: htmx would put off a second one, and say at once that it is done.
  if (isAsking) return;
  isAsking = true;
  const address = new URL(boxOf(input).dataset.urlOptions, location.href);
  const asked = input.value.trim();
  address.searchParams.set("q", asked);
  try {
    await htmx.ajax("GET", address.pathname + address.search, {
      source: input,
      target: listOf(input),
      swap: "innerHTML",
    });
    if (document.activeElement === input && input.value.trim() === asked) show(input, asked);
  } catch {
    // The field takes free text; the list comes back with the connection.
  }
  isAsking = false;
  if (due && (due !== input || due.value.trim() !== asked)) load(due);
  if (due !== input || input.value.trim() !== asked) return;
  due = null;
  if (isWanted) enter(input);
}

function show(input, asked) {
  setOpen(input, true);
  if (isOpen(input)) point(input, asked ? meantBy(asked, optionsOf(input)) : null);
}

/* What Enter would take, of those whom the register knows: null where that is not sure. */
function meantBy(typed, options) {
  const wanted = fold(typed);
  const known = options.filter(({ dataset }) => dataset.value);
  const same = known.filter(({ dataset }) => fold(dataset.label) === wanted);
  if (same.length || /\s/.test(typed)) return same.length === 1 ? same[0] : null;
  const [first] = known;
  const words = first ? fold(first.dataset.label).split(/[\s-]+/) : [];
  return words.some((part) => part.startsWith(wanted)) ? first : null;
}

/* Take what is marked; where nothing is, the form is saved with what was typed. */
function enter(input) {
  const option = pointed(input);
  isWanted = false;
  if (option) choose(input, option, isWalked ? "" : "Enter");
  else input.form.requestSubmit();
}

const choose = (input, option, by = "") => pick(input, option.dataset, by);

/** Put somebody into the field: `value` is the id, "" for one who is new, of that `kind`. */
export function pick(input, { value, label, kind }, by = "") {
  if (due === input) due = null;
  clearTimeout(timer);
  const hidden = hiddenOf(input);
  input.value = label;
  if (hidden.id) hidden.id.value = value;
  if (hidden.kind && kind) hidden.kind.value = kind;
  setOpen(input, false);
  input.dispatchEvent(new CustomEvent("combobox:chosen", { bubbles: true, detail: { value, kind, by } }));
}

popup?.addEventListener("input", ({ target }) => {
  const input = comboboxOf(target);
  if (!input) return;
  const { id } = hiddenOf(input);
  if (id) id.value = "";
  clearTimeout(timer);
  due = input;
  isWanted = false;
  timer = setTimeout(() => load(input), DELAY);
});

popup?.addEventListener("keydown", (event) => {
  const input = comboboxOf(event.target);
  if (!input || event.isComposing) return;
  const options = isOpen(input) ? optionsOf(input) : [];
  const at = options.indexOf(pointed(input));
  const to = {
    ArrowDown: () => options[(at + 1) % options.length],
    ArrowUp: () => options[(at <= 0 ? options.length : at) - 1],
  }[event.key];
  if (to && !event.altKey) {
    event.preventDefault();
    isWalked = options.length > 0;
    if (isWalked) point(input, to());
    else if (event.key === "ArrowDown") load(input);
  } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && (at >= 0 || due === input)) {
    event.preventDefault();
    // The list of these letters is still to come: whoever presses again does not wait for it.
    if (due === input && input.value.trim() && !isWanted) {
      isWanted = true;
      load(input);
    } else {
      enter(input);
    }
  } else if (event.key === "Tab" && at >= 0) {
    choose(input, options[at]);
  } else if (event.key === "Escape" && isOpen(input)) {
    event.preventDefault();
    event.stopPropagation();
    setOpen(input, false);
  } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key) && at >= 0) {
    // They move the caret: what was pointed at is no longer what is meant.
    point(input, null);
  }
});

popup?.addEventListener("focusout", ({ target }) => {
  const input = comboboxOf(target);
  if (!input) return;
  clearTimeout(timer);
  due = null;
  isWanted = false;
  setOpen(input, false);
});

popup?.addEventListener("pointerdown", (event) => {
  const input = comboboxOf(event.target);
  if (input && document.activeElement === input && !isOpen(input)) load(input);
  if (event.target.closest("[role=listbox]")) event.preventDefault();
});

popup?.addEventListener("click", ({ target }) => {
  const option = target.closest("[role=option]");
  if (!option) return;
  const list = option.closest("[role=listbox]");
  choose(popup.querySelector(`[aria-controls="${list.id}"]`), option);
});
