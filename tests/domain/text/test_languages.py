import pytest

from annotations.domain.text.languages import language_of
from tests.domain.text.test_decoding import SENTENCES


@pytest.mark.parametrize("language", [name for name in SENTENCES if name != "zh-Hant"])
def test_a_sentence_tells_its_language(language):
    assert language_of(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "12:30 – 14", "Oslo", "..."])
def test_too_little_text_tells_no_language(text):
    assert language_of(text) is None
