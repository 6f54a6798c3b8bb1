/* Whom a mention may mean: a click, or Alt and the number wherever one is in the pop-up, takes one. */

import { pick } from "./combobox.js";

const popup = document.getElementById("popup");

function take(offer) {
  pick(popup.querySelector('[name="speaker_name"]'), offer.dataset);
  popup.querySelector("#whom").remove();
}

popup?.addEventListener("click", ({ target }) => {
  const offer = target.closest("[data-offer]");
  if (offer) take(offer);
});

popup?.addEventListener("keydown", (event) => {
  const number = event.altKey && /^Digit([1-9])$/.exec(event.code)?.[1];
  const offer = number && popup.querySelectorAll("[data-offer]")[number - 1];
  if (!offer) return;
  event.preventDefault();
  take(offer);
});
