"""Spans of one text carried to another one."""

from collections.abc import Sequence

from annotations.domain.anchoring.landing import land
from annotations.domain.anchoring.outcomes import Carried, Outcome
from annotations.domain.anchoring.places import find_place
from annotations.domain.anchoring.reading import Range, read
from annotations.domain.anchoring.voices import Voices, same_voices
from annotations.domain.quotes.guessing import language_code


def carry(old: str, new: str, spans: Sequence[Range], language: str | None = None) -> list[Carried]:
    """What became of each of `spans`, [start, end) in code points of `old`, in the same order.

    `language` is that of both texts, as a code; guessed without it. Raises ValueError, with a
    sentence, for a span that is no range of `old`. Takes about linear time and never fails.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(old):
            raise ValueError(f"The span [{start}, {end}] is no range of the old text.")
    if old == new:
        return [Carried(Outcome.SAME, start, end) for start, end in spans]
    if not spans:
        return []
    carrier = _Carrier(old, new, language_code(old, language))
    return [carrier.carry(start, end) for start, end in spans]


class _Carrier:
    def __init__(self, old: str, new: str, language: str) -> None:
        self.old, self.new = read(old), read(new)
        self.landing = land(self.old, self.new)
        self.before = Voices(self.old, language)
        self.after = Voices(self.new, language)

    def carry(self, start: int, end: int) -> Carried:
        first, last = self.old.words_in(start, end)
        blank = first == last
        if blank:
            # White space: it is where the words beside it are, or nowhere.
            first, last = max(first - 1, 0), min(last + 1, len(self.old.words))
        if first == last:
            return Carried(Outcome.GONE)
        fates = self.landing.fates_of(self.old.sentences_of(first, last))
        if fates <= {Outcome.SAME, Outcome.MOVED}:
            place = self._exact(start, end, first, last)
            if place and self._same_clause((start, end), place, first, last):
                return Carried(Outcome.MOVED if Outcome.MOVED in fates else Outcome.SAME, *place)
        place = None if blank else find_place(self.landing, first, last)
        if place is None:
            return Carried(Outcome.GONE)
        doubtful = fates == {Outcome.AMBIGUOUS}
        return Carried(Outcome.AMBIGUOUS if doubtful else Outcome.CHANGED, *place)

    def _exact(self, start: int, end: int, first: int, last: int) -> Range | None:
        """The place of the very words, where they landed together."""
        words = self.landing.words
        if words[last - 1] - words[first] != last - 1 - first:
            return None
        begin = self.new.words[words[first]][0] + start - self.old.words[first][0]
        stop = self.new.words[words[last - 1]][1] + end - self.old.words[last - 1][1]
        found = begin >= 0 and self.new.text[begin:stop] == self.old.text[start:end]
        return (begin, stop) if found else None

    def _same_clause(self, place: Range, new_place: Range, first: int, last: int) -> bool:
        said, says = self.before.at(*place), self.after.at(*new_place)
        if not same_voices(said, says):
            return False
        # Without a cue, who speaks is a guess from what stands before.
        alone = not self.before.is_told(*place)
        begun, ended = self.landing.words[first], self.landing.words[last - 1]
        around = self.before.around(first, last - 1, alone=alone)
        return around == self.after.around(begun, ended, alone=alone)
