from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.charts.days import MOST, Axis, Unit, axis_of, ticks_of

MARCH = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("days", "first", "end"),
    [
        ([MARCH], date(2026, 3, 1), date(2026, 3, 6)),
        ([MARCH, date(2026, 3, 4)], date(2026, 3, 1), date(2026, 3, 7)),
        ([date(2026, 3, 31), date(2026, 3, 1)], date(2026, 2, 28), date(2026, 4, 2)),
        ([date(2020, 1, 1), date(2026, 1, 1)], date(2019, 10, 5), date(2026, 3, 31)),
        ([date.min, date.max], date.min, date.max),
    ],
)
def test_an_axis_has_room_around_its_days(days, first, end):
    assert axis_of(days) == Axis(first, end)


def test_there_is_no_axis_of_no_days():
    assert axis_of([]) is None


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 3, 1), 0),
        (date(2026, 3, 6), 0.5),
        (date(2026, 3, 11), 1),
        (date(2025, 1, 1), 0),
        (date(2027, 1, 1), 1),
    ],
)
def test_a_day_has_its_place(day, place):
    assert Axis(date(2026, 3, 1), date(2026, 3, 11)).place(day) == place


@pytest.mark.parametrize(
    ("first", "end", "unit", "ticks"),
    [
        (date(2026, 3, 1), date(2026, 3, 5), Unit.DAY, ["03-01", "03-02", "03-03", "03-04"]),
        # Mondays.
        (date(2026, 3, 3), date(2026, 3, 30), Unit.DAY, ["03-09", "03-16", "03-23"]),
        (date(2026, 3, 3), date(2026, 4, 14), Unit.DAY, ["03-16", "03-30", "04-13"]),
        (date(2026, 1, 15), date(2026, 5, 1), Unit.MONTH, ["02-01", "03-01", "04-01"]),
        (date(2025, 11, 2), date(2026, 12, 1), Unit.MONTH, ["01-01", "04-01", "07-01", "10-01"]),
    ],
)
def test_ticks_are_round_days(first, end, unit, ticks):
    found = ticks_of(Axis(first, end))

    assert [f"{tick.day:%m-%d}" for tick in found] == ticks
    assert {tick.unit for tick in found} == {unit}


@pytest.mark.parametrize(
    ("first", "end", "years"),
    [
        (date(2020, 5, 1), date(2024, 5, 1), [2021, 2022, 2023, 2024]),
        (date(2019, 5, 1), date(2024, 5, 1), [2020, 2022, 2024]),
        (date(1951, 5, 1), date(2026, 5, 1), [1960, 1980, 2000, 2020]),
    ],
)
def test_decades_are_told_by_years(first, end, years):
    assert [tick.day.year for tick in ticks_of(Axis(first, end))] == years


@given(st.lists(st.dates() | st.sampled_from([date.min, date.max]), min_size=1, max_size=5))
def test_whatever_the_days_ticks_are_few_in_order_and_inside(days):
    axis = axis_of(days)

    ticks = [tick.day for tick in ticks_of(axis)]

    assert 1 <= len(ticks) <= MOST
    assert ticks == sorted(set(ticks))
    assert all(axis.first <= tick < axis.end for tick in ticks)
    assert all(0 <= axis.place(day) <= axis.middle(day) <= axis.after(day) <= 1 for day in days)
