"""Who stands before or after a verb: noun phrases found from their edges, word by word."""

import re

from annotations.domain.quotes.found import Range
from annotations.domain.quotes.tokens import Words

# A phrase longer than this is none.
_REACH = 26
_NOMINAL = frozenset("nXkvgeYp~")
_HEADS = frozenset("nXkvgepYE>)")
_LEFT_OF_PREPOSITION = frozenset("nXkvgepYE>)")
_GROUP = frozenset("ANHdMBt")
_FINITE = re.compile(r"[VeBHMd]|(?<=[PREMtdHN])v|(?<=[XE)n])v(?=[TDPWtXE<Op])")


def group_start(words: Words, verb: int, floor: int) -> int:
    """The first word of the verb group: "has also said" from "said"."""
    tags, first, low = words.masked, verb, words.low
    while first > floor and (tags[first - 1] in _GROUP or low[first - 1] == "l'"):
        first -= 1
    while (
        first < verb and tags[first] == "A" and tags[first - 1 : first] not in ("", "P", "X", "n")
    ):
        first += 1
    return first


def _skip_aside(tags: str, last: int, floor: int) -> int:
    """Leap left over ", in an interview," or "(born 1950)" or "on Tuesday" before the verb."""
    if last - 1 < floor:
        return last
    mark = tags[last - 1]
    if mark in ",-)":
        opening = "(" if mark == ")" else mark
        for k in range(last - 2, max(floor, last - _REACH) - 1, -1):
            if tags[k] == opening and k > floor:
                return k
            if tags[k] in ".:;":
                break
        return last
    if mark == "k" and last - 2 > floor and tags[last - 2] == ",":
        return last - 2
    if mark == "Y" or mark == "k":
        k = last
        while k > floor and tags[k - 1] in "Yk":
            k -= 1
        if k > floor and tags[k - 1] == "I":
            return k - 1
        return k if any(tag == "Y" for tag in tags[k:last]) else last
    return last


def _joins(tags: str, at: int, last: int, floor: int) -> bool:
    """The "and" at `at` joins two noun phrases, not two clauses."""
    if at - 1 < floor or tags[at - 1] not in "Xnpk)":
        return False
    k = at - 1
    while k > floor and tags[k - 1] in "DXnkp":
        k -= 1
    return not (k > floor and tags[k - 1] in "VeBMHdtI") and tags[at + 1] in "DXnkE"


def phrase_before(words: Words, last: int, floor: int) -> Range | None:
    """The noun phrase that ends at word `last` (exclusive), or a pronoun there."""
    tags = words.masked
    if last <= floor:
        return None
    if tags[last - 1] in "PRTE":
        return last - 1, last
    if tags[last - 1] not in _HEADS and tags[last - 1] not in "AD":
        return None
    k = last
    while k > floor and last - k < _REACH:
        tag = tags[k - 1]
        if tag in _NOMINAL:
            k -= 1
        elif tag == "D":
            k -= 1
            # "der Sprecher der Reederei" is one phrase.
            owned = words.low[k] in words.lexicon.joining and tags[k - 1] in "nX"
            if k > floor and tags[k - 1] not in "ID" and not owned:
                break
        elif tag == "A":
            if k - 1 > floor and tags[k - 2] in "DInX" and tags[k] in "neXvk" and k < last:
                k -= 1
            else:
                break
        elif tag == "I":
            if k - 1 > floor and tags[k - 2] in _LEFT_OF_PREPOSITION and k < last:
                k -= 1
            else:
                break
        elif tag == "C" and _joins(tags, k - 1, last, floor):
            k -= 1
        elif tag in ">)":
            opening = "<" if tag == ">" else "("
            at = tags.rfind(opening, max(floor, k - 12), k - 1)
            if at < 0:
                break
            k = at
        elif tag == "t" and k - 1 > floor and tags[k - 2] in "nv" and k < last and tags[k] in "DXn":
            k -= 1
        else:
            break
    if k > floor and tags[k - 1] == "I":
        k = _after_opening(tags, k, last)
    while k < last and tags[k] in "AICp~,-Y)" and k < last - 1:
        k += 1
    return (k, last) if k < last and any(t in "nXkvgEp)D" for t in tags[k:last]) else None


def _after_opening(tags: str, first: int, last: int) -> int:
    """Past "In an interview on Monday" in front of the phrase itself."""
    for k in range(last - 1, first, -1):
        if tags[k] in "XD" and tags[k - 1] in "nYk" and "I" not in tags[k:last]:
            return k
        if tags[k] == "D" and tags[k - 1] in "XnY":
            return k
    return first


