"""Days as an index of numbers has them: each by its year, its month and itself."""

from collections.abc import Iterator
from datetime import date, timedelta


def numbers_of(day: date) -> tuple[int, int, int]:
    """20260000, 20260300 and 20260309 of 9 March 2026."""
    year, month = day.year * 10_000, day.month * 100
    return year, year + month, year + month + day.day


def cover(first: date, last: date) -> list[int]:
    """The fewest numbers such that a day has one of them where it is from `first` to `last`, both
    included, and no other day has. At most 82 and one for each year."""
    return list(_cover(first, last))


def _cover(first: date, last: date) -> Iterator[int]:
    while first <= last:
        year, month, day = numbers_of(first)
        number, end = day, first
        if first.day == 1 and (of_month := _end_of_month(first)) <= last:
            number, end = month, of_month
            if first.month == 1 and (of_year := date(first.year, 12, 31)) <= last:
                number, end = year, of_year
        yield number
        if end == date.max:
            return
        first = end + timedelta(days=1)


def _end_of_month(day: date) -> date:
    if day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)
