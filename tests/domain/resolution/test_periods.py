from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.resolution.periods import clusters, hull, overlap


def year(first, end):
    return (first and date(first, 1, 1), end and date(end, 1, 1))


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        ((2019, 2021), (2020, 2022), True),
        ((2019, 2020), (2020, 2022), False),
        ((2019, None), (2024, 2025), True),
        ((None, 2020), (2019, None), True),
        ((None, 2020), (2020, None), False),
        ((None, None), (None, None), True),
    ],
)
def test_half_open_times_overlap_where_a_day_is_in_both(one, other, do):
    assert overlap(year(*one), year(*other)) is do
    assert overlap(year(*other), year(*one)) is do


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ([], []),
        ([(2019, 2020), (2020, 2021)], [[0], [1]]),
        ([(2010, 2015), (2000, 2005), (2003, 2012)], [[1, 2, 0]]),
        ([(2000, None), (2019, 2020), (2030, 2031)], [[0, 1, 2]]),
        ([(2000, 2001), (None, 1990)], [[1], [0]]),
    ],
)
def test_times_are_put_together_over_others(periods, found):
    assert clusters([year(*one) for one in periods]) == found


def test_what_is_held_together_is_held_from_the_first_to_the_last():
    assert hull([year(2003, 2012), year(2000, 2005)]) == year(2000, 2012)
    assert hull([year(2003, None), year(None, 2005)]) == (None, None)


days = st.none() | st.dates(date(2000, 1, 1), date(2003, 1, 1))


@given(st.lists(st.tuples(days, days).filter(lambda p: None in p or p[0] < p[1]), max_size=6))
def test_those_of_two_clusters_never_overlap(periods):
    groups = clusters(periods)

    assert sorted(place for group in groups for place in group) == list(range(len(periods)))
    for group in groups:
        for other in groups:
            if group is not other:
                assert not overlap(
                    hull([periods[n] for n in group]), hull([periods[n] for n in other])
                )