def subject_before(words: Words, verb: int, floor: int) -> Range | None:
    """The subject on the left of a verb group that starts at `verb`."""
    tags = words.masked
    if words.lexicon.settings.get("order") == "topic first":
        return _topic(tags, verb, floor)
    last = verb
    for _ in range(3):
        if last > floor and tags[last - 1] in "PRE":
            break
        leapt = _skip_aside(tags, last, floor)
        if leapt == last:
            break
        if tags[last - 1] == "," and tags[leapt + 1] == "X" and tags[floor] in "ISYgA":
            # "After a day in Oslo, Anna Berg (Greens), said": no aside, but the subject.
            last -= 1
            break
        last = leapt
        while last > floor and tags[last - 1] in "A":
            last -= 1
    while last > floor and last < verb and tags[last - 1] in "A":
        last -= 1
    return phrase_before(words, last, floor)


def _topic(tags: str, verb: int, floor: int) -> Range | None:
    """The subject at the head of its clause, before day and place, as in Chinese."""
    first = verb
    while first > floor and tags[first - 1] not in ",;:-.<>()" and verb - first < 2 * _REACH:
        first -= 1
    while first < verb and tags[first] in "YASCk":
        first += 1
    last = first
    while last < verb and tags[last] in "nXkDvpPE~":
        last += 1
    return (first, last) if last > first else None


def phrase_after(words: Words, first: int, ceiling: int) -> Range | None:
    """The noun phrase that begins at word `first`: the subject in "said Anna Berg, a lawyer"."""
    tags, low, joining = words.masked, words.low, words.lexicon.joining
    if first >= ceiling:
        return None
    if tags[first] in "PE":
        return first, first + 1
    k, named = first, False
    while k < ceiling and k - first < _REACH:
        tag = tags[k]
        determined = tag in "DE" and (k == first or tags[k - 1] in "ICpD" or low[k] in joining)
        adverb = tag == "A" and k > first and tags[k + 1 : k + 2] in ("n", "e", "X")
        if tag in "nXgep~" or determined or (tag == "k" and not named):
            named = named or tag == "X"
            k += 1
        elif tag == "v" or adverb:
            k += 1
        elif tag == "I" and k > first and k + 1 < ceiling and tags[k + 1] in "DnXpEk":
            of = low[k] in joining
            if not of and (tags[first] == "X" or named):
                break
            k += 1
        elif tag == "C" and k + 1 < ceiling and tags[k + 1] in "DX" and k > first:
            k += 1
        elif tag == "(" and (close := tags.find(")", k, min(ceiling, k + 8))) > 0:
            k = close + 1
        else:
            break
    while k > first and tags[k - 1] in "AICD~(":
        k -= 1
    return (first, k) if k > first and any(t in "nXvgep" for t in tags[first:k]) else None


def main_subject(words: Words, first: int, before: int) -> Range | None:
    """The subject of the first finite verb in [first, before): who goes on to do the rest."""
    tags = words.masked
    for match in _FINITE.finditer(tags, first, before):
        k = match.start()
        if k < first:
            continue
        start = group_start(words, k, first)
        subject = subject_before(words, start, first) if start > first else None
        if not subject or tags[subject[0]] in "RTW":
            continue
        opener = subject[0] - 1
        comma = tags.find(",", k, before)
        if opener < first or tags[opener] not in "SRWTI" or comma < 0:
            return subject
        first = comma + 1
    return None


def nearest_subject(words: Words, first: int, before: int) -> Range | None:
    """The subject of the last finite verb in [first, before): "visited Oslo and said"."""
    tags = words.masked
    for match in reversed(list(_FINITE.finditer(tags, first + 1, before))):
        start = group_start(words, match.start(), first)
        if start == first or tags[start - 1] in ",CSIDt-":
            continue
        subject = subject_before(words, start, first)
        if subject and subject[1] >= start - 1:
            return subject
    return main_subject(words, first, before)


def saying_subject(words: Words, first: int, before: int) -> Range | None:
    """The subject of an earlier verb of saying: "said it would, adding that"."""
    tags, cues = words.masked, words.lexicon.cues
    for k in range(first + 1, before):
        cue = cues.get(words.low[k]) if tags[k] in "Vv" else None
        if cue and {"q", "t", "r"} & cue.frames.keys() and cue.forms != "g":
            start = group_start(words, k, first)
            subject = subject_before(words, start, first) if start > first else None
            if subject:
                return subject
    return None


def speaker_of(words: Words, i: int, start: int, first: int) -> tuple[Range | None, bool]:
    """The subject of the verb at `i`; True with it where it was borrowed from another verb."""
    tags = words.masked
    if start == first:
        return None, False
    infinite = "t" in tags[start:i]
    joined = tags[start - 1] in "C,-" or infinite
    if words.low[i].endswith("ing") and tags[start] != "B":
        subject = subject_before(words, start, first) if tags[start - 1] not in ",CS-I" else None
        if subject and tags[subject[1] :][:1] != ",":
            return subject, False
        return saying_subject(words, first, start) or nearest_subject(words, first, start), True
    subject = subject_before(words, start, first)
    if subject is not None and tags[start - 1] != "C" and not infinite:
        return subject, False
    return nearest_subject(words, first, start if joined else i), True
