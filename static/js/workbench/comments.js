/* What is said about an annotation opens within its card. It is written through the queue like all
   else; what is typed stays until it is sent, whatever becomes of the card meanwhile. */

import { bench, cardOf, desk } from "./desk.js";
import { bind } from "./keys.js";
import { activate } from "./marks.js";
import { notify } from "./notice.js";
import { word } from "./words.js";

const mayComment = bench.dataset.commenting === "true";
const list = () => document.getElementById("cards");
const talkIn = (card) => card?.querySelector(":scope > .comments") ?? null;
const fieldOf = (form) => form?.elements.namedItem("text") ?? null;

/* The annotation whose comments are open: one at a time. */
let open = null;
/* What is typed and not sent, by the address that it goes to; what is on its way, by its write. */
const typed = new Map();
const sent = new Map();

const formTo = (address) =>
  [...bench.querySelectorAll(".comments form")].find((form) => form.getAttribute("action") === address);

/** Put into the forms what was typed for them; the card is no line any more (css/compact.css). */
function dress(card) {
  const talk = talkIn(card);
  if (!talk) return;
  card.classList.add("talking");
  for (const [address, text] of typed) {
    const field = fieldOf(formTo(address));
    if (!field || !talk.contains(field)) continue;
    field.value = text;
    for (let at = field.closest("details"); at && talk.contains(at); at = at.parentElement.closest("details")) at.open = true;
  }
  markRead(talk);
}

/* It asks from a place that stays: comments may be shut before the answer comes. */
const reader = document.createElement("span");
reader.hidden = true;
bench.append(reader);

/** What is shown is read; the form that says so is for those without scripts. */
async function markRead(talk) {
  const form = talk.querySelector(".mark-read");
  if (!form) return;
  form.remove();
  const { action, elements } = form;
  try {
    await htmx.ajax("POST", action, { source: reader, swap: "none", values: { last: elements.last.value } });
  } catch {
    // It is new the next time as well.
  }
}

function shut() {
  const card = cardOf(open);
  open = null;
  talkIn(card)?.remove();
  card?.classList.remove("talking");
}

/** Open what is said about the annotation `number`, with the cursor where one goes on. */
async function show(number) {
  const card = cardOf(number);
  if (!card) return;
  if (desk.active !== number) activate(number);
  if (open !== number) {
    shut();
    open = number;
    const place = document.createElement("div");
    card.append(place);
    const address = bench.dataset.urlComments.replace("/0/", `/${number}/`);
    try {
      await htmx.ajax("GET", address, { source: place, target: place, swap: "outerHTML" });
    } catch {
      // The page says that there is no connection.
    }
    place.remove();
    if (open !== number) {
      // It was shut, or another one opened, before the answer came.
      talkIn(cardOf(number))?.remove();
      return;
    }
    if (!talkIn(cardOf(number))) {
      open = null;
      return;
    }
    dress(cardOf(number));
  }
  goOn(cardOf(number));
}

/** To where one goes on: the last thread that is not settled, else a new one. */
function goOn(card) {
  const talk = talkIn(card);
  const answers = [...talk.querySelectorAll("div.thread > .comment-form")];
  const field = fieldOf(answers.at(-1) ?? talk.querySelector(".comment-form"));
  (field ?? card).focus({ preventScroll: true });
  (field ?? card).scrollIntoView({ block: "nearest", behavior: "instant" });
}

const isThere = () => cardOf(desk.active)?.querySelector(".card-talk");
bind("c", () => show(desk.active), { when: () => desk.active && (mayComment || isThere()) });

list().parentElement.addEventListener("click", (event) => {
  const way = event.target.closest('[data-do="comments"]');
  if (!way || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const number = Number(way.dataset.n);
  if (open === number) shut();
  else show(number);
});

bench.addEventListener("input", ({ target }) => {
  const form = target.closest(".comments form");
  if (form && target.name === "text") typed.set(form.getAttribute("action"), target.value);
});

/* Ctrl+Enter sends, as it saves a note; Escape leaves, and keeps what is typed. */
bench.addEventListener("keydown", (event) => {
  if (!event.target.matches(".comments textarea") || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("[data-do]"));
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.target.closest(".card").focus({ preventScroll: true });
  }
});

/* On its way: it shows already, and its field is free for the next thought. */
bench.addEventListener("write:queued", ({ detail: { write } }) => {
  if (!/^(edit-)?comment$/.test(write.what.kind)) return;
  const text = Object.fromEntries(write.fields).text ?? "";
  sent.set(write.key, { address: write.url, text });
  typed.delete(write.url);
  const form = formTo(write.url);
  if (!form) return;
  const line = document.createElement("p");
  line.className = "comment-text muted";
  line.dataset.write = write.key;
  line.textContent = text;
  form.before(line);
  if (write.what.kind === "comment") fieldOf(form).value = "";
  form.closest(".card").focus({ preventScroll: true });
});

bench.addEventListener("write:saved", ({ detail: { write } }) => {
  sent.delete(write.key);
  bench.querySelector(`[data-write="${write.key}"]`)?.remove();
});

bench.addEventListener("write:turned-down", ({ detail: { write, outcome } }) => {
  const back = sent.get(write.key);
  if (!back) return;
  sent.delete(write.key);
  bench.querySelector(`[data-write="${write.key}"]`)?.remove();
  if (!typed.get(back.address)) typed.set(back.address, back.text);
  if (open) dress(cardOf(open));
  if (outcome === "discarded") notify(word("comment-kept"));
});

/* A card that is replaced by one without its comments gets them again, as they were. */
let kept = null;
bench.addEventListener("htmx:oobBeforeSwap", ({ target }) => {
  if (!open || !(target === list() || target === cardOf(open))) return;
  const talk = talkIn(cardOf(open));
  if (!talk) return;
  const field = talk.contains(document.activeElement) && document.activeElement.matches("textarea") ? document.activeElement : null;
  kept = {
    talk,
    address: field?.form.getAttribute("action"),
    caret: field && [field.selectionStart, field.selectionEnd],
  };
});

function putBack() {
  if (!kept) return;
  const { talk, address, caret } = kept;
  kept = null;
  const card = cardOf(open);
  if (!card) {
    open = null;
    return;
  }
  if (!talkIn(card)) card.append(talk);
  dress(card);
  const field = address && fieldOf(formTo(address));
  if (!field) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(...caret);
}
document.addEventListener("htmx:afterSettle", putBack);

bench.addEventListener("htmx:oobAfterSwap", ({ target }) => {
  if (target.closest("#cards")) adopt();
  putBack();
});

/* A card that comes with its comments opens them; one that comes too late opens no second ones. */
function adopt() {
  for (const talk of [...list().getElementsByClassName("comments")]) {
    const number = Number(talk.closest(".card").dataset.a);
    if (open && open !== number) {
      talk.remove();
      continue;
    }
    open = number;
    dress(cardOf(number));
  }
}

addEventListener("beforeunload", (event) => {
  if ([...typed.values()].some((text) => text.trim())) event.preventDefault();
});

adopt();
