"""What was learned from one project, in a form that a database can keep."""

import json
import zlib
from dataclasses import dataclass, field
from math import isfinite

from annotations.domain.quotes.learning.linear import Weights
from annotations.domain.quotes.suggestion import VERSION

FORMAT = 2
"""Changes with the features or the form of the bytes, so that an old model is not misread."""
MOST_WEIGHTS = 200_000
LONGEST_NAME = 80
"""In code points. Longer features hold a word that is no word."""
# Unpacked, in bytes: more than the two bounds above allow for in practice.
_MOST_BYTES = 32 * 1024 * 1024


class UnreadableModel(ValueError):
    """These bytes are no model, or one of another format or of other rules."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and how many articles they come from. Empty, it changes nothing."""

    weights: Weights = field(default_factory=dict)
    articles: int = 0

    @classmethod
    def bounded(cls, weights: Weights, articles: int) -> "Model":
        """With the weights that tell most, rounded as the bytes keep them."""
        named = [(k, round(w, 3)) for k, w in weights.items() if len(k) <= LONGEST_NAME]
        named.sort(key=lambda pair: (-abs(pair[1]), pair[0]))
        return cls({k: w for k, w in named[:MOST_WEIGHTS] if w}, articles)

    def to_bytes(self) -> bytes:
        """Compressed; the same for the same model."""
        data = {
            "format": FORMAT,
            "engine": VERSION,
            "articles": self.articles,
            "weights": dict(sorted(self.weights.items())),
        }
        return zlib.compress(json.dumps(data, separators=(",", ":")).encode())

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Model":
        """Raises UnreadableModel."""
        try:
            packed = zlib.decompressobj()
            data = json.loads(packed.decompress(raw, _MOST_BYTES))
            made_by = data["format"], data["engine"]
            weights, articles = data["weights"], data["articles"]
            sound = isinstance(articles, int) and all(
                isinstance(w, int | float) and isfinite(w) for w in weights.values()
            )
        except (zlib.error, ValueError, TypeError, KeyError, AttributeError) as error:
            raise UnreadableModel("these bytes are no model") from error
        if made_by != (FORMAT, VERSION):
            raise UnreadableModel(f"made with {made_by}, not with {(FORMAT, VERSION)}")
        if not sound or len(weights) > MOST_WEIGHTS:
            raise UnreadableModel("its weights are out of bounds")
        return cls(weights, articles)
