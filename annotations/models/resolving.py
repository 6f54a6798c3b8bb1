"""Whom of the register mentions of an article mean: one decision for pages and for writes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from annotations.domain.name_keys import BONE, keys_of, ways_typed
from annotations.domain.name_order import PARTICLES
from annotations.domain.names import as_registered
from annotations.domain.naming import LONGEST, possible_names
from annotations.domain.resolution.deciding import INDEFINITE, sure
from annotations.domain.resolution.mentions import FORMER, PRONOUNS, SMALL, Why, title_of
from annotations.domain.resolution.people import Held, Somebody
from annotations.domain.resolution.places import country_of, names_of, seat_of
from annotations.domain.resolution.sounds import sounds_of
from annotations.models.actors import Actor, ActorKind
from annotations.models.affiliations import Affiliation
from annotations.models.articles import Paragraph
from annotations.models.names import ActorName
from annotations.models.words import NameWord

# So many of one name, and so many who hold posts at one place, are looked at.
MOST_NAMED = 20
MOST_STAFF = 100
EMPLOYERS = (ActorKind.ORGANISATION, ActorKind.COUNTRY)
# By a word as it is typed and by its other spellings; bones alone find too many.
SPELLINGS = 2
# So many words has the name of a place in a title.
LONGEST_PLACE = 3


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
    which the text in `paragraphs` is read. Five queries at most, for any number.
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


class Circle:
    """Whom some mentions may mean: by name, by post on the day, and whom the text names.

    `actors` with all names, `posts` of each, those held on the day first. Two queries.
    """

    def __init__(self, mentions: Iterable[str], text: str, day: date | None) -> None:
        self.day = day
        names = possible_names(text) if text else {}
        parts = [part for mention in mentions for part in _candidates(mention, day)]
        if names:
            parts.append(Actor.objects.printed_as(names).values("pk")[:MOST_STAFF])
        self.actors: dict[Any, Actor] = {}
        self.posts: dict[Any, list[Affiliation]] = {}
        if parts:
            first, *others = parts
            keys = first.union(*others, all=True) if others else first
            rows = Actor.objects.filter(pk__in=keys).exclude(kind=ActorKind.UNNAMED)
            self.actors = {actor.pk: actor for actor in rows.with_names()}
        if self.actors:
            self.posts = _posts(self.actors, day)
        self.named = [
            key
            for key, actor in self.actors.items()
            if any(name.lower() in names for name in actor.all_names)
        ]

    def around(self, mention: str, before: str) -> list[Somebody]:
        """Whom this one may mean of all: its own, and whom the text names."""
        before = before.lower()
        keys = dict.fromkeys([*self._own(mention), *self.named])
        return [self._somebody(key, before) for key in keys]

    def is_crowded(self, mention: str) -> bool:
        """Whether there may be more than were looked at, so that none of them is the only one."""
        return len(self._own(mention)) >= MOST_NAMED

    def _own(self, mention: str) -> list[UUID]:
        return [key for key, actor in self.actors.items() if self._is_own(mention, actor)]

    def _is_own(self, mention: str, actor: Actor) -> bool:
        title = title_of(mention)
        if sounds_of(title) in {sounds_of(name) for name in actor.all_names}:
            return True
        if actor.kind == ActorKind.COUNTRY and actor.country:
            return actor.country == _country_in(title)
        words = _words_like(title)
        if words & {key for name in actor.all_names for key in keys_of(name)}:
            return True
        names, codes = _places_in(title)
        return any(
            post.represents in codes or _of_organisation(post, "name").casefold() in names
            for post in self.posts.get(actor.pk, [])
        )

    def _somebody(self, key: UUID, before: str) -> Somebody:
        actor = self.actors[key]
        at = max(before.rfind(name.lower()) for name in actor.all_names)
        return Somebody(
            key=actor.pk,
            names=actor.ways_to_sort,
            kind=actor.kind,
            family_first=actor.family_first,
            gender=actor.gender,
            country=actor.country,
            posts=[
                Held(
                    post.post,
                    _of_organisation(post, "name"),
                    post.represents or _of_organisation(post, "country"),
                    _is_held(post, self.day),
                )
                for post in self.posts.get(key, [])
            ],
            named_at=at if at >= 0 else None,
            sentence=before.count(". ", 0, at) if at >= 0 else None,
        )


def _candidates(mention: str, day: date | None) -> list["QuerySet[Any, Any]"]:
    """Of that name in any spelling, of that surname, in office there: the keys of each."""
    title = title_of(mention)
    if not title or mention.casefold() in PRONOUNS:
        return []
    sounds = sounds_of(title)
    code = _country_in(title)
    parts: list[QuerySet[Any, Any]] = [
        Actor.objects.filter(sounds=sounds).values("pk")[:MOST_NAMED],
        ActorName.objects.filter(sounds=sounds).values("actor")[:MOST_NAMED],
    ]
    if code:
        countries = Actor.objects.filter(kind=ActorKind.COUNTRY, country=code)
        parts.append(countries.values("pk")[:MOST_NAMED])
    if words := _words_like(title):
        parts.append(NameWord.objects.filter(word__in=words).values("actor")[:MOST_NAMED])
    return parts + _in_office(mention, title, day)


def _in_office(mention: str, title: str, day: date | None) -> list["QuerySet[Any, Any]"]:
    """Who holds, or held if the mention says so, a post at a place that it names."""
    words = [word.casefold() for word in title.split()]
    says_post = Q()
    for word in words:
        if word not in SMALL and not country_of(word):
            says_post |= Q(post__icontains=word)
    if len(words) < 2 or not says_post:
        return []
    names, codes = _places_in(title)
    places = Actor.objects.filter(kind__in=EMPLOYERS).printed_as(names)
    is_over = bool(FORMER.search(mention))
    held = Affiliation.objects.filter(says_post).as_of(None if is_over else day)
    staff = [held.filter(organisation__in=places.values("pk"))]
    if codes:
        staff.append(held.filter(represents__in=codes))
    return [rows.values("person")[:MOST_STAFF] for rows in staff]


def _is_full(phrase: str) -> bool:
    """Whether it looks like all of somebody's name: several words, each with a capital."""
    words = [word for word in phrase.split() if word.casefold() not in PARTICLES]
    return len(words) > 1 and not any(word[0].islower() for word in words)


