"""A table of counts that adds up: who against whom, what does not fit in a line of its own, totals.

Of each dimension a line has one value; what is left over is put together in one more, so that the
lines are always all there is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

# Everything for which there is no line of its own. No key, date or code looks like that.
OTHERS = "*"
# What nobody entered.
NOTHING = ""


class Counted(NamedTuple):
    """`n` statements of one row, column and stance, `direct` of them in their own words."""

    row: str
    column: str
    stance: str
    n: int
    direct: int


@dataclass
class Cell:
    """`stances` is how many have which stance, those without one under NOTHING."""

    count: int = 0
    direct: int = 0
    stances: Counter[str] = field(default_factory=Counter)

    def add(self, one: Counted) -> None:
        self.count += one.n
        self.direct += one.direct
        self.stances[one.stance] += one.n


@dataclass(frozen=True)
class Lines:
    """Which values of a dimension get a line, and in which order.

    `scale` is that order where there is one; else the most frequent come first. `most` of them;
    where the values are `dated`, these are the latest, and stand in the order of time.
    """

    most: int | None = None
    scale: Sequence[str] = ()
    dated: bool = False

    def of(self, counts: Mapping[str, int]) -> list[str]:
        """What is left over comes where its values would stand, what nobody entered last.

        Counts may have something left over already: of values that would get no line anyway.
        """
        known = [value for value in counts if value not in (NOTHING, OTHERS)]
        is_cut = OTHERS in counts
        if self.scale:
            places = {value: place for place, value in enumerate(self.scale)}
            known.sort(key=lambda value: (places.get(value, len(places)), value))
        elif self.dated:
            known.sort(reverse=True)
        else:
            known.sort(key=lambda value: (-counts[value], value))
        shown = known
        # A line for the rest of them takes as much room as the one that it would stand for.
        if self.most is not None and len(known) > self.most:
            shown, is_cut = known[: self.most - 1], True
        nothing = [NOTHING] if NOTHING in counts else []
        if self.dated:
            return [*([OTHERS] if is_cut else []), *reversed(shown), *nothing]
        return [*shown, *([OTHERS] if is_cut else []), *nothing]


@dataclass(frozen=True)
class Matrix:
    """`cells` has only those in which there is anything."""

    rows: list[str]
    columns: list[str]
    cells: Mapping[tuple[str, str], Cell]
    row_totals: Mapping[str, Cell]
    column_totals: Mapping[str, Cell]
    total: Cell

    def cell(self, row: str, column: str) -> Cell:
        return self.cells.get((row, column)) or Cell()


def matrix_of(counts: Iterable[Counted], rows: Lines, columns: Lines) -> Matrix:
    """Every count is in one cell, one row's, one column's and the whole total."""
    counts = list(counts)
    by_row: Counter[str] = Counter()
    by_column: Counter[str] = Counter()
    for one in counts:
        by_row[one.row] += one.n
        by_column[one.column] += one.n
    shown_rows, shown_columns = rows.of(by_row), columns.of(by_column)
    own_rows, own_columns = set(shown_rows), set(shown_columns)
    cells: dict[tuple[str, str], Cell] = {}
    row_totals = {value: Cell() for value in shown_rows}
    column_totals = {value: Cell() for value in shown_columns}
    total = Cell()
    for one in counts:
        row = one.row if one.row in own_rows else OTHERS
        column = one.column if one.column in own_columns else OTHERS
        cell = cells.setdefault((row, column), Cell())
        for sum_ in (cell, row_totals[row], column_totals[column], total):
            sum_.add(one)
    return Matrix(shown_rows, shown_columns, cells, row_totals, column_totals, total)
