import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.charts.days import Axis
from annotations.domain.charts.lanes import WORDS, stays_of

AXIS = Axis(date(2026, 1, 1), date(2026, 4, 11))


def day(number):
    return None if number is None else AXIS.first + timedelta(days=number)


def stays(*ranges):
    found = stays_of([(day(start), day(end)) for start, end in ranges], AXIS)
    return sorted(found, key=lambda stay: stay.number)


@pytest.mark.parametrize(
    ("ranges", "lanes"),
    [
        ([], []),
        ([(0, 50)], [0]),
        # On the change-over day one has ended and the other has begun.
        ([(0, 50), (50, 100)], [0, 0]),
        ([(50, 100), (0, 50)], [0, 0]),
        ([(0, 60), (50, 100)], [0, 1]),
        ([(0, None), (0, 50), (50, 100)], [0, 1, 1]),
        ([(None, 50), (50, None)], [0, 0]),
        ([(None, 50), (10, None)], [0, 1]),
        ([(None, None), (None, None)], [0, 1]),
        # Their words would lie upon one another.
        ([(0, 20), (20, 60)], [0, 1]),
        ([(0, 40), (80, 100)], [0, 0]),
        ([(0, 70), (80, 100)], [0, 1]),
    ],
    ids=str,
)
def test_what_was_at_the_same_time_has_lanes_of_its_own(ranges, lanes):
    found = [stay.lane for stay in stays(*ranges)]

    assert found == lanes


@pytest.mark.parametrize(
    ("start", "end", "bar", "words"),
    [
        (0, 50, (0, 0.5), (0, 0.5)),
        (10, 20, (0.1, 0.2), (0.1, 0.1 + WORDS)),
        (80, 90, (0.8, 0.9), (0.9 - WORDS, 0.9)),
        (None, 10, (0, 0.1), (0, WORDS)),
        (90, None, (0.9, 1), (1 - WORDS, 1)),
        (None, None, (0, 1), (0, 1)),
    ],
)
def test_a_bar_has_its_days_and_its_words_have_room(start, end, bar, words):
    (stay,) = stays((start, end))

    assert (stay.low, stay.high) == pytest.approx(bar)
    assert (stay.left, stay.right) == pytest.approx(words)
    assert stay.is_late is (words[0] < bar[0])


ends = st.one_of(st.none(), st.integers(0, 100))


@given(st.lists(st.tuples(ends, ends), max_size=8))
def test_no_two_in_a_lane_lie_upon_one_another(found):
    ranges = [one for one in found if None in one or one[0] < one[1]]

    drawn = stays(*ranges)

    assert [stay.number for stay in drawn] == list(range(len(ranges)))
    for one, other in itertools.combinations(drawn, 2):
        if one.lane == other.lane:
            assert one.right <= other.left or other.right <= one.left
    for stay in drawn:
        assert 0 <= stay.left <= stay.low <= stay.high <= stay.right <= 1
