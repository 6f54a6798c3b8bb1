"""Which stretch of the new text a passage became, when its words are not all there any more."""

from annotations.domain.anchoring.landing import RECOGNISED, Landing, has_room
from annotations.domain.anchoring.outcomes import Outcome
from annotations.domain.anchoring.reading import Range

# So many sentences of a passage are looked at one by one where it was torn apart.
_MOST_PIECES = 100


def find_place(landing: Landing, first: int, last: int) -> Range | None:
    """The code points that the words [first, last) of the old text became, or None."""
    found = _recognised(landing, first, last) and _together(landing, first, last)
    found = found or _largest_piece(landing, first, last)
    if not found:
        return None
    return landing.new.words[found[0]][0], landing.new.words[found[1] - 1][1]


def _recognised(landing: Landing, first: int, last: int) -> bool:
    fates = landing.fates_of(landing.old.sentences_of(first, last))
    return Outcome.GONE not in fates or landing.share(first, last) >= RECOGNISED


def _together(landing: Landing, first: int, last: int) -> Range | None:
    """The words [low, high) of the new text: those that are left, and what replaces the others."""
    words = landing.words
    begun, ended = landing.behind(first), landing.before(last)
    if begun is None or ended is None or begun >= last:
        low, high = _edge_before(landing, first), _edge_behind(landing, last)
        if low is None or high is None:
            return None
    else:
        low, high = words[begun], words[ended] + 1
        before = _edge_before(landing, first) if begun > first else None
        behind = _edge_behind(landing, last) if ended < last - 1 else None
        low = before if before is not None and before <= low else low
        high = behind if behind is not None and behind >= high else high
    return (low, high) if low < high and has_room(last - first, high - low) else None


def _edge_before(landing: Landing, word: int) -> int | None:
    """Where what stands in the place of `word` begins: behind what its sentence has before it."""
    start, end = landing.old.sentences[landing.old.sentence_of(word)]
    before, behind = landing.before(word), landing.behind(word)
    if before is not None and before >= start:
        return landing.words[before] + 1
    if behind is None or behind >= end:
        return None
    return landing.new.sentences[landing.new.sentence_of(landing.words[behind])][0]


def _edge_behind(landing: Landing, word: int) -> int | None:
    """Where what stands in the place of the word before `word` ends."""
    start, end = landing.old.sentences[landing.old.sentence_of(word - 1)]
    before, behind = landing.before(word), landing.behind(word)
    if behind is not None and behind < end:
        return landing.words[behind]
    if before is None or before < start:
        return None
    return landing.new.sentences[landing.new.sentence_of(landing.words[before])][1]


def _largest_piece(landing: Landing, first: int, last: int) -> Range | None:
    """Where its sentences went different ways: the place of the one that is most of it."""
    sentences = landing.old.sentences_of(first, last)[:_MOST_PIECES]
    if len(sentences) == 1:
        return None
    pieces = [
        (max(first, start), min(last, end))
        for start, end in (landing.old.sentences[n] for n in sentences)
    ]
    whole = landing.weights[last] - landing.weights[first]
    best = max(pieces, key=lambda piece: landing.found[piece[1]] - landing.found[piece[0]])
    enough = landing.found[best[1]] - landing.found[best[0]] >= RECOGNISED * whole
    return _together(landing, *best) if enough else None
