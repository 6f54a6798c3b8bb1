from types import SimpleNamespace

import pytest

from annotations.domain.quotes import reasons
from annotations.templatetags.suggestions import CIRCUMSTANCES, REASONS, why

VALUES = {"cue": "said", "speaker": "she", "name": "Ada Quill"}


def because(code, **values):
    return why(SimpleNamespace(reason=code, reason_values=VALUES | values))


def test_every_reason_of_the_engine_can_be_translated():
    assert {code: str(words) for code, words in REASONS.items()} == reasons._SENTENCES
    assert {code: str(words) for code, words in CIRCUMSTANCES.items()} == reasons._CIRCUMSTANCES


@pytest.mark.parametrize(
    ("code", "values", "sentences"),
    [
        ("direct.after", {}, "A quotation, and “said” after it."),
        ("saying.t", {}, "“said” reports what was said."),
        (
            "saying",
            {"also": "modal pronoun relative"},
            "“said” reports what was said. It may not have been said yet. "
            "“she” is taken to be Ada Quill.",
        ),
        ("dreaming", {}, "An earlier version of the machine found it."),
    ],
)
def test_the_reason_in_sentences(code, values, sentences):
    assert because(code, **values) == sentences


def test_values_are_words_and_no_instructions():
    assert because("according", cue="{0.__class__} %s") == "“{0.__class__} %s” names the source."
