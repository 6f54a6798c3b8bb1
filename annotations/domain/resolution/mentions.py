"""Whom a mention means: “Wang”, “the minister”, “the Valmere president”, “she”, “Beijing”."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.domain.name_order import forms_of, parts_of
from annotations.domain.names import POSSESSIVE, tidy
from annotations.domain.resolution.people import Kind, Somebody
from annotations.domain.resolution.places import GOVERNING, country_of, is_from, seat_of
from annotations.domain.resolution.sounds import sounds_of

PRONOUNS = {
    **dict.fromkeys(["he", "him", "il", "er", "él", "hij", "он", "هو", "他"], "male"),
    **dict.fromkeys(["she", "her", "elle", "sie", "ella", "zij", "она", "هي", "她"], "female"),
}
ARTICLES = re.compile(
    r"^(?:the|an?|this|that|le|la|les|der|die|das|den|el|los|las|il|lo|de|het)\s+|^l[’']",
    re.IGNORECASE,
)
FORMER = re.compile(r"^(?:former|ex|then|previous|ehemalige[rn]?)[\s-]+", re.IGNORECASE)
SMALL = {"of", "for", "in", "at", "and", "the", "de", "du", "des", "von", "der", "für", "di"}
WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")


class Why(StrEnum):
    """By what a mention fits somebody, the surest first."""

    NAME = "name"
    SPELLING = "spelling"
    SURNAME = "surname"
    NICKNAME = "nickname"
    POST = "post"
    SEAT = "seat"
    PRONOUN = "pronoun"


ORDER = list(Why)


@dataclass(frozen=True)
class Fit:
    somebody: Somebody
    why: Why


def title_of(mention: str) -> str:
    """The mention without article, possessive and “former”."""
    return FORMER.sub("", ARTICLES.sub("", POSSESSIVE.sub("", tidy(mention))))


def is_of_the_past(mention: str) -> bool:
    """Whether it means somebody by a post that they held once: “the former minister”."""
    return FORMER.match(ARTICLES.sub("", tidy(mention))) is not None


def fits(mention: str, people: Iterable[Somebody]) -> list[Fit]:
    """Those whom it may mean, the surest first, of equally sure ones who was named last."""
    words = POSSESSIVE.sub("", tidy(mention))
    people = list(people)
    if words.casefold() in PRONOUNS:
        return _pronoun(PRONOUNS[words.casefold()], people)
    found = [Fit(one, why) for one in people if (why := _why(words, one))]
    return sorted(found, key=lambda fit: (ORDER.index(fit.why), -_last_named(fit.somebody)))


def meant(mention: str, people: Iterable[Somebody]) -> Somebody | None:
    """The one whom it means; None for nobody, and where two fit equally well.

    Of several whom it fits, one whom the article has named before is meant.
    """
    found = fits(mention, people)
    if not found:
        return None
    if found[0].why == Why.PRONOUN:
        return _told_apart(found)
    best = [fit.somebody for fit in found if fit.why == found[0].why]
    if len(best) > 1:
        best = [one for one in best if one.named_at is not None]
    return best[0] if len(best) == 1 else None


def _why(words: str, one: Somebody) -> Why | None:
    name = ARTICLES.sub("", words)
    wanted = {words.casefold(), name.casefold()}
    if wanted & {own.casefold() for own in one.names}:
        return Why.NAME
    if len(name.split()) > 1 and sounds_of(name) in {sounds_of(own) for own in one.names}:
        return Why.SPELLING
    if one.kind == Kind.COUNTRY:
        return Why.SEAT if _governs(name, one) else None
    if one.kind != Kind.PERSON:
        return None
    if name and sounds_of(name) in {sounds_of(form) for form in _surnames(one)}:
        return Why.SURNAME
    if name.casefold() in {own.casefold() for own in one.nicknames}:
        return Why.NICKNAME
    return Why.POST if _is_post(name, one) else None


def _surnames(one: Somebody) -> set[str]:
    parts = (parts_of(name, family_first=one.family_first) for name in one.names)
    return {form for each in parts for form in forms_of(each)}


def _governs(name: str, country: Somebody) -> bool:
    """“Beijing”, “the Chinese government”, “Valmere’s authorities”."""
    if country.country and seat_of(name) == country.country:
        return True
    *place, last = POSSESSIVE.sub("", name).split() or [""]
    if last.casefold() not in GOVERNING or not place:
        return False
    return _means_place(" ".join(place), country.country, country.names)


def _is_post(mention: str, one: Somebody) -> bool:
    """Whether each word of a title is one of a post that they hold, or held if it says so."""
    title = FORMER.sub("", mention)
    words = [word for word in _words(title) if word not in SMALL]
    posts = [post for post in one.posts if post.is_held == (title == mention)]
    for post in posts:
        own = _words(post.post)
        left = [word for word in words if word not in own]
        at = _words(post.organisation)
        if len(left) == len(words):
            continue
        if all(
            word in at or _means_place(word, post.country or one.country, [post.organisation])
            for word in left
        ):
            return True
    return False


def _means_place(words: str, code: str, names: Iterable[str]) -> bool:
    if code and country_of(words) == code:
        return True
    return any(is_from(words, word) for name in names for word in [name, *name.split()])


def _words(text: str) -> list[str]:
    return [word.casefold().rstrip(".") for word in WORD.findall(POSSESSIVE.sub("", text))]


def _pronoun(gender: str, people: Sequence[Somebody]) -> list[Fit]:
    found = [
        one
        for one in people
        if one.kind == Kind.PERSON and one.named_at is not None and one.gender in ("", gender)
    ]
    return [Fit(one, Why.PRONOUN) for one in sorted(found, key=_last_named, reverse=True)]


def _told_apart(found: Sequence[Fit]) -> Somebody | None:
    """Whom the article named last, where nobody beside them is as likely."""
    last, *others = (fit.somebody for fit in found)
    for other in others:
        if other.sentence == last.sentence or (other.gender and not last.gender):
            return None
    return last


def _last_named(one: Somebody) -> int:
    return -1 if one.named_at is None else one.named_at
