"""Speakers for quotations that stand alone: signed below, or lent by what stands before them."""

from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.spoken import SIGNATURE
from annotations.domain.quotes.subjects import main_subject
from annotations.domain.quotes.tokens import Words

# After these a quotation alone goes on in the same voice.
_SAYS = ("direct", "saying", "telling", "according", "asking", "urging")
# A statement in more pieces than this is begun anew.
_PIECES = 40
# How many sentences back the subject is looked for.
_BACK = 4


def lend_speakers(words: Words, found: list[Found]) -> None:
    """Give each quotation alone its signature; else let the statement right before it go on; else
    lend it the speaker of the statement before it in its own paragraph or in the one before, or
    the subject of a sentence before it."""
    before: Found | None = None
    joined: dict[int, Found] = {}
    for one in found:
        if one.family == "direct.alone":
            if signature := _signature(words, one):
                one.speaker, one.family = signature, "direct.signed"
            elif before and _continues(words, one, before):
                before.content += one.content
                joined[id(one)] = before
                continue
            elif speaker := _lent(words, one, before):
                one.speaker, one.borrowed, one.family = speaker, True, "direct.goes_on"
        relative = one.speaker is not None and words.masked[one.speaker[0]] in "RT"
        if one.speaker and one.parent is None and one.family.startswith(_SAYS) and not relative:
            before = one
    if joined:
        for one in found:
            one.parent = joined.get(id(one.parent), one.parent)
        found[:] = [one for one in found if id(one) not in joined]


def _continues(words: Words, one: Found, before: Found) -> bool:
    """The statement before it, partly in marks, ended with the sentence before in its paragraph."""
    quoted = "q" in words.masked[before.first : before.last]
    if before.cue is None or len(before.content) > _PIECES or not quoted:
        return False
    end = max(before.last, before.cue[1])
    nearest = words.sentence_of(one.first - 1)[0] < end <= one.first
    return nearest and words.paragraph_of(before.first) == words.paragraph_of(one.first)


def _lent(words: Words, one: Found, before: Found | None) -> Range | None:
    here = words.paragraph_of(one.first)
    if before and here - words.paragraph_of(before.last - 1) <= 1:
        return before.speaker
    first = one.first
    for _ in range(_BACK):
        if first == 0:
            break
        first, last = words.sentence_of(first - 1)
        if subject := main_subject(words, first, last):
            return subject
    return before.speaker if before else None


def _signature(words: Words, one: Found) -> Range | None:
    """A name that is all that follows: after a dash in the same paragraph, or as the next one."""
    paragraph = words.paragraph_of(one.first)
    end = words.paragraphs[paragraph][1]
    match = SIGNATURE.fullmatch(words.masked, one.last, end)
    if match and match.group(1):
        return match.span(2)
    if one.last < end or paragraph + 1 >= len(words.paragraphs):
        return None
    match = SIGNATURE.fullmatch(words.masked, *words.paragraphs[paragraph + 1])
    if match is None:
        return None
    length, names = match.end(2) - match.start(2), match.group(2).count("X")
    return match.span(2) if match.group(1) or (length <= 8 and names > 1) else None
