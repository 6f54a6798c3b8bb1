"""What each word that can be a cue might report: the rules' reading first, then other ends of it,
and where no rule reads anything, whatever clause or phrase stands beside the word."""

from dataclasses import dataclass

from annotations.domain.quotes.clauses import clause_at
from annotations.domain.quotes.extents import sentence_end
from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.reported import clause_start
from annotations.domain.quotes.subjects import group_start
from annotations.domain.quotes.tokens import Words

# So many places are tried where the content may end before its sentence does.
_ENDS = 6
_FINITE = frozenset("VBHMd")
_OPENING = {"T": "t", "W": "w", "t": "i", "g": "g", "P": "z", "I": "p", "<": "q"}


@dataclass(slots=True)
class Anchor:
    """A word that can be a cue, in its sentence [first, last), with its readings: the same
    statement with other contents. The first is the rules' own where `ruled`."""

    word: int
    first: int
    last: int
    readings: list[list[Range]]
    found: Found
    ruled: bool


def ends(words: Words, start: int, last: int) -> list[int]:
    """Where something that begins at word `start` may end: before marks that part clauses, before
    conjunctions and verbs that may belong to something else, and at the end of the sentence."""
    tags, end = words.masked, sentence_end(words, last)
    found: list[int] = []
    for k in range(start + 1, end):
        tag = tags[k]
        if tag in ",;SC-(IR" or (tag in _FINITE and tags[k - 1] in "nXkve)>"):
            if tag == "I" and len(found) > 1:
                continue
            found.append(k)
            if len(found) == _ENDS:
                break
    if end > start:
        found.append(end)
    return found


def read_anchor(words: Words, i: int, first: int, last: int, beyond_rules: bool) -> Anchor | None:
    """The readings of the word at `i`; None where nothing stands beside it, or no rule reads
    anything and nothing else is asked for."""
    made = clause_at(words, i, first, last)
    if made is not None:
        begin, end = made.content[-1]
        led = made.content[:-1]
        readings = [made.content]
        readings += [[*led, (begin, other)] for other in ends(words, begin, last) if other != end]
        return Anchor(i, first, last, readings, made, True)
    return _open(words, i, first, last) if beyond_rules else None


def _open(words: Words, i: int, first: int, last: int) -> Anchor | None:
    """Readings that no rule gives: what follows the word, and the clause before it."""
    tags = words.masked
    start = group_start(words, i, first)
    readings: list[list[Range]] = []
    for begin in starts(words, i + 1, last):
        readings += [[(begin, end)] for end in ends(words, begin, last)]
    comma = tags.rfind(",", first, start)
    if comma > first + 1:
        led = [(first, comma)]
        readings.append(led)
        end = sentence_end(words, last)
        if tags[i + 1 : i + 2] == "," and i + 2 < end:
            readings.append([*led, (i + 2, end)])
    if not readings:
        return None
    begin = readings[0][0][0]
    family = "learned." + _OPENING.get(tags[begin], "o")
    found = Found(family, readings[0], (start, i + 1), None, words.low[i])
    return Anchor(i, first, last, readings, found, False)


def starts(words: Words, k: int, last: int) -> list[int]:
    """Where the content may begin behind a cue that ends before word `k`."""
    end = sentence_end(words, last)
    if k >= end:
        return []
    found = [k]
    found += clause_start(words, k, end)
    that = words.masked.find("T", k, min(end, k + 12))
    if that > 0:
        found.append(that)
    if words.masked[k] in ",I:" and k + 1 < end:
        found.append(k + 1)
    return list(dict.fromkeys(at for at in found if at < end))
