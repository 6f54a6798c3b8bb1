"""In what capacity somebody speaks."""

from collections.abc import Sequence
from typing import TypeVar

Post = TypeVar("Post")


def post_meant(held: Sequence[tuple[Post, str]], printed: str) -> Post | None:
    """Of the posts that somebody held on the day, `(post, its name)`: the one that is meant.

    That is the only one, or of several the only one that the text prints; else none is guessed.
    """
    if len(held) == 1:
        return held[0][0]
    words = printed.casefold()
    named = [post for post, name in held if name.casefold() in words]
    return named[0] if len(named) == 1 else None
