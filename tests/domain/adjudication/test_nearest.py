import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.adjudication.nearest import nearest

TEXT = "They met. They met again. They left."


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("They met", 0, (0, 8)),
        ("They met", 9, (10, 18)),
        ("They", 30, (26, 30)),
        ("  They left.\n", 0, (26, 36)),
        ("they met", 0, None),
        (" ", 0, None),
        ("", 5, None),
    ],
)
def test_of_several_places_the_nearest_one_is_meant(words, at, expected):
    assert nearest(TEXT, words, at) == expected


@given(
    st.text(alphabet="ab \n", max_size=40),
    st.text(alphabet="ab", min_size=1, max_size=3),
    st.data(),
)
def test_no_other_place_is_nearer(text, words, data):
    at = data.draw(st.integers(0, len(text)))
    starts = [n for n in range(len(text)) if text.startswith(words, n)]

    found = nearest(text, words, at)

    if found is None:
        assert starts == []
    else:
        assert text[slice(*found)] == words
        assert abs(found[0] - at) == min(abs(start - at) for start in starts)
