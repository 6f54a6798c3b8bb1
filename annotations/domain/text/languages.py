"""The language that a text is written in."""

import re
import threading
from functools import cache
from typing import Any

# What the outlet's readers would see anyway tells as much as the whole; more is only slower.
SAMPLE = 20_000  # code points
MIN_LETTERS = 20
MIN_PROBABILITY = 0.8
LETTER = re.compile(r"[^\W\d_]")
TRAINED = threading.Lock()


@cache
def _identifier() -> Any:
    # It loads a model of some 100 MB, which commands and pages that never ask need not wait for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None where it is too short or doubtful."""
    sample = text[:SAMPLE]
    if len(LETTER.findall(sample)) < MIN_LETTERS:
        return None
    with TRAINED:
        identifier = _identifier()
    language, probability = identifier.classify(sample)
    return str(language) if probability >= MIN_PROBABILITY else None
