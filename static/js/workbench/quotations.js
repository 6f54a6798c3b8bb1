/* Quotation marks of all styles, paired, in one paragraph. The sibling in the server is
   annotations/domain/quotes/marks.py; tests/quotations.json holds the cases of both.

   A mark does not say which way it faces: ” opens in Swedish, “ closes in German, » opens in
   Danish, ' is an apostrophe. So it is read by what is open already and by its neighbours. */

const MARK = /(?<=\S)'(?=''(?!'))|''|``|["“”„‟«»‹›「」『』'‘’‚＂]/g;
// What may close a quotation that was opened by the key.
const CLOSERS = {
  "“": ["”", '"'],
  "„": ["“", "”", '"', "‟"],
  "‟": ["”"],
  "”": ["”"],
  "«": ["»"],
  "»": ["«", "»"],
  "‹": ["›"],
  "›": ["‹", "›"],
  "「": ["」"],
  "『": ["』"],
  '"': ['"', "”"],
  "＂": ["＂"],
  "''": ["''"],
  "``": ["''"],
  "'": ["'", "’"],
  "‘": ["’", "'"],
  "‚": ["‘", "’"],
};
const SINGLE = new Set(["'", "‘", "’", "‚"]);
const STRAIGHT = new Set(['"', "''", "＂"]);
const ALWAYS_OPEN = new Set(["“", "«", "„", "‚", "「", "『", "‟", "``"]);
const DEEPEST = 4;
// Words that begin with an apostrophe: the ’90s, ’tis, ’em.
const CLIPPED = /^(?:\d0s|tis|twas|em|til|till|cause|n)\b/i;
const SINGLE_CLOSE = /\S['’](?![\p{L}\p{N}])/u;
const SURE_SINGLE_CLOSE = /[,.!?…;]['’](?![\p{L}\p{N}])|['’](?=[,.!?;:)\]]|\s*$)/u;
const SINGLE_REACH = 600;
const WORD = /[\p{L}\p{N}]/u;
const BEFORE_OPENING = /[\s([{—–\-/“«‘'"„»「『：:]/u;

/** Pair the marks of `text`: {done: [{start, end, inside}], left: the one still open, or null}.

    Offsets are UTF-16 units; a quotation includes its marks. `left` is {mark, start, inside}. */
export function pair(text) {
  const done = [];
  const stack = [];
  const settle = (opened) => (stack.at(-1)?.inside ?? done).push(...opened);

  const close = (index, end) => {
    const { start, inside } = stack[index];
    for (const deeper of stack.slice(index + 1)) inside.push(...deeper.inside);
    stack.length = index;
    settle([{ start, end, inside }]);
  };
  // Opened again without having been closed: what was open is given up, what it held is not.
  const giveUp = (index) => settle(stack.splice(index).flatMap((opened) => opened.inside));
  const open = (mark, start) => stack.length < DEEPEST && stack.push({ mark, start, inside: [] });

  for (const { 0: mark, index: at } of text.matchAll(MARK)) {
    const after = at + mark.length;
    const before = text[at - 1] ?? " ";
    const next = text[after] ?? " ";
    const opens = BEFORE_OPENING.test(before) && !/\s/.test(next);
    const closes = !/\s/.test(before) && !WORD.test(next);
    const closing = stack.findLastIndex((opened) => CLOSERS[opened.mark].includes(mark));
    if (SINGLE.has(mark)) {
      if (WORD.test(before) && WORD.test(next)) continue;
      if (closing >= 0 && closes && !opens) {
        if (before === "s" && next === " " && isPossessive(text, after)) continue;
        close(closing, after);
      } else if (mark !== "’" && opens && !/['’]/.test(next)) {
        const ahead = text.slice(after, after + SINGLE_REACH);
        if (!CLIPPED.test(ahead) && (SINGLE_CLOSE.test(ahead) || mark === "‚")) open(mark, at);
      }
      continue;
    }
    const facesIn = opens && !closes && !"“«»‹›".includes(mark);
    if (closing >= 0 && !facesIn && closesHere(stack[closing].mark, mark, opens, closes)) {
      close(closing, after);
    } else if (closing >= 0) {
      giveUp(closing);
      open(mark, at);
    } else if (ALWAYS_OPEN.has(mark) || opens) {
      if (mark === "」" || mark === "』") continue;
      const again = stack.findIndex((opened) => opened.mark === mark);
      if (again >= 0) giveUp(again);
      open(mark, at);
    } else if (STRAIGHT.has(mark) && !closes) {
      open(mark, at);
    }
  }
  const index = stack.findIndex((opened) => !SINGLE.has(opened.mark));
  const left = stack[index] ?? null;
  for (const [n, opened] of stack.entries()) {
    if (n < index || !left) done.push(...opened.inside);
    if (left && n > index) left.inside.push(...opened.inside);
  }
  return { done, left };
}

function closesHere(begun, mark, opens, closes) {
  // French writes a blank before »; German and Danish open with it.
  if (begun === mark && (mark === "»" || mark === "›")) return closes && !opens;
  return mark === begun || !"“„".includes(mark) || begun === "„";
}

/* In “the workers’ rights” the mark is an apostrophe where a surer closing mark follows. */
function isPossessive(text, after) {
  const ahead = text.slice(after, after + 300);
  return /\p{Ll}/u.test(ahead[1] ?? "") && SURE_SINGLE_CLOSE.test(ahead);
}

/** All quotations of one paragraph that are closed or left open, with those inside them, flat. */
export function flat(quotations) {
  return quotations.flatMap((quotation) => [quotation, ...flat(quotation.inside)]);
}
