import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.spans.lanes import (
    LANES,
    Neighbours,
    Placed,
    cluster,
    depth,
    free_lane,
    laid_out,
)

ranges = st.tuples(st.integers(0, 80), st.integers(1, 25)).map(lambda one: (one[0], sum(one)))


def placed(*found, lane=0):
    return [Placed(number, *one, lane) for number, one in enumerate(found, 1)]


@pytest.mark.parametrize(
    ("found", "lanes"),
    [
        ([], []),
        ([(0, 9), (20, 30)], [0, 0]),
        ([(0, 9), (9, 12)], [0, 0]),
        ([(0, 9), (3, 5), (4, 7)], [0, 1, 2]),
        ([(0, 9), (3, 5), (5, 7)], [0, 1, 1]),
        ([(3, 5), (0, 9)], [1, 0]),
        ([(0, 2), (0, 3), (0, 4), (0, 5), (0, 6)], [3, 3, 2, 1, 0]),
    ],
)
def test_each_range_gets_the_lowest_lane_that_is_free(found, lanes):
    assert [lane for _, lane in sorted(laid_out(placed(*found)).items())] == lanes


@given(st.lists(ranges, max_size=14))
def test_lanes_do_not_collide_while_there_are_enough(found):
    everything = placed(*found)

    lanes = laid_out(everything)

    assert set(lanes.values()) <= set(range(LANES))
    if depth(everything) <= LANES:
        for one, other in itertools.combinations(everything, 2):
            if one.overlaps(other.start, other.end):
                assert lanes[one.number] != lanes[other.number]


@pytest.mark.parametrize(
    ("found", "deepest"),
    [([], 0), ([(0, 5)], 1), ([(0, 5), (5, 9)], 1), ([(0, 5), (4, 9), (4, 5)], 3)],
)
def test_depth_is_how_many_cover_the_busiest_place(found, deepest):
    assert depth(placed(*found)) == deepest


def test_a_lane_is_kept_while_nobody_else_is_in_it():
    others = [Placed(1, 0, 10, 0), Placed(2, 5, 20, 1)]

    assert free_lane(6, 8, others) == 2
    assert free_lane(6, 8, others, wanted=3) == 3
    assert free_lane(6, 8, others, wanted=1) == 2
    assert free_lane(12, 14, others) == 0
    assert free_lane(6, 8, [Placed(n, 0, 9, n) for n in range(LANES)]) is None


def test_a_cluster_is_what_hangs_together_with_a_seed():
    everything = placed((0, 5), (4, 9), (9, 12), (8, 10), (20, 22))

    found = cluster(everything, [Placed(3, 9, 12)])

    assert sorted(one.number for one in found) == [1, 2, 3, 4]
    assert cluster(everything, []) == []


@given(st.lists(ranges, min_size=1, max_size=14))
def test_laying_out_a_cluster_is_laying_out_all(found):
    everything = placed(*found)
    lanes = laid_out(everything)

    group = cluster(everything, everything[:1])

    assert laid_out(group) == {one.number: lanes[one.number] for one in group}


def test_neighbours_are_those_of_the_places_that_are_known():
    one, other = Placed(1, 0, 10), Placed(2, 30, 40, 1)
    known = Neighbours([(0, 20), (25, 50)], [one, other])

    assert known.near([(5, 15)]) == [one]
    assert known.near([(10, 20), (39, 50)]) == [other]
    assert known.near([]) == []
    assert known.near([(15, 26)]) is None
    assert known.near([(5, 15), (45, 60)]) is None
