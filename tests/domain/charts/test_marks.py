from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.charts.days import Axis
from annotations.domain.charts.marks import marks_of

# A hundred days: what is less than three of them apart is near.
AXIS = Axis(date(2026, 1, 1), date(2026, 4, 11))


def day(number):
    return AXIS.first + timedelta(days=number)


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ({}, []),
        ({("critical", 10): 1}, [("critical", 1, 0)]),
        ({("critical", 10): 2}, [("critical", 1, -0.5), ("critical", 1, 0.5)]),
        ({("critical", 10): 3}, [("critical", 1, -1), ("critical", 1, 0), ("critical", 1, 1)]),
        ({("critical", 10): 4}, [("critical", 4, 0)]),
        ({("critical", 10): 1, ("critical", 12): 1}, [("critical", 1, -0.5), ("critical", 1, 0.5)]),
        ({("critical", 10): 1, ("critical", 13): 1}, [("critical", 1, 0), ("critical", 1, 0)]),
        ({("critical", 10): 3, ("critical", 12): 2}, [("critical", 5, 0)]),
        ({("critical", 10): 1, ("reject", 10): 1}, [("critical", 1, 0), ("reject", 1, 0)]),
    ],
    ids=str,
)
def test_what_is_near_is_stacked_or_counted(counts, drawn):
    found = marks_of({(row, day(n)): count for (row, n), count in counts.items()}, AXIS)

    assert [(mark.row, mark.count, mark.level) for mark in found] == drawn


def test_a_mark_for_several_says_their_days_and_stands_in_their_middle():
    (mark,) = marks_of({("critical", day(10)): 3, ("critical", day(12)): 1}, AXIS)

    assert (mark.first, mark.last) == (day(10), day(12))
    assert mark.place == pytest.approx(0.11)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["critical", "neutral"]), st.integers(0, 99).map(day)),
        st.integers(1, 9),
    )
)
def test_nothing_is_drawn_twice_or_left_out(counts):
    found = marks_of(counts, AXIS)

    assert sum(mark.count for mark in found) == sum(counts.values())
    for mark in found:
        assert (
            sum(
                n
                for (row, at), n in counts.items()
                if row == mark.row and mark.first <= at <= mark.last
            )
            >= mark.count
        )
        assert 0 <= mark.place <= 1
