"""Who gets which article."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.assigning import Place, Worker, shared_out

A, B, C = (UUID(int=number) for number in (1, 2, 3))
ONE, TWO = (UUID(int=number) for number in (11, 12))
FRENCH = frozenset({"fr"})


@pytest.mark.parametrize(
    ("places", "workers", "at_most", "expected"),
    [
        pytest.param([], [Worker(A)], None, [], id="no articles"),
        pytest.param([Place(ONE, "en", 1)], [], None, [], id="nobody there"),
        pytest.param(
            [Place(ONE, "en", 2)],
            [Worker(A), Worker(B), Worker(C)],
            None,
            [(ONE, A), (ONE, B)],
            id="as many as there are slots",
        ),
        pytest.param(
            [Place(ONE, "en", 3)], [Worker(A)], None, [(ONE, A)], id="nobody gets it twice"
        ),
        pytest.param(
            [Place(ONE, "en", 1, frozenset({A}))],
            [Worker(A), Worker(B, load=9)],
            None,
            [(ONE, B)],
            id="who had it does not get it again",
        ),
        pytest.param(
            [Place(ONE, "en", 1), Place(TWO, "en", 1)],
            [Worker(A, load=1), Worker(B)],
            None,
            [(ONE, B), (TWO, A)],
            id="least to do first, then in order",
        ),
        pytest.param(
            [Place(ONE, "fr", 1), Place(TWO, "en", 1)],
            [Worker(A, languages=frozenset({"en"})), Worker(B, load=5, languages=FRENCH)],
            None,
            [(ONE, B), (TWO, A)],
            id="by language before load",
        ),
        pytest.param(
            [Place(ONE, "", 1), Place(TWO, "ar", 1)],
            [Worker(A, languages=FRENCH)],
            None,
            [(ONE, A)],
            id="an unknown language is for anybody, an unread one for nobody",
        ),
        pytest.param(
            [Place(ONE, "ar", 1)], [Worker(A)], None, [(ONE, A)], id="no languages means any"
        ),
        pytest.param(
            [Place(ONE, "en", 2), Place(TWO, "en", 2)],
            [Worker(A, load=1), Worker(B)],
            2,
            [(ONE, B), (ONE, A), (TWO, B)],
            id="nobody gets more than was said",
        ),
    ],
)
def test_articles_are_shared_out(places, workers, at_most, expected):
    assert shared_out(places, workers, at_most) == expected


@given(
    free=st.lists(st.integers(0, 4), max_size=12),
    loads=st.lists(st.integers(0, 5), min_size=1, max_size=5),
)
def test_loads_even_out_and_no_slot_is_filled_twice(free, loads):
    places = [Place(UUID(int=100 + n), "en", count) for n, count in enumerate(free)]
    workers = [Worker(UUID(int=1 + n), load) for n, load in enumerate(loads)]

    pairs = shared_out(places, workers)

    assert len(set(pairs)) == len(pairs)
    got = Counter(article for article, _ in pairs)
    assert all(got[place.article] == min(place.free, len(workers)) for place in places)
    if all(count <= 1 for count in free):
        given_to = Counter(analyst for _, analyst in pairs)
        after = [worker.load + given_to[worker.analyst] for worker in workers]
        assert max(after) <= max(max(loads), min(after) + 1)
