/* Suggestions by keys and by the buttons of their cards. */

import { say } from "./announcing.js";
import { decide, openCards, takeBack, tell } from "./deciding.js";
import { hasDecisions, openDecisions } from "./decided.js";
import { bench, cardOf, desk, editable, here, url } from "./desk.js";
import { bind } from "./keys.js";
import { activate } from "./marks.js";
import { openSuggestion } from "./popup.js";

const list = document.getElementById("cards");
const at = { when: () => editable && desk.suggestion && !desk.selection && !desk.held };

/** Go to the open suggestion that comes next, from the last one to the first. */
function walk() {
  const open = openCards();
  const now = cardOf(here());
  const isBehind = (card) => now.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = (now && open.find(isBehind)) ?? (now ? null : firstInView(open)) ?? open[0];
  activate(next.dataset.a, { show: true });
  if (list.contains(document.activeElement)) next.focus({ preventScroll: true });
  say(tell(next));
}

const firstInView = (cards) =>
  cards.find(({ dataset }) => {
    const mark = document.querySelector(`#text mark[data-a~="${dataset.a}"]`);
    return mark && mark.getBoundingClientRect().bottom > 0;
  });

/** Show why it is suggested, in its card; or put that away again. */
async function why(name) {
  const card = cardOf(name);
  const old = card.querySelector(".card-why");
  const place = old ?? document.createElement("div");
  card.classList.toggle("explained", !old);
  if (old) {
    old.remove();
  } else {
    place.className = "card-why";
    card.querySelector(".card-tools").before(place);
    try {
      await htmx.ajax("GET", `${url("Suggestion", name.slice(1))}why/`, { source: place, target: place });
      say(place.textContent.trim());
    } catch {
      place.remove();
    }
  }
}

bind("a", () => decide("accept", desk.suggestion), at);
bind("x", () => decide("reject", desk.suggestion), at);
bind("A", () => decide(cardOf(desk.suggestion).dataset.who ? "accept-speaker" : "accept", desk.suggestion), at);
bind("e", () => openSuggestion(desk.suggestion), at);
bind("Enter", () => openSuggestion(desk.suggestion), at);
bind(":", () => why(desk.suggestion), at);
bind("Backspace", () => takeBack() || openDecisions(), { when: () => hasDecisions && editable && !desk.active && !desk.pending && !desk.selection });
bind(";", walk, { when: () => editable && openCards().length });

bench.addEventListener("submit", (event) => {
  const { decide: kind, n } = event.submitter?.dataset ?? {};
  if (!kind) return;
  event.preventDefault();
  decide(kind, `s${n}`);
});

bench.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-decide]");
  if (!link || event.ctrlKey || event.metaKey || event.button !== 0) return;
  event.preventDefault();
  const name = link.closest(".card").dataset.a;
  if (link.dataset.decide === "why") why(name);
  else openSuggestion(name, link);
});

/* Some keys work only where something is suggested. */
function showMode() {
  bench.classList.toggle("with-suggestions", openCards().length > 0);
  bench.dispatchEvent(new CustomEvent("mode:changed"));
}
new MutationObserver(showMode).observe(list, { childList: true });
showMode();
