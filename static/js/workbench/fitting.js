/* The pop-up offers the tags that what is being said can bear, as the server will ask: those for passages or
   for statements, and some only once a target, a stance or a speaker is given. */

import { bench } from "./desk.js";
import { giveWay } from "./rivals.js";

const popup = document.getElementById("popup");
const GIVEN = { target: "target_name", stance: "stance", speaker: "speaker_name" };

function fit(form) {
  const data = new FormData(form);
  const bearer = data.get("kind") === "attribution" ? "statement" : "passage";
  const isFirst = !form.dataset.fitted;
  form.dataset.fitted = "true";
  for (const box of form.querySelectorAll('[name="tags"]')) {
    const { bearers, needs } = box.dataset;
    const fits = !bearers || (bearers.split(" ").includes(bearer) && (!needs || data.get(GIVEN[needs])));
    // What bears it already keeps it, whatever the codebook says since.
    if (isFirst && !fits && box.checked && form.dataset.n) box.dataset.kept = bearer;
    box.disabled = !fits && box.dataset.kept !== bearer;
  }
}

function fitNow() {
  const form = popup.querySelector("form");
  if (form) fit(form);
}

popup.addEventListener("change", ({ target }) => target.name === "tags" && giveWay(target));
for (const name of ["input", "change", "click", "combobox:chosen"]) {
  popup.addEventListener(name, () => queueMicrotask(fitNow));
}
bench.addEventListener("popup:toggled", fitNow);