def _words_like(title: str) -> set[str]:
    """Under what names with this surname are found; nothing where the title is no surname."""
    *before, _ = title.split()
    if any(word.casefold() not in PARTICLES for word in before):
        return set()
    return {way for way in ways_typed(title)[-1][:SPELLINGS] if not way.startswith(BONE)}


def _country_in(title: str) -> str:
    return seat_of(title) or country_of(title.split()[0])


def _places_in(title: str) -> tuple[set[str], set[str]]:
    """Names of places, in small letters, and codes of countries that a title may name."""
    words = title.split()
    runs = {
        " ".join(words[first : first + length])
        for length in range(1, LONGEST_PLACE + 1)
        for first in range(len(words) - length + 1)
    }
    codes = {code for run in runs if (code := country_of(run))}
    names = {run.casefold() for run in runs}
    return names | {name for code in codes for name in names_of(code)}, codes


def _posts(actors: Iterable[UUID], day: date | None) -> dict[UUID, list[Affiliation]]:
    """Those held on the day first. One query."""
    found: dict[UUID, list[Affiliation]] = defaultdict(list)
    rows = Affiliation.objects.filter(person__in=list(actors)).select_related("organisation")
    for post in rows.in_order():
        found[post.person_id].append(post)
    for posts in found.values():
        posts.sort(key=lambda post: not _is_held(post, day))
    return dict(found)


def _is_held(post: Affiliation, day: date | None) -> bool:
    first, end = post.period
    return day is None or ((first is None or first <= day) and (end is None or day < end))


def _of_organisation(post: Affiliation, field: str) -> str:
    return getattr(post.organisation, field) if post.organisation else ""
