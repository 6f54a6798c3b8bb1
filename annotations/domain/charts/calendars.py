"""Days in columns of weeks, as a calendar on a wall has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7
# About a year fits on a page.
MOST_WEEKS = 53
# As many weeks are as wide as the name of a month.
WORDS = 3
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
class Calendar:
    """`months` are the columns in which a month begins, and the first one where its month has so
    much room; `earlier` counts what came before."""

    squares: list[Square]
    weeks: int
    months: list[tuple[int, date]]
    earlier: int


def calendar_of(counts: Mapping[date, int]) -> Calendar | None:
    """The last MOST_WEEKS weeks until the latest day with any; None where there is none."""
    days = [day for day, count in counts.items() if count]
    if not days:
        return None
    last = max(days)
    end = last + timedelta(days=WEEK - 1 - last.weekday())
    begin = max(min(days), end - timedelta(weeks=MOST_WEEKS) + timedelta(days=1))
    begin -= timedelta(days=begin.weekday())
    most = max(counts.values())
    length = (end - begin).days + 1
    squares = []
    for number in range(length):
        day = begin + timedelta(days=number)
        count = counts.get(day, 0)
        squares.append(Square(day, number // WEEK, number % WEEK, count, _shade(count, most)))
    months = [(one.column, one.day) for one in squares if one.day.day == 1]
    if not months or months[0][0] >= WORDS:
        months.insert(0, (0, begin))
    earlier = sum(count for day, count in counts.items() if day < begin)
    return Calendar(squares, length // WEEK, months, earlier)


def _shade(count: int, most: int) -> int:
    return max(1, round(SHADES * (count / most) ** 0.5)) if count else 0
