/* Comboboxes of the pop-up: a field with a list of suggestions from the server (ARIA's pattern
   "editable combobox with list autocomplete"). Free text is as good as a choice. */

const DELAY = 120;
const popup = document.getElementById("popup");
let timer = 0;

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
  const address = new URL(boxOf(input).dataset.urlOptions, location.href);
  const asked = input.value.trim();
  address.searchParams.set("q", asked);
  try {
    await htmx.ajax("GET", address.pathname + address.search, {
      source: input,
      target: listOf(input),
      swap: "innerHTML",
    });
  } catch {
    return; // The field takes free text; the list comes back with the connection.
  }
  if (document.activeElement !== input || input.value.trim() !== asked) return;
  setOpen(input, true);
  const first = optionsOf(input)[0];
  const likely = asked && first?.dataset.value && startsLike(first.dataset.label, asked);
  if (isOpen(input)) point(input, likely ? first : null);
}

/** Whether `typed` begins the name or one of its words: then it is what was meant. */
function startsLike(label, typed) {
  const name = fold(label);
  const wanted = fold(typed);
  return name.startsWith(wanted) || name.split(/[\s-]+/).some((part) => part.startsWith(wanted));
}

const choose = (input, option) => pick(input, option.dataset);

/** Put somebody into the field: `value` is the id, "" for one who is new, of that `kind`. */
export function pick(input, { value, label, kind }) {
  const hidden = hiddenOf(input);
  input.value = label;
  if (hidden.id) hidden.id.value = value;
  if (hidden.kind && kind) hidden.kind.value = kind;
  setOpen(input, false);
  input.dispatchEvent(new CustomEvent("combobox:chosen", { bubbles: true, detail: { value, kind } }));
}

popup?.addEventListener("input", ({ target }) => {
  const input = comboboxOf(target);
  if (!input) return;
  const { id } = hiddenOf(input);
  if (id) id.value = "";
  clearTimeout(timer);
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
    if (options.length) point(input, to());
    else if (event.key === "ArrowDown") load(input);
  } else if (event.key === "Enter" && at >= 0 && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    choose(input, options[at]);
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
