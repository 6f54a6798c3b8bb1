/* Who speaks decides in what capacity: choosing somebody brings the posts of that person as of the
   article's date. What is typed while they are on their way stays; whoever saves before they are there
   gets the post of that day. */

const popup = document.getElementById("popup");
const typedIn = (field) => [...field.querySelectorAll(".affiliation-new input")];
const valuesOf = (field) => new Map(typedIn(field).map(({ name, value }) => [name, value]));
/* What the fields held when the posts were asked for: all else was typed since. */
let asked = new Map();

popup?.addEventListener("combobox:chosen", ({ target, detail }) => {
  const field = popup.querySelector("#affiliation");
  if (target.name !== "speaker_name" || !field?.dataset.urlOptions) return;
  const address = new URL(field.dataset.urlOptions, location.href);
  address.searchParams.set("actor", detail.value);
  address.searchParams.set("kind", detail.kind ?? "");
  // The form of a new statement wants to know, too, what that person's last one was about.
  if (popup.querySelector("#inherited")) address.searchParams.set("start", target.form.dataset.start);
  load(field, address);
});

/** The posts of somebody who is chosen already; resolves when they are there, or cannot be had. */
export function postsFor(actor) {
  const field = popup.querySelector("#affiliation");
  const address = new URL(field.dataset.urlOptions, location.href);
  address.searchParams.set("actor", actor);
  return load(field, address).catch(() => {});
}

function load(field, address) {
  forget(field);
  asked = valuesOf(field);
  return htmx.ajax("GET", address.pathname + address.search, { source: field, target: field, swap: "innerHTML" });
}

/* What was proposed for somebody else is not this person's. */
function forget(field) {
  for (const choice of field.querySelectorAll("select")) choice.disabled = true;
  for (const input of typedIn(field)) if (input.value === input.defaultValue) input.value = "";
}

popup?.addEventListener("htmx:beforeSwap", ({ detail: { target: field } }) => {
  if (field.id !== "affiliation") return;
  const typed = [...valuesOf(field)].filter(([name, value]) => value !== asked.get(name));
  const at = field.contains(document.activeElement) ? document.activeElement : null;
  const caret = at?.selectionStart;
  const put = () => {
    const choice = field.querySelector("select");
    if (choice && typed.length) choice.value = "new";
    for (const [name, value] of typed) field.querySelector(`[name="${name}"]`).value = value;
    const again = at?.name && field.querySelector(`[name="${at.name}"]`);
    const seen = again && again.checkVisibility() ? again : at && choice;
    seen?.focus({ preventScroll: true });
    if (seen === again && Number.isInteger(caret)) again.setSelectionRange(caret, caret);
  };
  field.addEventListener("htmx:afterSwap", put, { once: true });
});
