from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.spans.segments import segments


@dataclass(frozen=True)
class Part:
    number: int
    start: int
    end: int


def parts(*ranges: tuple[int, int]) -> list[Part]:
    return [Part(number, *one) for number, one in enumerate(ranges, 1)]


def cut(start, end, *ranges):
    return [
        (low, high, [part.number for part in covering])
        for low, high, covering in segments(start, end, parts(*ranges))
    ]


@pytest.mark.parametrize(
    ("ranges", "pieces"),
    [
        ([], [(0, 10, [])]),
        ([(0, 10)], [(0, 10, [1])]),
        ([(2, 5)], [(0, 2, []), (2, 5, [1]), (5, 10, [])]),
        ([(2, 8), (4, 6)], [(0, 2, []), (2, 4, [1]), (4, 6, [2, 1]), (6, 8, [1]), (8, 10, [])]),
        ([(0, 6), (4, 10)], [(0, 4, [1]), (4, 6, [2, 1]), (6, 10, [2])]),
        ([(3, 5), (5, 7)], [(0, 3, []), (3, 5, [1]), (5, 7, [2]), (7, 10, [])]),
        ([(3, 5), (3, 5)], [(0, 3, []), (3, 5, [2, 1]), (5, 10, [])]),
        ([(-5, 3), (8, 40)], [(0, 3, [1]), (3, 8, []), (8, 10, [2])]),
        ([(-5, 0), (10, 40)], [(0, 10, [])]),
    ],
)
def test_a_text_is_cut_where_parts_begin_and_end(ranges, pieces):
    assert cut(0, 10, *ranges) == pieces


def test_an_empty_stretch_has_no_pieces():
    assert cut(5, 5, (0, 10)) == []


ranges = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda one: (one[0], sum(one)))


@given(st.lists(ranges, max_size=12), st.integers(0, 30), st.integers(0, 40))
def test_pieces_rebuild_the_text_and_name_exactly_what_covers_them(found, start, size):
    end = start + size
    all_parts = parts(*found)

    pieces = list(segments(start, end, all_parts))

    places = [start, *(high for _, high, _ in pieces)]
    assert [low for low, _, _ in pieces] == places[:-1]
    assert places[-1] == end
    for low, high, covering in pieces:
        assert low < high
        for at in (low, high - 1):
            assert set(covering) == {one for one in all_parts if one.start <= at < one.end}
        assert [one.end - one.start for one in covering] == sorted(
            one.end - one.start for one in covering
        )
