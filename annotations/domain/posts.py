"""In what capacity somebody speaks."""

import re
from collections.abc import Sequence
from typing import TypeVar

Post = TypeVar("Post")
_WORD = re.compile(r"\w{4,}")
# What says that somebody is it no longer, or not yet.
_NOT_NOW = re.compile(
    r"\b(?:former|formerly|ex|then|late|designate|elect|ancien|ancienne|anterior|exministro)\b",
    re.I,
)


def post_meant(held: Sequence[tuple[Post, str]], printed: str) -> Post | None:
    """Of the posts that somebody held on the day, `(post, its name)`: the one that is meant.

    That is the only one, or of several the only one that the text prints; else none is guessed.
    """
    if len(held) == 1:
        return held[0][0]
    words = printed.casefold()
    named = [post for post, name in held if name.casefold() in words]
    return named[0] if len(named) == 1 else None


def says_otherwise(printed: str, *held: str) -> bool:
    """Whether a text prints somebody's capacity as another one than the register has for the day.

    `held` is the post and where it is held. They agree where they share a word of some length, and
    the text does not say that it is over: “the foreign minister” agrees with minister at a foreign
    ministry, “the former minister” does not.
    """
    if not printed or not any(held):
        return False
    words = {word[:6] for word in _WORD.findall(printed.casefold())}
    known = " ".join(held).casefold()
    if _NOT_NOW.search(printed) and not _NOT_NOW.search(known):
        return True
    return not words & {word[:6] for word in _WORD.findall(known)}
