from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.charts.strands import EACH, drawn_of

NAMES = [f"n{number}" for number in range(10)]
PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
    lambda one: one[0] < one[1]
)
WEIGHTS = st.dictionaries(PAIRS, st.integers(1, 6))


def test_few_lines_are_all_drawn_the_thick_ones_last():
    weights = {("a", "b"): 3, ("b", "c"): 1, ("a", "c"): 2}

    drawn = drawn_of(weights, 3)

    assert (drawn.pairs, drawn.least, drawn.left) == (
        [("b", "c"), ("a", "c"), ("a", "b")],
        1,
        0,
    )


def test_of_many_lines_the_thin_ones_are_left_out_all_of_a_weight_together():
    everyone = {(one, other): 1 for one in NAMES for other in NAMES if one < other}
    strong = {(NAMES[0], name): 4 for name in NAMES[1:]}
    weights = everyone | strong | {(NAMES[1], NAMES[2]): 2, (NAMES[3], NAMES[4]): 2}

    drawn = drawn_of(weights, len(NAMES))

    assert drawn.least == 2
    assert set(drawn.pairs) == {pair for pair, weight in weights.items() if weight >= 2}
    assert drawn.left == len(weights) - 11


def test_nobody_loses_their_strongest_line():
    everyone = {(one, other): 5 for one in NAMES for other in NAMES if one < other}
    weights = everyone | {("m", NAMES[0]): 2, ("m", NAMES[1]): 1}

    drawn = drawn_of(weights, 11)

    assert ("m", NAMES[0]) in drawn.pairs
    assert ("m", NAMES[1]) not in drawn.pairs


@given(WEIGHTS)
def test_what_is_left_out_is_thinner_than_what_it_says(weights):
    drawn = drawn_of(weights, len(NAMES))
    kept = set(drawn.pairs)

    assert len(kept) == len(drawn.pairs) == len(weights) - drawn.left
    assert all(weights[pair] < drawn.least for pair in weights if pair not in kept)
    assert {node for pair in weights for node in pair} == {node for pair in kept for node in pair}
    if len(weights) <= EACH * len(NAMES):
        assert drawn.left == 0
