/* What was typed before the page was left comes back into a form that is fresh from the server. */

import { leftDrafts } from "./drafts.js";
import { wordsOf } from "./offsets.js";
import { take } from "./picks.js";
import { postsFor } from "./posts.js";

const PARTS = ["content", "cue", "mention"];
const CHOSEN = "input[type=checkbox], input[type=radio]";

/** What was left for `name`, if the text still says there what it said; or undefined. */
export function leftFor(name) {
  return leftDrafts().find((one) => one.name === name && stands(one));
}

function stands({ fields }) {
  const places = fields.filter(([name]) => name === "content").map(([, value]) => value.split("-").map(Number));
  const words = fields.filter(([name]) => name === "content_words").map(([, value]) => value);
  return places.every(([start, end], n) => wordsOf(start, end) === words[n]);
}

/** Fill `form`, which is open, with what was left. */
export async function restore(form, { fields }) {
  const values = (wanted) => fields.filter(([name]) => name === wanted).map(([, value]) => value);
  const speaker = values("speaker")[0] ?? "";
  const posts = form.querySelector('[name="speaker"]').value !== speaker;
  for (const field of form.elements) {
    if (!field.name || PARTS.some((part) => field.name.startsWith(part))) continue;
    if (field.matches(CHOSEN)) field.checked = values(field.name).includes(field.value);
    else if (!/^(key|seen|csrfmiddlewaretoken)$/.test(field.name)) field.value = values(field.name)[0] ?? field.value;
  }
  for (const part of PARTS) {
    const list = form.querySelector(`[data-parts="${part}"]`);
    const places = values(part).map((value) => value.split("-").map(Number));
    list?.replaceChildren();
    for (const [start, end] of places) take(part, { start, end, words: wordsOf(start, end) });
  }
  if (!posts) return;
  await postsFor(speaker);
  for (const name of ["affiliation", "affiliation_post", "affiliation_organisation"]) {
    const field = form.querySelector(`[name="${name}"]`);
    const [value] = values(name);
    if (field && value !== undefined) field.value = value;
  }
}
