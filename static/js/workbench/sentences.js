/* Where sentences end. The browser's own segmenter breaks behind “Mr.”, “U.S.” and every question
   mark inside a quotation; this one reads what stands before the stop and what comes after it. */

const STOP = /[.!?…‥؟۔։।॥。！？｡]+|\.{2,}/gu;
// What may stand between the stop and the blank: closing marks, also after a French blank.
const CLOSING = /^(?:[”“"'’‘»›)\]」』）】]|[«‹](?![\p{L}\p{N}])|[\s\u00a0\u202f]+[»›](?=[\s,.;:!?)]|$))*/u;
const OPENING = /^[\s\u00a0\u202f“„"'‘«»‹›(\[「『（【¿¡—–-]*/u;
const WIDE = /[。！？｡]/u;

// Before a name or a number: a sentence never ends here.
const TITLES = words(
  "Mr Mrs Ms Mx Dr Drs Prof Gen Col Lt Maj Capt Cpl Sgt Cmdr Cdr Adm Sen Rep Gov Pres Rev Fr Hon Messrs Mt St Ste Ft " +
    "Amb Supt Hr Hrn Bzw Vgl Frl Dipl Ing Sr Sra Srta Dra Dña Mme Mlle MM Mgr sig dott avv " +
    "dhr mevr mr drs jhr vs viz approx ca cf e.g i.e d.h z.B u.a o.ä bzw vgl resp ул им т.е т.н проф",
);
// Before a number only.
const NUMBERED = words("No Nos Nr n art Art Abs sec Sec Fig fig p pp pg ch chap vol Vol para par ed Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec núm nº № ст");
// A sentence may end here, or go on: what comes next decides.
const EITHER = words("Inc Ltd Co Corp Bros Jr etc usw ff Ph.D a.m p.m Mio Mrd Tsd ibid");
const ACRONYM = /(?:^|[^\p{L}])(?:\p{L}\.)+\p{L}$/u;
const INITIAL = /(?:^|[^\p{L}\p{N}])\p{L}\p{M}*$/u;
const LAST = /[\p{L}\p{M}\p{N}ºª№][\p{L}\p{M}\p{N}.ºª№]*$/u;
// Words that begin a sentence and hardly ever a name that goes on from an abbreviation.
const STARTERS = words(
  "The A An He She It They We You I This That These Those There Here His Her Its Their Our My In On At By For From With " +
    "And But Or So Yet If When While As Asked After Before Since Because Although Not No Nobody Now Then What Who Why How " +
    "Der Die Das Ein Eine Er Sie Es Wir Ich Und Aber Im In Auf Nach Vor Mit Doch Dann " +
    "Le La Les Un Une Il Elle Ils Elles Nous Vous Je On Et Mais Dans El Los Las Y Pero En Lo Gli È De Het Een Hij Zij Он Она Они Мы Я Это В На По И Но",
);
const ORDINALS = /^(?:de|da|nb|nn|no|fi|cs|sk|pl|hr|sl|sr|hu|et|lv|is|tr)\b/;
const ORDINAL = /(?:^|[^\p{L}\p{N}.,])\d{1,2}$/u;
// “Why?” Deen asked. / “我们来！”他说。 / 「行く。」と述べた: the speaker's clause belongs to the sentence.
const SPEAKING =
  /^(?:(?:[Tt]he|[Aa]|[Aa]n)\s+)?(?:[\p{L}’'-]+\.?\s+){1,5}?(?:says|said|asks|asked|adds|added|cries|cried|shouts|shouted|replies|replied|writes|wrote|wonders|wondered|exclaims|exclaimed|warns|warned|continues|continued|insists|insisted|demands|demanded)(?![\p{L}])/u;
const SPEAKING_WIDE = /^(?:[と]|[^，。！？；、「“]{0,15}?(?:说|說|表示|指出|强调|強調|问|問|答|称|稱|认为|認為|道|喊)(?=[，。！？：]|$))/u;

function words(list) {
  return new Set(list.split(" "));
}

/** Where the sentences of one paragraph lie: [[start, end], …] in UTF-16 units, without blanks around them. */
export function sentences(text, language = "en") {
  const found = [];
  let from = 0;
  const add = (to) => {
    const piece = text.slice(from, to);
    if (piece.trim()) found.push([from + piece.length - piece.trimStart().length, from + piece.trimEnd().length]);
    from = to;
  };
  for (const match of text.matchAll(STOP)) {
    const end = endAt(text, match, language);
    if (end > from) add(end);
  }
  add(text.length);
  return found;
}

/* Behind the stop and its closing marks, if the sentence ends here; else 0. */
function endAt(text, { 0: stop, index }, language) {
  const before = text.slice(0, index);
  const rest = text.slice(index + stop.length);
  const closing = CLOSING.exec(rest)[0];
  const behind = rest.slice(closing.length);
  const end = index + stop.length + closing.length;
  const next = behind.slice(OPENING.exec(behind)[0].length);
  if (!next) return end;
  if (WIDE.test(stop)) return closing && SPEAKING_WIDE.test(behind.trimStart()) ? 0 : end;
  if (!/^\s/.test(behind)) return 0;
  if (/^\p{Ll}/u.test(next) || /^\s*[,;:]/.test(behind)) return 0;
  if (stop === "." && !closing) return goesOn(before, next, language) ? 0 : end;
  if (/[!?…]/.test(stop) && closing && /^\s*[\p{L}]/u.test(behind) && SPEAKING.test(next)) return 0;
  return end;
}

/* Whether the full stop belongs to the word before it. */
function goesOn(before, next, language) {
  const last = LAST.exec(before)?.[0] ?? "";
  if (TITLES.has(last)) return true;
  if (NUMBERED.has(last)) return /^(?:\p{N}|[IVXL]+(?!\p{L}))/u.test(next);
  const starts = STARTERS.has(/^[\p{L}’']*(?!\.)/u.exec(next)[0]) || !/^[\p{L}\p{N}]/u.test(next);
  if (EITHER.has(last) || ACRONYM.test(before)) return !starts && /^[\p{Lu}\p{N}]/u.test(next);
  if (last === "I" && !/\p{Lu}\S*\sI$/u.test(before)) return false;
  if (INITIAL.test(before)) return !starts || /^\p{Lo}$/u.test(last);
  return ORDINALS.test(language) && ORDINAL.test(before) && !starts;
}
