"""Quotations between marks and who speaks them."""

import re
from dataclasses import dataclass, replace

from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.marks import Quotation
from annotations.domain.quotes.reported import is_verb
from annotations.domain.quotes.subjects import (
    group_start,
    main_subject,
    phrase_after,
    phrase_before,
    speaker_of,
    subject_before,
)
from annotations.domain.quotes.tokens import Words

# ", Anna Berg, a lawyer in Oslo, said": what may stand between a quotation and its verb.
_TO_VERB = re.compile(
    r"[,-]?(?:[DnXkpePEAYIRBgC~]|v(?=[IDnXpVAH])|[,-]|\([^)]*\)|H|M|V(?=I))*?(?=[Vvd])"
)
_FROM_VERB = re.compile(
    r"(?:O|A|Y|[DnXkvpegE]|I|,|C|t|~|V(?=[nX])|,[SWRIg][^,.:;<>]{1,14}(?=,<))*?[,:-]?(?=<)"
)
_AUXILIARY = re.compile(r"[NO]*[HB](P)?A?(?=[Vv])")
# "— Anna Berg, a lawyer in Oslo", the whole of what is left.
SIGNATURE = re.compile(r"(-?)((?:[DnX~]{0,5}X[X~]*)(?:,[DnXkvepIg~]{1,10})?)[.)]?")
# A tag ends within so many words after its quotation.
_TAG_REACH = 40
_FILLED = frozenset("nXkVvgeBHMdPODAIWEYNtRTS")


@dataclass(slots=True)
class Spoken:
    """A quotation in words: [first, last) with its marks, and its sentence."""

    quotation: Quotation
    first: int
    last: int
    sentence: Range
    paragraph: int


def _ends_open(words: Words, spoken: Spoken) -> bool:
    """It stops with a comma, "?", "!" or a dash, so that a tag can follow."""
    if spoken.last < 2:
        return False
    before = words.low[spoken.last - 2]
    after = words.low[spoken.last] if spoken.last < len(words.low) else ""
    return before in (",", "?", "!", "–", "—", "--", "，", "？", "！", "…", "،") or after in (
        ",", "–", "—", "-", "，", "،",
    )  # fmt: skip


def _cue_end(words: Words, i: int) -> int:
    """The word after a cue of speech at `i`, particles included ("went on"); 0 where it is none."""
    cue = words.lexicon.cues.get(words.low[i])
    if cue is None:
        return 0
    for particle, inner in cue.particles.items():
        parts = particle.split()
        if "q" in inner.frames and words.low[i + 1 : i + 1 + len(parts)] == parts:
            return i + 1 + len(parts)
    return i + 1 if "q" in cue.frames else 0


def _cue(words: Words, i: int) -> int:
    known = words.low[i] in words.lexicon.cues
    return _cue_end(words, i) if known and is_verb(words, i, 0, len(words.low)) else 0


def _tag_verb(words: Words, i: int) -> int:
    """Beside a quotation that waits for its tag, "notes" and "claims" are verbs."""
    return _cue_end(words, i) if words.masked[i - 1] in "XnP,-)AHNMd>" else 0


def tag_after(words: Words, spoken: Spoken) -> Found | None:
    """“…,” said Anna Berg / Anna Berg, a lawyer, said."""
    tags, (_, end) = words.masked, spoken.sentence
    k = spoken.last
    while k < end and tags[k] in ",-A":
        k += 1
    if k >= end:
        return None
    open_end = _ends_open(words, spoken)
    return _turned(words, spoken, k, open_end) or _straight(words, spoken, k, open_end)


def _turned(words: Words, spoken: Spoken, k: int, open_end: bool) -> Found | None:
    """…, said Anna Berg / …, a déclaré Anna Berg / …, a-t-elle déclaré."""
    tags, end = words.masked, spoken.sentence[1]
    verb, pronoun = k, None
    if auxiliary := _AUXILIARY.match(tags, k, end):
        verb = auxiliary.end()
        if tags[verb - 1] == "P" or auxiliary.group(1):
            pronoun = auxiliary.start(1)
    if verb >= end or tags[verb] not in "Vv":
        return None
    after = _cue_end(words, verb) if tags[verb] == "v" and open_end else _cue(words, verb)
    if not after:
        return None
    content = [(spoken.first, spoken.last)]
    if pronoun is not None:
        cue, speaker = (verb, after), (pronoun, pronoun + 1)
        return Found("direct.after", content, cue, speaker, words.low[verb], quoted=True)
    named = phrase_after(words, after, end)
    if named is None and not open_end:
        return None
    return Found("direct.after", content, (k, after), named, words.low[verb], quoted=True)


