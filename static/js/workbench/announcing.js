/* What is read out to those who do not see where the cursor stands or what was chosen. */

const line = document.getElementById("said");

/** Read it out at once, instead of what is being read. */
export function say(sentence) {
  if (!line) return;
  // The same words twice would not be noticed as a change.
  line.textContent = line.textContent === sentence ? `${sentence}\u00a0` : sentence;
}
