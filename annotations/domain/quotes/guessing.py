"""The language of a text, from its letters and its small words."""

import re
from collections import Counter

from annotations.domain.quotes.lexicon import known_languages, lexicon

# Enough to tell languages apart, and the same work for a short text and a long one.
_SAMPLE = 2000
_SCRIPTS = {
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]"),
}
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("DPOISCTHBNMV")


def language_code(text: str, language: str | None) -> str:
    """The bare code of a language that is given ("fr" of "fr-BE"), or guessed from the text."""
    return (language or guess_language(text)).lower().replace("_", "-").partition("-")[0]


def guess_language(text: str) -> str:
    """The code of the known language whose script or small words the text's beginning has most
    of; "en" where nothing tells."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    for code, script in _SCRIPTS.items():
        if len(script.findall(sample)) > 0.4 * letters:
            return code
    counts: Counter[str] = Counter()
    words = Counter(_WORD.findall(sample.lower()))
    for code in known_languages():
        if code not in _SCRIPTS:
            tags = lexicon(code).tags
            counts[code] = sum(
                number for word, number in words.items() if tags.get(word, "n") in _SMALL
            )
    best, most = max(counts.items(), key=lambda item: (item[1], item[0] == "en"))
    return best if most else "en"
