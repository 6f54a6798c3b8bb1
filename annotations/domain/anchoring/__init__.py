"""Spans carried from one text to another: what was quoted, and whether it still stands there."""

from annotations.domain.anchoring.carrying import carry
from annotations.domain.anchoring.outcomes import Carried, Outcome

__all__ = ["Carried", "Outcome", "carry"]
