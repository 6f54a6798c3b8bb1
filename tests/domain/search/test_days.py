"""Numbers of days: those of a stretch of days find these days and no others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.search.days import cover, numbers_of

CASES = [
    ("2026-03-09", "2026-03-09", [20260309]),
    ("2026-03-01", "2026-03-31", [20260300]),
    ("2024-02-01", "2024-02-29", [20240200]),
    ("2024-02-01", "2024-02-28", list(range(20240201, 20240229))),
    ("2025-11-30", "2026-02-02", [20251130, 20251200, 20260100, 20260201, 20260202]),
    ("2025-01-01", "2026-12-31", [20250000, 20260000]),
    ("2025-01-01", "2026-01-31", [20250000, 20260100]),
    ("2026-03-10", "2026-03-09", []),
    ("0001-01-01", "0001-01-01", [10101]),
    ("9999-12-31", "9999-12-31", [99991231]),
    ("9998-01-01", "9999-12-31", [99980000, 99990000]),
]
DAYS = st.dates(date(1999, 1, 1), date(2003, 12, 31))


@pytest.mark.parametrize(("first", "last", "numbers"), CASES)
def test_a_stretch_of_days_is_covered_by_few_numbers(first, last, numbers):
    assert cover(date.fromisoformat(first), date.fromisoformat(last)) == numbers


@given(st.tuples(DAYS, DAYS).map(sorted), DAYS)
def test_a_day_has_one_of_the_numbers_where_it_is_among_them_else_none(stretch, day):
    first, last = stretch

    numbers = cover(first, last)

    assert bool({*numbers} & {*numbers_of(day)}) == (first <= day <= last)
    assert len(numbers) == len({*numbers}) <= 82 + last.year - first.year + 1
