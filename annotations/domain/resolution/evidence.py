"""What speaks for two entries of the register being one, and what against."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotations.domain.resolution.periods import Period, overlap


class Sign(StrEnum):
    WIKIDATA = "wikidata"
    POST = "post"
    SPELLING = "spelling"
    NAME = "name"
    COUNTRY = "country"
    TWO_CODERS = "two_coders"
    OTHER_WIKIDATA = "other_wikidata"
    SIDE_BY_SIDE = "side_by_side"
    OTHER_GENDER = "other_gender"
    OTHER_COUNTRY = "other_country"


# A name is shared by thousands; a post at one time, by hardly anybody.
WEIGHTS = {
    Sign.WIKIDATA: 8,
    Sign.POST: 3,
    Sign.TWO_CODERS: 2,
    Sign.SPELLING: 1,
    Sign.NAME: 1,
    Sign.COUNTRY: 1,
    Sign.OTHER_COUNTRY: -2,
    Sign.OTHER_GENDER: -4,
    Sign.SIDE_BY_SIDE: -4,
    Sign.OTHER_WIKIDATA: -8,
}
# Of these one alone is no reason.
WEAK = {Sign.SPELLING, Sign.NAME, Sign.COUNTRY}


@dataclass(frozen=True)
class Known:
    """What the register knows of somebody. `posts` are organisation or post, and when.

    `seen` are pairs of an article and a coding of it in which they speak.
    """

    names: Collection[str]
    wikidata: str = ""
    country: str = ""
    gender: str = ""
    posts: Collection[tuple[Any, Period]] = ()
    seen: Collection[tuple[Any, Any]] = ()


def signs_of(one: Known, other: Known) -> list[Sign]:
    """All that speaks for or against, the strongest first. That they sound alike is given."""
    found = [_name(one, other)]
    if one.wikidata and other.wikidata:
        same = one.wikidata == other.wikidata
        found.append(Sign.WIKIDATA if same else Sign.OTHER_WIKIDATA)
    if one.country and other.country:
        found.append(Sign.COUNTRY if one.country == other.country else Sign.OTHER_COUNTRY)
    if one.gender and other.gender and one.gender != other.gender:
        found.append(Sign.OTHER_GENDER)
    if any(
        place == another and overlap(when, then)
        for place, when in one.posts
        for another, then in other.posts
    ):
        found.append(Sign.POST)
    if {coding for _, coding in one.seen} & {coding for _, coding in other.seen}:
        found.append(Sign.SIDE_BY_SIDE)
    elif {article for article, _ in one.seen} & {article for article, _ in other.seen}:
        found.append(Sign.TWO_CODERS)
    return sorted(found, key=lambda sign: -abs(WEIGHTS[sign]))


def likeness(signs: Iterable[Sign]) -> int:
    """The more, the likelier; 0 or less is rather unlikely."""
    return sum(WEIGHTS[sign] for sign in signs)


def is_weak(signs: Iterable[Sign]) -> bool:
    """Whether nothing but the name speaks for it: so are namesakes."""
    return all(sign in WEAK for sign in signs if WEIGHTS[sign] > 0)


def _name(one: Known, other: Known) -> Sign:
    """Letter for letter the same, or only by its sound."""
    same = {name.casefold() for name in one.names} & {name.casefold() for name in other.names}
    return Sign.NAME if same else Sign.SPELLING
