import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.spans.words import same_words


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("a b", "a b", True),
        ("a\nb", "a\r\nb", True),
        ("a\nb", "a\rb", True),
        ("a\n\nb", "a\r\n\r\nb", True),
        ("a b", "a  b", False),
        ("a\u00a0b", "a b", False),
        ("é", "e\u0301", False),
        ("a", "", False),
        ("a\u2028b", "a\nb", False),
    ],
)
def test_only_line_ends_may_differ(ours, theirs, same):
    assert same_words(ours, theirs) is same


@given(st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=["Cs"])))
def test_words_survive_a_form(words):
    assert same_words(words, words.replace("\n", "\r\n"))
