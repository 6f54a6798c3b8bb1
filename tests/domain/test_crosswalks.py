import pytest

from annotations.domain.crosswalks import Fate, Relation, Way, fates

EXACT, BROADER, NARROWER, NONE = Relation


@pytest.mark.parametrize(
    ("ways", "found"),
    [
        ({}, {"a": Fate.OPEN, "b": Fate.OPEN}),
        ({"a": Way(EXACT, 1), "b": Way(EXACT, 2)}, {"a": Fate.SAME, "b": Fate.SAME}),
        ({"a": Way(EXACT, 1), "b": Way(EXACT, 1)}, {"a": Fate.TOGETHER, "b": Fate.TOGETHER}),
        ({"a": Way(BROADER, 1), "b": Way(NONE)}, {"a": Fate.COARSER, "b": Fate.LOST}),
        ({"a": Way(BROADER, 1), "b": Way(BROADER, 1)}, {"a": Fate.TOGETHER, "b": Fate.TOGETHER}),
        ({"a": Way(NARROWER, 1), "b": Way(EXACT, 1)}, {"a": Fate.PARTLY, "b": Fate.TOGETHER}),
    ],
)
def test_what_comes_back(ways, found):
    assert {tag: fate for tag, (fate, _) in fates("ab", ways).items()} == found


def test_those_that_come_back_mixed_are_named():
    ways = {tag: Way(BROADER, 1) for tag in "abc"}

    assert fates("abc", ways)["b"] == (Fate.TOGETHER, ["a", "c"])
