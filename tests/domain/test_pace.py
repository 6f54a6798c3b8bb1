"""How fast work goes, and when it would end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.pace import SHOWN, Week, pace_of

# A Wednesday.
TODAY = date(2026, 11, 25)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "needed", "a_week", "ends_on"),
    [
        pytest.param({}, 10, 0, None, id="nothing done"),
        pytest.param({ago(0): 7}, 14, 7, TODAY + timedelta(days=7), id="a day is no pace yet"),
        pytest.param({ago(0): 10}, 10, 10, None, id="all done"),
        pytest.param({ago(0): 12}, 10, 12, None, id="more than was needed"),
        pytest.param({ago(13): 7, ago(0): 7}, 21, 7, TODAY + timedelta(days=7), id="two weeks"),
        pytest.param(
            {ago(200): 1000, ago(27): 4, ago(0): 4}, 1010, 2, TODAY + timedelta(days=7), id="recent"
        ),
        pytest.param({ago(200): 5}, 10, 0, None, id="nobody at work any more"),
        pytest.param({ago(0): 1}, 10**6, 1, None, id="too far away to say"),
    ],
)
def test_the_pace_and_the_end(days, needed, a_week, ends_on):
    pace = pace_of(days, needed, TODAY)

    assert (pace.a_week, pace.ends_on) == (pytest.approx(a_week), ends_on)
    assert pace.left == max(needed - sum(days.values()), 0)


def test_weeks_begin_on_mondays_and_leave_none_out():
    pace = pace_of({ago(16): 2, ago(0): 1, ago(2): 3}, 10, TODAY)

    assert pace.weeks == [
        Week(date(2026, 11, 9), 2, 2),
        Week(date(2026, 11, 16), 0, 2),
        Week(date(2026, 11, 23), 4, 6),
    ]
    assert pace.most == 4


@given(st.dictionaries(st.integers(0, 900).map(ago), st.integers(1, 50), max_size=40))
def test_the_last_week_has_all_and_the_sum_is_kept(days):
    pace = pace_of(days, 10, TODAY)

    assert len(pace.weeks) <= SHOWN
    if days:
        assert pace.weeks[-1].total == sum(days.values()) == pace.done
        assert pace.weeks[-1].monday <= TODAY < pace.weeks[-1].monday + timedelta(days=7)
