import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.text.places import Place, carried, offset_at, place_at

OLD = ["Title\n\n", "First here.\n\n", "Second there.\n\n", "Third."]
PARAGRAPHS = st.lists(st.text("ab \n", min_size=1, max_size=6), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("place", "new", "expected"),
    [
        (Place(2, 7), OLD, Place(2, 7)),
        # Something came in before it, or went.
        (Place(2, 7), ["Title\n\n", "New.\n\n", *OLD[1:]], Place(3, 7)),
        (Place(2, 7), ["Title\n\n", *OLD[2:]], Place(1, 7)),
        # The paragraph was rewritten: as far in as that goes.
        (Place(2, 7), [*OLD[:2], "Another second.\n\n", "Third."], Place(2, 7)),
        (Place(2, 7), [*OLD[:2], "New.\n\n", "Third."], Place(2, 3)),
        # It is gone: where the text goes on, or its last paragraph.
        (Place(2, 7), [*OLD[:2], "Third."], Place(2, 0)),
        (Place(3, 2), OLD[:3], Place(2, 0)),
        (Place(2, 7), ["All new."], Place(0, 0)),
        # The last one is no longer the last: its blank lines are no change.
        (Place(3, 6), [*OLD[:3], "Third.\n\n", "Fourth."], Place(3, 6)),
    ],
)
def test_a_place_is_carried_to_another_state_of_the_text(place, new, expected):
    assert carried(place, OLD, new) == expected


@given(PARAGRAPHS, PARAGRAPHS, st.data())
def test_it_is_always_a_place_of_that_text(old, new, data):
    paragraph = data.draw(st.integers(0, len(old) - 1))
    place = Place(paragraph, data.draw(st.integers(0, len(old[paragraph]))))

    index, offset = carried(place, old, new)

    assert 0 <= index < len(new)
    assert 0 <= offset <= len(new[index])
    assert carried(place, old, old) == place


@given(PARAGRAPHS, st.data())
def test_offsets_and_places_are_the_same_thing(paragraphs, data):
    offset = data.draw(st.integers(0, sum(map(len, paragraphs))))

    place = place_at(offset, paragraphs)

    assert offset_at(place, paragraphs) == offset
    assert 0 <= place.offset <= len(paragraphs[place.paragraph])
