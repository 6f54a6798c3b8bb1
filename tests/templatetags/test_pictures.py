import pytest

from annotations.templatetags.pictures import anchor_at


@pytest.mark.parametrize(
    ("place", "anchor"), [(0.1, "start"), (0.2, "middle"), (0.8, "middle"), (0.9, "end")]
)
def test_a_name_near_an_edge_grows_away_from_it(place, anchor):
    assert anchor_at(place) == anchor
