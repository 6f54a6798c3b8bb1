/* The sentences of the scripts live in <template id="words">, where they are translated. */

const sentences = document.getElementById("words")?.content;

/** The sentence `name`, with each %(key)s replaced. */
export function word(name, values = {}) {
  const sentence = sentences?.querySelector(`[data-word="${name}"]`)?.textContent.trim() ?? name;
  return sentence.replace(/%\((\w+)\)s/g, (whole, key) => values[key] ?? whole);
}
