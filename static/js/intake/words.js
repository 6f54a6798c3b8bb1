/* Sentences come from the page, translated; their gaps are written as in Python: %(name)s. */

export function fill(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (gap, name) => values[name] ?? gap);
}
