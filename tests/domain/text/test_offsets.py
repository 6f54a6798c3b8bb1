import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.text import Utf16Offsets, context

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS)
def test_utf16_offsets_are_those_of_the_encoded_text(text):
    offsets = Utf16Offsets(text)

    for at in range(len(text) + 1):
        assert offsets.to_utf16(at) == len(text[:at].encode("utf-16-le")) // 2
        assert offsets.to_code_points(offsets.to_utf16(at)) == at


@pytest.mark.parametrize("offset", [-1, 4])
def test_offsets_outside_the_text_are_refused(offset):
    with pytest.raises(ValueError, match="outside"):
        Utf16Offsets("a🕊b").to_utf16(offset)


@pytest.mark.parametrize("offset", [-1, 5])
def test_utf16_offsets_outside_the_text_are_refused(offset):
    with pytest.raises(ValueError, match="outside"):
        Utf16Offsets("a🕊b").to_code_points(offset)


def test_half_a_character_is_no_offset():
    with pytest.raises(ValueError, match="middle"):
        Utf16Offsets("a🕊b").to_code_points(2)


@given(TEXTS, st.data())
def test_context_and_span_join_to_a_piece_of_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    before, after = context(text, start, end, n=5)

    assert len(before) == min(5, start)
    assert len(after) == min(5, len(text) - end)
    assert text[start - len(before) : end + len(after)] == before + text[start:end] + after
