import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.spans.excerpts import CONTEXT, Excerpt, cut, shorten

PIECES = [(100, "One two. "), (109, "Three 😀 four.")]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(100, 103, "One"), (104, 114, "two. Three"), (115, 116, "😀"), (109, 122, "Three 😀 four.")],
)
def test_words_are_cut_out_of_pieces(start, end, words):
    assert cut(PIECES, start, end).words == words


@pytest.mark.parametrize(("start", "end"), [(99, 103), (100, 124), (104, 104), (105, 104)])
def test_nothing_is_cut_where_there_is_nothing(start, end):
    assert cut(PIECES, start, end) is None
    assert cut([], start, end) is None


@given(st.text(min_size=1), st.data())
def test_an_excerpt_is_what_slicing_gives(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    middle = data.draw(st.integers(0, len(text)))

    found = cut([(middle, text[middle:]), (0, text[:middle])], start, end)

    assert found == Excerpt(
        text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("as it is", "as it is"),
        ("two\n\nlines", "two lines"),
        ("one two three four five six", "one two … five six"),
        ("x" * 30, "xxxxxxxx … xxxxxxxx"),
    ],
)
def test_long_words_are_cut_in_the_middle(words, short):
    assert shorten(words, 20) == short
