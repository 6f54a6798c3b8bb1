import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.agreement.codings import Statement, found_by, groups_of, sections_of
from annotations.domain.spans.sameness import Said


def said(coder, *content, cue=()):
    return Statement(coder, Said(list(content), list(cue)))


def together(statements):
    """Who is in a group with whom, and where each begins."""
    return [
        sorted((coder, one.said.content[0][0]) for coder, one in group.items())
        for group in groups_of(statements)
    ]


@pytest.mark.parametrize(
    ("statements", "groups"),
    [
        ([], []),
        ([said("a", (0, 9))], [[("a", 0)]]),
        ([said("a", (0, 9)), said("b", (1, 9))], [[("a", 0), ("b", 1)]]),
        # Less than half in common.
        ([said("a", (0, 9)), said("b", (6, 20))], [[("a", 0)], [("b", 6)]]),
        # Two of one coder are never the same.
        ([said("a", (0, 9)), said("a", (0, 8))], [[("a", 0)], [("a", 0)]]),
        # The one that shares most.
        (
            [said("a", (0, 10)), said("a", (1, 10)), said("b", (1, 10))],
            [[("a", 0)], [("a", 1), ("b", 1)]],
        ),
        # Three coders meet although two of them have less in common.
        (
            [said("a", (0, 10)), said("b", (2, 14)), said("c", (4, 16))],
            [[("a", 0), ("b", 2), ("c", 4)]],
        ),
        # A statement inside another one is another one.
        (
            [said("a", (0, 20), cue=[(30, 34)]), said("b", (5, 20), cue=[(0, 4)])],
            [[("a", 0)], [("b", 5)]],
        ),
    ],
)
def test_the_same_statements_meet(statements, groups):
    assert together(statements) == groups


@pytest.mark.parametrize(
    ("ones", "others", "exact", "overlap", "edges"),
    [
        ([(0, 9)], [(0, 9)], 1, 1, 1),
        ([(0, 9)], [(0, 8)], 0, 1, 0.5),
        ([(0, 9), (20, 30)], [(0, 9)], 2 / 3, 2 / 3, 2 / 3),
        ([(0, 9)], [(40, 50)], 0, 0, 0),
        ([(0, 9)], [], 0, 0, 0),
        ([], [], None, None, None),
    ],
)
def test_how_far_two_found_the_same(ones, others, exact, overlap, edges):
    statements = [said("a", one) for one in ones] + [said("b", other) for other in others]
    found = found_by(groups_of(statements), "a", "b")

    assert (found.exact_f1, found.overlap_f1, found.edges_f1) == (exact, overlap, edges)


def test_a_split_statement_is_one():
    split = [said("a", (0, 9), (20, 30)), said("b", (0, 9), (20, 30))]
    found = found_by(groups_of(split), "a", "b")

    assert (found.exact, found.edges, found.on) == (1, 8, 4)


def test_passages_that_touch_are_one_section():
    found = sections_of([(5, 9), (0, 5), (3, 4), (20, 22)], "a", "x", at=100)

    assert [(one.start, one.length) for one in found] == [(100, 9), (120, 2)]


statements = st.lists(
    st.builds(
        lambda coder, start, length: said(coder, (start, start + length)),
        st.sampled_from("abc"),
        st.integers(0, 40),
        st.integers(1, 15),
    ),
    max_size=9,
)


@given(statements)
def test_each_statement_is_in_one_group_with_one_of_each_coder(drawn):
    groups = groups_of(drawn)

    assert sum(len(group) for group in groups) == len(drawn)
    assert all(one.coder == coder for group in groups for coder, one in group.items())


@given(statements)
def test_agreement_is_the_same_both_ways(drawn):
    groups = groups_of(drawn)
    one, other = found_by(groups, "a", "b"), found_by(groups, "b", "a")

    assert (one.exact_f1, one.overlap_f1, one.edges_f1) == (
        other.exact_f1,
        other.overlap_f1,
        other.edges_f1,
    )
