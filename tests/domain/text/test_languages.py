import pytest

from annotations.domain.text.languages import language_of
from tests.domain.text.test_decoding import SENTENCES


@pytest.mark.parametrize("language", [name for name in SENTENCES if name != "zh-Hant"])
def test_a_sentence_tells_its_language(language):
    assert language_of(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "12:30 – 14", "Oslo", "..."])
def test_too_little_text_tells_no_language(text):
    assert language_of(text) is None


def test_a_long_text_is_looked_at_in_a_few_places():
    assert language_of(" ".join([SENTENCES["fr"]] * 40)) == "fr"


def test_where_these_leave_a_doubt_all_of_it_decides():
    """Its head, middle and end are French, and most of it is not."""
    french, english = SENTENCES["fr"] * 6, SENTENCES["en"] * 40

    assert language_of("\n".join([french[:300], english, french[:300], english, "Fin."])) == "en"
