"""Whom of the register mentions of an article mean: one decision for pages and for writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from annotations.domain.name_order import PARTICLES
from annotations.domain.names import as_registered
from annotations.domain.naming import LONGEST
from annotations.domain.resolution.deciding import INDEFINITE, sure
from annotations.domain.resolution.mentions import Why
from annotations.models.actors import Actor, ActorKind
from annotations.models.articles import Paragraph
from annotations.models.circles import Circle


@dataclass(frozen=True)
class Mention:
    """Somebody as a text has them. `name` is what the text calls them elsewhere, if it does.

    `words` stand at `start`; `printed` is the post that the text gives them.
    """

    name: str
    words: str = ""
    start: int = 0
    kind: str = ""
    printed: str = ""

    @property
    def phrases(self) -> list[str]:
        """What may find them, the likeliest first."""
        is_person = self.kind == ActorKind.PERSON
        named = as_registered(self.name, self.words, is_person=is_person)
        return named or [self.words] if self.name or self.words else []


@dataclass(frozen=True)
class Meant:
    """`why` is None for who is called exactly so, or spoke before under that surname."""

    actor: Actor
    why: Why | None = None


def meant_in(
    mentions: Collection[Mention],
    paragraphs: "QuerySet[Paragraph]",
    coding: UUID | None,
    day: date | None,
) -> dict[Mention, Meant]:
    """Whom each mention means; left out are those that mean nobody, or one of several.

    Who is called so comes first; who only may be meant needs evidence (`domain.resolution`), for
    which the text in `paragraphs` is read. Six queries at most, for any number.
    """
    phrases = {mention: mention.phrases for mention in mentions}
    known = Actor.objects.meant_by({one for some in phrases.values() for one in some}, coding)
    found: dict[Mention, Meant] = {}
    for mention, some in phrases.items():
        called = next((known[one] for one in some if one in known), None)
        if called:
            found[mention] = Meant(called)
    open_ones = {
        mention: _to_look_up(mention, some, found.get(mention)) for mention, some in phrases.items()
    }
    asked = {mention: some for mention, some in open_ones.items() if some}
    if asked:
        found |= _by_evidence(asked, paragraphs, day)
    return found


def _to_look_up(mention: Mention, phrases: list[str], called: Meant | None) -> list[str]:
    """“Valmere’s president” is not Valmere, if somebody is known who is."""
    if INDEFINITE.match(mention.words):
        return []
    if called is None:
        return phrases
    is_whole = called.actor.is_called(phrases[0]) or called.actor.kind == ActorKind.PERSON
    return [] if is_whole else phrases[:1]


def _by_evidence(
    asked: dict[Mention, list[str]], paragraphs: "QuerySet[Paragraph]", day: date | None
) -> dict[Mention, Meant]:
    phrases = {one for some in asked.values() for one in some}
    # A full name is looked for by its sound; whoever else the article names says nothing about it.
    text = "" if all(map(_is_full, phrases)) else beginning(paragraphs)
    circle = Circle(phrases, text, day)
    if not circle.actors:
        return {}
    text = text or beginning(paragraphs)
    found = {}
    for mention, some in asked.items():
        for phrase in some:
            people = circle.around(phrase, text[: mention.start])
            if circle.is_crowded(phrase):
                people = [one for one in people if one.named_at is not None]
            if fit := sure(phrase, people, mention.printed):
                found[mention] = Meant(circle.actors[fit.somebody.key], fit.why)
                break
    return found


def beginning(paragraphs: "QuerySet[Paragraph]") -> str:
    """As much of the article as is read for names. One query."""
    rows = paragraphs.filter(start__lt=LONGEST).order_by("start")
    return "".join(rows.values_list("text", flat=True))


def _is_full(phrase: str) -> bool:
    """Whether it looks like all of somebody's name: several words, each with a capital."""
    words = [word for word in phrase.split() if word.casefold() not in PARTICLES]
    return len(words) > 1 and not any(word[0].islower() for word in words)
