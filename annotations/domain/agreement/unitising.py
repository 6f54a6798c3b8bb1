"""Krippendorff's alpha for coders who chose the passages themselves.

K. Krippendorff, Content Analysis: An Introduction to Its Methodology, 2nd edition, 2004, pages 251
to 256: of each value, the passages of two coders are compared where they overlap, and a passage
with the gap of the other in which it lies; chance would lay the passages anywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from annotations.domain.agreement.ratings import Agreement, Why


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """A passage of a coder: [start, start + length) has the value."""

    start: int
    length: int
    coder: str = ""
    value: str | float = ""

    @property
    def end(self) -> int:
        return self.start + self.length


def alpha_u(
    sections: Iterable[Section], begin: int, end: int, coders: Iterable[str] = ()
) -> Agreement:
    """Over the text [begin, end), of all values together. Lengths in any unit, whole numbers.

    Those of the `coders` who chose nothing count when they are named. Raises ValueError where a
    section is empty, is not within the text, or overlaps another of the same coder and value.
    """
    sections = list(sections)
    everybody = sorted({*coders, *(section.coder for section in sections)})
    if len(everybody) < 2 or not sections:
        return Agreement(None, why=Why.NOTHING_SHARED)
    observed = expected = 0.0
    for value in {section.value for section in sections}:
        laid = [
            _Line([one for one in sections if (one.coder, one.value) == (coder, value)], begin, end)
            for coder in everybody
        ]
        observed += _observed(laid, end - begin)
        expected += _expected(laid, end - begin)
    if not expected:
        return Agreement(None, observed, expected, len(sections), Why.UNANIMOUS)
    return Agreement(1 - observed / expected, observed, expected, len(sections))


class _Line:
    """The passages of one coder and value, in order, and the gaps between them."""

    def __init__(self, chosen: Sequence[Section], begin: int, end: int) -> None:
        self.chosen = sorted(chosen)
        self.gaps: list[Section] = []
        at = begin
        for section in self.chosen:
            if section.length < 1:
                raise ValueError(f"The section at {section.start} is empty.")
            if section.start < begin or section.end > end:
                raise ValueError(f"The section at {section.start} is not within the text.")
            if section.start < at:
                raise ValueError(f"The section at {section.start} overlaps another of its kind.")
            self.gaps.append(Section(at, section.start - at))
            at = section.end
        self.gaps.append(Section(at, end - at))


def _observed(lines: Sequence[_Line], length: int) -> float:
    apart = sum(_apart(one, other) for one, other in permutations(lines, 2))
    return apart / (len(lines) * (len(lines) - 1) * length**2)


def _apart(one: _Line, other: _Line) -> int:
    """Overlapping passages by the squares of how far their ends are apart, passages in a gap by the
    square of their length. Of the latter only those of `one`, as every pair comes both ways, twice.
    """
    found = 0
    for mine, theirs in _meeting(one.chosen, other.chosen):
        found += (mine.start - theirs.start) ** 2 + (mine.end - theirs.end) ** 2
    for mine, gap in _meeting(one.chosen, other.gaps):
        if gap.start <= mine.start and mine.end <= gap.end:
            found += 2 * mine.length**2
    return found


def _meeting(
    ones: Sequence[Section], others: Sequence[Section]
) -> Iterator[tuple[Section, Section]]:
    """All pairs that overlap; both sides are in order, and do not overlap themselves."""
    first = 0
    for one in ones:
        while first < len(others) and others[first].end <= one.start:
            first += 1
        for other in others[first:]:
            if other.start >= one.end:
                break
            yield one, other


def _expected(lines: Sequence[_Line], length: int) -> float:
    chosen = [section.length for line in lines for section in line.chosen]
    gaps = [gap.length for line in lines for gap in line.gaps]
    total = len(lines) * length
    apart = 0.0
    for n in chosen:
        apart += (len(chosen) - 1) / 3 * (2 * n**3 - 3 * n**2 + n)
        apart += n**2 * sum(gap - n + 1 for gap in gaps if gap >= n)
    ways = total * (total - 1) - sum(n * (n - 1) for n in chosen)
    return 2 / length * apart / ways if ways else 0.0
