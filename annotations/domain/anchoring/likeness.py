"""Sentences of a text that others can be recognised in, by what they have three words in a row."""

from collections import Counter
from collections.abc import Iterable

from annotations.domain.anchoring.reading import Reading

_ROW = 3
# What stands so often says nothing about where it stands.
_OFTEN = 50


class Lookalikes:
    """Some sentences of a text, to be asked for those like another one."""

    def __init__(self, reading: Reading, sentences: Iterable[int]) -> None:
        self._by_row: dict[tuple[str, ...], list[int]] = {}
        for n in sentences:
            for row in _rows(reading, n):
                self._by_row.setdefault(row, []).append(n)

    def like(self, reading: Reading, n: int) -> list[tuple[int, float]]:
        """The two most like sentence `n` of another text, and which share of its rows they have."""
        rows = _rows(reading, n)
        votes: Counter[int] = Counter()
        for row in rows:
            found = self._by_row.get(row, ())
            if len(found) <= _OFTEN:
                votes.update(found)
        best = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]
        return [(sentence, count / len(rows)) for sentence, count in best]


def _rows(reading: Reading, n: int) -> set[tuple[str, ...]]:
    first, last = reading.sentences[n]
    keys = reading.keys[first:last]
    return {tuple(keys[k : k + _ROW]) for k in range(len(keys) - _ROW + 1)}
