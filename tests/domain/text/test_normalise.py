import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.text import CannotExtract, normalise, storable


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("\r\r\n\n", "\n\n\n"),
        ("a\0b", "a\ufffdb"),
        ("  kept \t\u00a0\u200f ", "  kept \t\u00a0\u200f "),
        ("e\u0301 stays two", "e\u0301 stays two"),
        ("\u2028 and \x85 end no line", "\u2028 and \x85 end no line"),
    ],
)
def test_only_line_ends_and_nul_change(raw, expected):
    assert normalise(raw) == expected


@pytest.mark.parametrize("raw", ["ab" + chr(0xD83D), "ab" + chr(0xDD4A)])
def test_half_a_character_is_refused(raw):
    with pytest.raises(CannotExtract) as caught:
        normalise(raw)

    assert (caught.value.code, caught.value.params) == ("lone_surrogate", {"position": 2})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_normalising_twice_changes_nothing_more(raw):
    once = normalise(raw)

    assert normalise(once) == once
    assert "\r" not in once
    assert "\0" not in once


def test_what_is_read_by_a_library_is_mended_instead():
    assert storable("a\0b" + chr(0xD83D) + "c😀") == "a\ufffdb\ufffdc😀"
