"""Words by which somebody can be known, taken out of what others wrote about them."""

import re
from collections.abc import Iterable


def words_for(login: str, names: Iterable[str], address: str) -> list[str]:
    """What to look for. A single word may be any word, so of names only whole ones count."""
    wholes = [name for name in names if len(name.split()) > 1]
    return [word for word in [f"@{login}", *wholes, address] if word]


def without(text: str, words: Iterable[str], instead: str) -> str:
    """`text` with `instead` wherever one of the words stands by itself, in whatever case."""
    longest = sorted(words, key=len, reverse=True)
    wanted = "|".join(re.escape(word) for word in longest)
    return re.sub(rf"(?<!\w)(?:{wanted})(?!\w)", lambda _: instead, text, flags=re.IGNORECASE)
