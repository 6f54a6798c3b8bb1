"""The language that a text is written in."""

import re
import threading
from functools import cache
from itertools import islice
from typing import Any

# What the outlet's readers would see anyway tells as much as the whole; more is only slower.
SAMPLE = 20_000  # code points
MIN_LETTERS = 20
MIN_PROBABILITY = 0.8
# Where a long text is looked at first, for as many code points each, and what is beyond doubt.
PLACES = (0, 0.5, 1)
LOOK = 300
CERTAIN = 0.99
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
    if sum(1 for _ in islice(LETTER.finditer(sample), MIN_LETTERS)) < MIN_LETTERS:
        return None
    with TRAINED:
        identifier = _identifier()
    if len(sample) > len(PLACES) * LOOK:
        # A few looks are enough for nearly every text, and take a fraction of the time.
        starts = [int((len(sample) - LOOK) * place) for place in PLACES]
        looks = "\n".join(sample[start : start + LOOK] for start in starts)
        language, probability = identifier.classify(looks)
        if probability >= CERTAIN:
            return str(language)
    language, probability = identifier.classify(sample)
    return str(language) if probability >= MIN_PROBABILITY else None
