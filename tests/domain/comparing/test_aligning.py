from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.comparing import aligning, subsequence
from annotations.domain.comparing.aligning import Run, aligned, rising
from annotations.domain.comparing.subsequence import common

few = st.lists(st.sampled_from("abcd"), max_size=30)


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("", "", []),
        ("abc", "", []),
        ("abc", "abc", [Run(0, 0, 3)]),
        ("abc", "xabcx", [Run(0, 1, 3)]),
        ("abxcd", "abcd", [Run(0, 0, 2), Run(3, 2, 2)]),
        ("abcde", "deabc", [Run(0, 2, 3)]),
        ("abc", "xyz", []),
    ],
)
def test_runs(old, new, runs):
    assert aligned(old, new) == runs


@given(few, few)
def test_runs_are_the_same_in_both_and_rise(old, new):
    runs = aligned(old, new)

    for run in runs:
        assert run.size > 0
        assert old[run.old : run.old + run.size] == new[run.new : run.new + run.size]
    for one, other in pairwise(runs):
        assert one.old + one.size <= other.old
        assert one.new + one.size <= other.new
        assert (one.old + one.size, one.new + one.size) != (other.old, other.new)


@given(few, few)
def test_the_common_subsequence_is_one_and_no_shorter_than_another(old, new):
    pairs = common(old, new)

    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    assert len(pairs) >= sum(block.size for block in blocks)


@given(st.permutations(range(12)))
def test_the_longest_rise_rises(order):
    found = rising(list(enumerate(order)))

    assert [j for _, j in found] == sorted(j for _, j in found)
    assert len(found) == len(common(order, sorted(order)))


def test_what_is_too_much_to_compare_is_found_by_rows(monkeypatch):
    monkeypatch.setattr(aligning, "MOST_PAIRS", 100)
    monkeypatch.setattr(subsequence, "MOST_PAIRS", 100)
    old = "x" + "abcabdabcacbdbacbbdacbda" + "y"
    new = "z" + "abcabdabcacbdbacbbdacbda" + "w"

    assert aligned(old, new) == [Run(1, 1, 24)]
    assert common("ab" * 10, "ba" * 10) == []
