import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.spans.sameness import STRETCH, Said, Statements, is_same

QUOTE = Said([(0, 100)], [(101, 105)])


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Said([(0, 100)], [(101, 105)]), True),
        (Said([(1, 99)]), True),
        (Said([(0, 51)]), True),
        (Said([(0, 49)]), False),
        (Said([(0, 200)]), True),
        (Said([(0, 210)]), False),
        (Said([(100, 200)]), False),
        (Said([]), False),
        # Two halves of it.
        (Said([(0, 40), (60, 100)]), True),
        # One stretch over words and cue alike: it has no cue of its own elsewhere.
        (Said([(0, 105)]), True),
        (Said([(0, 105)], [(101, 105)]), True),
        # “Feder said that [Quill said all this]”: around it, with another cue.
        (Said([(0, 105)], [(110, 114)]), False),
        # And the other way round.
        (Said([(10, 100)], [(4, 8)]), False),
    ],
)
def test_same_or_another_statement(other, same):
    assert is_same(QUOTE, other) is same
    assert is_same(other, QUOTE) is same


ranges = st.lists(
    st.tuples(st.integers(0, 3 * STRETCH), st.integers(1, STRETCH)).map(
        lambda one: (one[0], one[0] + one[1])
    ),
    min_size=1,
    max_size=3,
)
said = st.builds(Said, ranges, st.just([]) | ranges.map(lambda some: some[:1]))


@given(st.lists(said, max_size=8), said)
def test_a_heap_finds_what_a_walk_through_it_finds(heap, wanted):
    assert Statements(heap).has(wanted) is any(is_same(wanted, one) for one in heap)
