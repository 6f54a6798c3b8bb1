from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.charts.networks import places_of

NAMES = [f"n{number}" for number in range(12)]
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))


@given(st.dictionaries(PAIRS, st.integers(1, 500), max_size=20))
def test_all_stand_in_the_picture_and_always_at_the_same_place(weights):
    places = places_of(NAMES, weights)

    assert set(places) == set(NAMES)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert places_of(NAMES, weights) == places


def test_who_has_to_do_with_one_another_stands_together():
    groups = [NAMES[:6], NAMES[6:]]
    weights = {
        (one, other): 5 for group in groups for one in group for other in group if one < other
    }
    places = places_of(NAMES, weights | {(NAMES[0], NAMES[6]): 1})

    def far(one, other):
        return hypot(places[one][0] - places[other][0], places[one][1] - places[other][1])

    inside = [far(one, other) for one, other in weights]
    across = [far(one, other) for one in groups[0] for other in groups[1]]
    assert sum(inside) / len(inside) < 0.5 * sum(across) / len(across)


def test_no_two_stand_upon_one_another():
    places = list(places_of(NAMES, {(NAMES[0], name): 3 for name in NAMES[1:]}).values())

    for number, (x, y) in enumerate(places):
        assert all(hypot(x - u, y - v) > 0.02 for u, v in places[number + 1 :])


def test_alone_in_the_middle_and_none_nowhere():
    assert places_of(["a"], {("a", "a"): 1}) == {"a": (0.5, 0.5)}
    assert places_of([], {}) == {}


def test_the_crowd_around_the_middle_has_room():
    """Everybody with everybody, as in a small study: they would all stand in the middle."""
    names = [f"n{number}" for number in range(30)]
    weights = {
        (one, other): 1 + (number * other_number) % 7
        for number, one in enumerate(names)
        for other_number, other in enumerate(names)
        if number < other_number
    }
    places = list(places_of(names, weights).values())

    for number, (x, y) in enumerate(places):
        for u, v in places[number + 1 :]:
            assert abs(x - u) > 0.08 or abs(y - v) > 0.045
