"""Quotations found, attributed and explained: `suggest(text, language, model)`."""

from annotations.domain.quotes.confidence import SHOWN
from annotations.domain.quotes.engine import suggest
from annotations.domain.quotes.lexicon import known_languages
from annotations.domain.quotes.suggestion import VERSION, Reason, Suggestion

__all__ = ["SHOWN", "VERSION", "Reason", "Suggestion", "known_languages", "suggest"]
