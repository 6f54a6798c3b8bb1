"""Whom a mention may mean, as the register and the article know them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    UNNAMED = "unnamed"


@dataclass(frozen=True)
class Held:
    """A post as of the article's day: `is_held` then, or only before. `country` is a code."""

    post: str
    organisation: str = ""
    country: str = ""
    is_held: bool = True


@dataclass(frozen=True)
class Somebody:
    """`named_at` is where the article named them last before the mention, `sentence` in which one.

    None: it has not named them. `gender` is "" where nobody entered it.
    """

    key: Hashable
    names: Sequence[str]
    kind: str = Kind.PERSON
    family_first: bool = False
    nicknames: Sequence[str] = ()
    gender: str = ""
    country: str = ""
    posts: Sequence[Held] = ()
    named_at: int | None = None
    sentence: int | None = None
