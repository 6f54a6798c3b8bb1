from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.codebook_states import Change, Difference, TagState, differences

ACT = TagState("1", "act", "Act")
APPEAL = TagState("2", "appeal", "Appeal", parent="1")
THREAT = TagState("3", "threat", "Threat", parent="1")
STATES = [ACT, APPEAL, THREAT]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (STATES, []),
        ([ACT, THREAT, APPEAL], [Difference(Change.ORDERED, "Act")]),
        ([ACT, APPEAL], [Difference(Change.REMOVED, "Threat")]),
        ([*STATES, TagState("4", "offer", "Offer")], [Difference(Change.ADDED, "Offer")]),
        (
            [ACT, replace(APPEAL, is_retired=True), THREAT],
            [Difference(Change.RETIRED, "Appeal")],
        ),
        (
            [ACT, APPEAL, replace(THREAT, parent=None)],
            [Difference(Change.MOVED, "Threat", "", "Act", "")],
        ),
        (
            [ACT, replace(APPEAL, name="Plea", applies_to=("statement", "passage")), THREAT],
            [Difference(Change.CHANGED, "Plea", "name", "Appeal", "Plea")],
        ),
        (
            [ACT, APPEAL, replace(THREAT, is_required=True)],
            [Difference(Change.CHANGED, "Threat", "is_required", False, True)],
        ),
    ],
)
def test_what_became_of_the_tags(after, found):
    assert differences(STATES, after) == found


def test_what_is_gone_comes_back():
    back = differences([replace(ACT, is_retired=True)], [ACT])

    assert back == [Difference(Change.BACK, "Act")]


@given(st.permutations(STATES), st.permutations(STATES))
def test_the_way_back_says_as_much_as_the_way_there(one, other):
    assert len(differences(one, other)) == len(differences(other, one))


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_kept_as_json(state):
    assert TagState.from_json(state.to_json()) == state
