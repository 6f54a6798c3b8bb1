import pytest

from annotations.domain.forgetting import without, words_for

WORDS = words_for("zq", ["Zerlina Quastl", "Will"], "z.quastl@press.test")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ask @zq, please", "Ask Analyst 7, please"),
        ("@ZQ and zerlina quastl", "Analyst 7 and Analyst 7"),
        ("z.quastl@press.test?", "Analyst 7?"),
        # Part of a longer word is somebody else; one word alone may be any word.
        ("@zqx, a@zq, Zerlina Quastls", "@zqx, a@zq, Zerlina Quastls"),
        ("Will it thaw?", "Will it thaw?"),
        ("", ""),
    ],
)
def test_a_person_is_taken_out_of_a_text(text, left):
    assert without(text, WORDS, "Analyst 7") == left


def test_whoever_has_no_address_is_not_everywhere():
    assert words_for("zq", ["", ""], "") == ["@zq"]
