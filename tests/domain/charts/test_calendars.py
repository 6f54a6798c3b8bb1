from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.charts.calendars import MOST_WEEKS, WEEK, Month, calendar_of


def test_mondays_are_above_and_weeks_are_columns():
    calendar = calendar_of({date(2026, 3, 4): 1, date(2026, 3, 9): 4})
    places = {one.day: (one.column, one.row, one.count, one.shade) for one in calendar.squares}

    assert calendar.weeks == 2
    assert min(places) == date(2026, 3, 2)
    assert max(places) == date(2026, 3, 15)
    assert places[date(2026, 3, 4)] == (0, 2, 1, 2)
    assert places[date(2026, 3, 9)] == (1, 0, 4, 4)
    assert places[date(2026, 3, 10)] == (1, 1, 0, 0)


def test_months_stand_where_they_begin():
    calendar = calendar_of({date(2026, 3, 30): 1, date(2026, 4, 6): 1})

    assert calendar.months == [Month(0, date(2026, 4, 1), False)]


def test_the_first_month_is_named_where_there_is_room():
    short = calendar_of({date(2026, 3, 18): 1, date(2026, 4, 6): 1})
    long = calendar_of({date(2026, 3, 4): 1, date(2026, 4, 6): 1})
    within = calendar_of({date(2026, 3, 4): 1})

    assert short.months == [Month(2, date(2026, 4, 1), False)]
    assert long.months == [Month(0, date(2026, 3, 2), True), Month(4, date(2026, 4, 1), False)]
    assert within.months == [Month(0, date(2026, 3, 2), False)]


def test_of_a_long_time_the_last_year_is_drawn_and_the_rest_counted():
    days = {date(2020, 1, 1): 5, date(2026, 3, 4): 1}
    calendar = calendar_of(days)

    assert calendar.weeks == MOST_WEEKS
    assert len(calendar.squares) == MOST_WEEKS * WEEK
    assert calendar.squares[-1].day == date(2026, 3, 8)
    assert calendar.earlier == 5
    assert sum(one.count for one in calendar.squares) == 1


def test_every_day_of_the_range_is_there_once():
    first = date(2025, 12, 17)
    counts = {first + timedelta(days=number): 1 for number in range(100)}
    calendar = calendar_of(counts)
    days = [one.day for one in calendar.squares]

    assert len(days) == len(set(days)) == calendar.weeks * WEEK
    assert sum(one.count for one in calendar.squares) + calendar.earlier == 100


def test_nothing_is_no_calendar():
    assert calendar_of({}) is None
    assert calendar_of({date(2026, 3, 4): 0}) is None


@given(st.dictionaries(st.dates(), st.integers(1, 9), min_size=1, max_size=5))
def test_whatever_the_days_each_statement_has_a_square_or_came_earlier(days):
    calendar = calendar_of(days)

    assert sum(one.count for one in calendar.squares) + calendar.earlier == sum(days.values())
    assert 1 <= calendar.weeks <= MOST_WEEKS
    assert calendar.squares[0].day.weekday() == 0
    assert {one.column for one in calendar.squares} == set(range(calendar.weeks))


@pytest.mark.parametrize(
    ("day", "squares"), [(date.min, WEEK), (date.max, 5), (date(9999, 12, 26), WEEK)]
)
def test_the_first_and_the_last_week_of_all(day, squares):
    calendar = calendar_of({day: 2})

    assert (calendar.weeks, len(calendar.squares), calendar.earlier) == (1, squares, 0)
    assert [one.day for one in calendar.squares if one.count] == [day]
