from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.charts.steps import Step, around, step_of, stepped_by


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), Step.DAY),
        (date(2026, 3, 1), date(2026, 4, 29), Step.DAY),
        (date(2026, 3, 1), date(2026, 4, 30), Step.WEEK),
        (date(2026, 1, 1), date(2027, 2, 1), Step.WEEK),
        (date(2026, 1, 1), date(2027, 6, 1), Step.MONTH),
    ],
)
def test_as_small_as_there_is_room_for(first, last, step):
    assert step_of([last, first]) == step


def test_without_any_day_there_is_a_step_all_the_same():
    assert step_of([]) == Step.DAY
    assert stepped_by(Step.WEEK, {}) == {}


@pytest.mark.parametrize(
    ("step", "day", "first", "last"),
    [
        (Step.DAY, date(2026, 3, 4), date(2026, 3, 4), date(2026, 3, 4)),
        (Step.WEEK, date(2026, 3, 1), date(2026, 2, 23), date(2026, 3, 1)),
        (Step.WEEK, date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 8)),
        (Step.MONTH, date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        (Step.MONTH, date(9999, 12, 31), date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_from_its_first_day_to_its_last(step, day, first, last):
    assert around(step, day) == (first, last)


@given(st.sampled_from(Step), st.dates() | st.sampled_from([date.min, date.max]))
def test_any_day_is_in_its_step(step, day):
    first, last = around(step, day)

    assert first <= day <= last


def test_days_of_one_step_are_put_together():
    counts = {date(2026, 3, 2): 1, date(2026, 3, 8): 2, date(2026, 3, 9): 4}

    assert stepped_by(Step.WEEK, counts) == {
        (date(2026, 3, 2), date(2026, 3, 8)): 3,
        (date(2026, 3, 9), date(2026, 3, 15)): 4,
    }
