"""Quotations found, attributed and explained, without a model: `suggest(text, language)`."""

from annotations.domain.quotes.confidence import SHOWN
from annotations.domain.quotes.engine import suggest
from annotations.domain.quotes.lexicon import known_languages
from annotations.domain.quotes.suggestion import Reason, Suggestion

__all__ = ["SHOWN", "Reason", "Suggestion", "known_languages", "suggest"]