def _straight(words: Words, spoken: Spoken, k: int, open_end: bool) -> Found | None:
    """…, Anna Berg, a lawyer in Oslo, said."""
    tags, end = words.masked, min(spoken.sentence[1], k + _TAG_REACH)
    at = k
    while at < end and (match := _TO_VERB.match(tags, at, end)):
        verb = match.end()
        after = (_tag_verb if open_end else _cue)(words, verb) if verb > k else 0
        if not after:
            at = verb + 1
            continue
        start = group_start(words, verb, k)
        speaker = subject_before(words, start, k) or phrase_before(words, start, k)
        if speaker is None:
            return None
        lead = phrase_after(words, k, start)
        if lead and lead[1] < speaker[0]:
            named = "X" in tags[slice(*lead)] or "X" not in tags[slice(*speaker)]
            speaker = lead if named else speaker
        if not open_end and tags[speaker[0]] not in "XPD":
            return None
        content = [(spoken.first, spoken.last)]
        return Found("direct.after", content, (start, after), speaker, words.low[verb], quoted=True)
    return None


def tag_inside(words: Words, spoken: Spoken) -> Found | None:
    """« …, a affirmé la ministre, … » with the tag between the marks, as the French do."""
    if words.lexicon.settings.get("tag_inside") != "yes":
        return None
    open_words = replace(words, masked=words.tags)
    comma = words.tags.find(",", spoken.first, spoken.last)
    while comma > 0:
        piece = Spoken(spoken.quotation, spoken.first, comma, (spoken.first, spoken.last - 1), 0)
        dash = words.tags[comma + 1 : comma + 2] == "-"
        found = _turned(open_words, piece, comma + 1 + dash, True)
        if found and found.speaker and words.tags[found.speaker[1]] in ",.>":
            rest = found.speaker[1] + 1
            rest += words.tags[rest : rest + 1] == "-"
            if rest < spoken.last - 1:
                found.content.append((rest, spoken.last))
            return found
        comma = words.tags.find(",", comma + 1, spoken.last)
    return None


def tag_before(words: Words, spoken: Spoken) -> Found | None:
    """Anna Berg told reporters on Monday: “…”"""
    tags, (first, _) = words.masked, spoken.sentence
    if spoken.first <= first:
        return None
    mark = tags[spoken.first - 1]
    for verb in range(spoken.first - 1, max(first, spoken.first - 22) - 1, -1):
        if tags[verb] in ".;<>":
            break
        if tags[verb] not in "Vv" or not (after := _cue(words, verb)):
            continue
        between = _FROM_VERB.match(tags, after, spoken.first + 1)
        if between is None or between.end() != spoken.first:
            break
        start = group_start(words, verb, first)
        if mark not in ",:-" and spoken.first - verb > 2:
            return None
        speaker, borrowed = _before(words, verb, start, after, spoken.first)
        content = [*_led(words, spoken, first, speaker), (spoken.first, spoken.last)]
        cue = (start, after)
        return Found(
            "direct.before", content, cue, speaker, words.low[verb], quoted=True, borrowed=borrowed
        )
    return _after_colon(words, spoken, first) if mark == ":" else None


def _led(words: Words, spoken: Spoken, first: int, speaker: Range | None) -> list[Range]:
    """ "The tax, Berg said, “is a farce.”": the subject of what is quoted stands before its tag."""
    tags = words.masked
    if speaker is None or speaker[0] - first < 2 or tags[spoken.first - 1] != ",":
        return []
    lead, comma = tags[first : speaker[0] - 1], speaker[0] - 1
    begun = words.text[words.starts[spoken.first + 1]].islower() and tags[comma] == ","
    nominal = lead[0] in "DXnPk" and not any(tag in "VBHMd<>,:" for tag in lead)
    return [(first, comma)] if begun and nominal else []


def _before(
    words: Words, verb: int, start: int, after: int, quotation: int
) -> tuple[Range | None, bool]:
    """Who speaks before a quotation; verb first in some languages and in "Said Anna Berg: “…”"."""
    first = words.sentence_of(verb)[0]
    if start == first or words.lexicon.settings.get("order") == "verb first":
        return phrase_after(words, after, quotation), False
    if words.masked[start - 1] == ",":
        turned = phrase_after(words, after, quotation)
        if turned and words.masked[turned[0]] in "XD" and words.masked[turned[1]] in ",:":
            return turned, False
    return speaker_of(words, verb, start, first)


def _after_colon(words: Words, spoken: Spoken, first: int) -> Found | None:
    """Anna Berg was blunt: “…”"""
    colon = spoken.first - 1
    named = phrase_before(words, colon, first)
    if not named or (named[0] != first and words.masked[named[0] - 1] != "-"):
        named = main_subject(words, first, colon) or named
    if named is None:
        return None
    content = [(spoken.first, spoken.last)]
    return Found("direct.colon", content, (colon, colon + 1), named, ":", quoted=True)


def stands_alone(words: Words, spoken: Spoken) -> bool:
    """Nothing but marks stands beside the quotation in its sentence."""
    tags, (first, last) = words.masked, spoken.sentence
    if SIGNATURE.fullmatch(tags, spoken.last, last) and tags[spoken.last] == "-":
        last = spoken.last
    rest = tags[first : spoken.first] + tags[spoken.last : last]
    return not any(tag in _FILLED for tag in rest)


def whole_words(words: Words, spoken: Spoken) -> int:
    """How many words stand between the marks."""
    return sum(
        1 for i in range(spoken.first + 1, spoken.last) if words.text[words.starts[i]].isalnum()
    )
