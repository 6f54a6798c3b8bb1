"""Which earlier texts are worth a look word by word: those that share enough fingerprints."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from typing import TypeVar

Name = TypeVar("Name")

# A fingerprint that so many stories have is of a phrase of the house, and tells nothing.
HOT = 64
# So many texts are looked at.
MOST_LOOKS = 4
# How much of the fewer fingerprints of two copies is shared at least.
SHARED = 0.2


def candidates(seen: Iterable[Collection[Name]], kept: Callable[[Name], int]) -> list[Name]:
    """The likeliest first. `seen` has, for each of the new text's fingerprints, who has it too.

    `kept` tells how many fingerprints are on record for an earlier text.
    """
    telling = [texts for texts in seen if len(texts) < HOT]
    votes = Counter(text for texts in telling for text in texts)
    enough = (
        text
        for text, shared in votes.most_common()
        if shared >= SHARED * min(len(telling), kept(text))
    )
    return list(islice(enough, MOST_LOOKS))
