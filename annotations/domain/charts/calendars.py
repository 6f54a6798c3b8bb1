"""Days in columns of weeks, as a calendar on a wall has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from annotations.domain.charts.days import moved

WEEK = 7
# About a year fits on a page.
MOST_WEEKS = 53
# As many weeks are as wide as the name of a month, and with its year.
WORDS, WORDS_WITH_A_YEAR = 3, 4
# From hardly any to as many as the fullest day has.
SHADES = 4


@dataclass(frozen=True)
class Square:
    """A day: in which column and row it stands (Mondays above), how many it has, how full it is."""

    day: date
    column: int
    row: int
    count: int
    shade: int


@dataclass(frozen=True)
class Month:
    """A name above the columns. The first one and each January say their year, where the next one
    leaves so much room."""

    column: int
    day: date
    has_year: bool


@dataclass(frozen=True)
class Calendar:
    """`months` stand where they begin, the first one at the edge where it has so much room;
    `earlier` counts what came before."""

    squares: list[Square]
    weeks: int
    months: list[Month]
    earlier: int


def calendar_of(counts: Mapping[date, int]) -> Calendar | None:
    """The last MOST_WEEKS weeks until the latest day with any; None where there is none."""
    days = [day for day, count in counts.items() if count]
    if not days:
        return None
    last = max(days)
    end = moved(last, WEEK - 1 - last.weekday())
    # The Monday of that week begins as many weeks as there are.
    begin = max(min(days), moved(last, -last.weekday() - (MOST_WEEKS - 1) * WEEK))
    begin = moved(begin, -begin.weekday())
    most = max(counts.values())
    length = (end - begin).days + 1
    squares = []
    for number in range(length):
        day = moved(begin, number)
        count = counts.get(day, 0)
        squares.append(Square(day, number // WEEK, number % WEEK, count, _shade(count, most)))
    begun = [(one.column, one.day) for one in squares if one.day.day == 1]
    if not begun or begun[0][0] >= WORDS:
        begun.insert(0, (0, begin))
    earlier = sum(count for day, count in counts.items() if day < begin)
    weeks = -(-length // WEEK)
    return Calendar(squares, weeks, _months(begun, weeks), earlier)


def _months(begun: list[tuple[int, date]], weeks: int) -> list[Month]:
    ends = [*(column for column, _day in begun[1:]), weeks]
    return [
        Month(
            column,
            day,
            (number == 0 or day.month == 1) and end - column >= WORDS_WITH_A_YEAR,
        )
        for number, ((column, day), end) in enumerate(zip(begun, ends, strict=True))
    ]


def _shade(count: int, most: int) -> int:
    return max(1, round(SHADES * (count / most) ** 0.5)) if count else 0
