"""Dialogue marked by dashes: "— We will sign, said Anna Berg. — But not today.\""""

import re

from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.lexicon import Cue
from annotations.domain.quotes.subjects import phrase_after, subject_before
from annotations.domain.quotes.tokens import Words

_DASHES = frozenset("–—―")
# The verb of a tag: "said Anna", "a-t-elle dit", "Anna Berg said", each right after a comma.
_TAG = re.compile(r"(?<=[,.-])(?:[HB]P?)?(?:P|[DXn~]{1,5})?A?(?P<verb>[Vv])")


def dash_dialogue(words: Words) -> list[Found]:
    """The lines of a text that begin with a dash, where one has a tag or two stand together. Such a
    line is direct speech although nothing closes it."""
    found: list[Found] = []
    alone: list[tuple[int, Found]] = []
    tagged: set[int] = set()
    for number, (first, last) in enumerate(words.paragraphs):
        if last - first < 3 or words.low[first] not in _DASHES or words.masked[first + 1] in "-<":
            continue
        line = _line(words, first + 1, last)
        if line is not None:
            tagged.add(number)
            found.append(line)
            continue
        one = Found("direct.dash", [(first + 1, last)], quoted=True)
        if speaker := _named_above(words, number):
            one.cue, one.speaker, one.lemma = (speaker[1], speaker[1] + 1), speaker, ":"
            tagged.add(number)
        alone.append((number, one))
    beside = tagged | {number + step for number in tagged for step in (-1, 1)}
    found += [one for number, one in alone if number in beside]
    return found


def _line(words: Words, first: int, last: int) -> Found | None:
    """What is said in a line that has a tag, the tag left out."""
    for match in _TAG.finditer(words.masked, first + 1, last):
        verb = match.start("verb")
        cue: Cue | None = words.lexicon.cues.get(words.low[verb])
        if cue is None or "q" not in cue.frames:
            continue
        begin, after = match.start(), verb + 1
        speaker = phrase_after(words, after, last) if begin >= verb - 2 else None
        if speaker is not None:
            after = speaker[1]
        else:
            speaker = subject_before(words, verb, begin)
        if speaker is None or words.masked[after : after + 1] not in (",", ".", "-", ""):
            continue
        comma = begin
        while comma > first and words.masked[comma - 1] in ",-":
            comma -= 1
        content = [(first, comma)] if comma > first else []
        rest = after
        while rest < last and words.masked[rest] in ",.-":
            rest += 1
        if rest < last:
            content.append((rest, last))
        if not content:
            continue
        return Found("direct.dash", content, (verb, verb + 1), speaker, words.low[verb], True)
    return None


def _named_above(words: Words, paragraph: int) -> Range | None:
    """The name that ends the paragraph above before a colon: "Anna Berg:"."""
    if paragraph == 0:
        return None
    first, last = words.paragraphs[paragraph - 1]
    named = words.masked[last - 1] == ":" and last - first <= 8
    return (first, last - 1) if named and "X" in words.masked[first : last - 1] else None
