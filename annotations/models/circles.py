"""Whom some mentions may mean: looked up in the register by name, by post, and in the text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from psycopg.types.range import DateRange

from annotations.domain.name_keys import BONE, keys_of, ways_typed
from annotations.domain.name_order import PARTICLES
from annotations.domain.naming import possible_names
from annotations.domain.resolution.mentions import (
    PRONOUNS,
    SMALL,
    is_of_the_past,
    title_of,
)
from annotations.domain.resolution.people import Held, Somebody
from annotations.domain.resolution.places import country_of, names_of, seat_of
from annotations.domain.resolution.sounds import sounds_of
from annotations.models.actors import Actor, ActorKind
from annotations.models.affiliations import Affiliation
from annotations.models.names import ActorName
from annotations.models.ready import Asked, Ready, ask
from annotations.models.ready_models import ReadyModels
from annotations.models.words import NameWord

# So many of one name, and so many who hold posts at one place, are looked at.
MOST_NAMED = 20
MOST_STAFF = 100
EMPLOYERS = (ActorKind.ORGANISATION, ActorKind.COUNTRY)
# By a word as it is typed and by its other spellings; bones alone find too many.
SPELLINGS = 2
# So many words has the name of a place in a title.
LONGEST_PLACE = 3

# Each way in which a mention may lead to somebody gives their keys. By the sound of a name:
OF_NAME = Ready(
    lambda sounds: Actor.objects.filter(sounds=sounds).values_list("pk")[:MOST_NAMED], [str]
)
OF_OTHER_NAME = Ready(
    lambda sounds: ActorName.objects.filter(sounds=sounds).values_list("actor")[:MOST_NAMED], [str]
)
# By a word of a name:
OF_SURNAME = Ready(
    lambda words: NameWord.objects.filter(word__among=words).values_list("actor")[:MOST_NAMED],
    [list[str]],
)
# By what stands for a country:
OF_COUNTRY = Ready(
    lambda code: Actor.objects.filter(kind=ActorKind.COUNTRY, country=code).values_list("pk")[
        :MOST_NAMED
    ],
    [str],
)
# By a post that matches `says` and was held at some time in `days`, at a place of one of these
# `names`, or for a country:
AT_PLACE = Ready(
    lambda says, days, names: Affiliation.objects.filter(
        post__iregex=says,
        valid__overlap=days,
        organisation__in=Actor.objects.filter(kind__in=EMPLOYERS).printed_as(names).values("pk"),
    ).values_list("person")[:MOST_STAFF],
    [str, DateRange, list[str]],
)
FOR_COUNTRY = Ready(
    lambda says, days, codes: Affiliation.objects.filter(
        post__iregex=says, valid__overlap=days, represents__among=codes
    ).values_list("person")[:MOST_STAFF],
    [str, DateRange, list[str]],
)
# Whom the text calls by one of these names:
PRINTED = Ready(
    lambda names: Actor.objects.printed_as(names).values_list("pk")[:MOST_STAFF], [list[str]]
)
NAMED_ACTORS = ReadyModels(
    lambda keys: Actor.objects.filter(pk__among=keys).exclude(kind=ActorKind.UNNAMED).with_names(),
    [list],
)
POSTS = ReadyModels(
    lambda people: (
        Affiliation.objects.filter(person__among=people).select_related("organisation").in_order()
    ),
    [list],
)


class Circle:
    """Whom some mentions may mean: by name, by post on the day, and whom the text names.

    `actors` with all names, `posts` of each, those held on the day first. Three queries.
    """

    def __init__(self, mentions: Iterable[str], text: str, day: date | None) -> None:
        self.day = day
        names = possible_names(text) if text else {}
        ways = [way for mention in mentions for way in _ways_to(mention, day)]
        if names:
            ways.append(PRINTED.asked([*names]))
        keys = _found_by(ways)
        found = NAMED_ACTORS.found(keys) if keys else []
        self.actors: dict[Any, Actor] = {actor.pk: actor for actor in found}
        self.posts = _posts(self.actors, day) if self.actors else {}
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


def _ways_to(mention: str, day: date | None) -> list[Asked]:
    """To those of that name in any spelling, of that surname, in office there."""
    title = title_of(mention)
    if not title or mention.casefold() in PRONOUNS:
        return []
    sounds = sounds_of(title)
    ways = [OF_NAME.asked(sounds), OF_OTHER_NAME.asked(sounds)]
    if code := _country_in(title):
        ways.append(OF_COUNTRY.asked(code))
    if words := _words_like(title):
        ways.append(OF_SURNAME.asked([*words]))
    return ways + _in_office(mention, title, day)


def _in_office(mention: str, title: str, day: date | None) -> list[Asked]:
    """To who holds, or held if the mention says so, a post at a place that it names."""
    words = [word.casefold() for word in title.split()]
    of_post = [re.escape(word) for word in words if word not in SMALL and not country_of(word)]
    if len(words) < 2 or not of_post:
        return []
    says = "|".join(of_post)
    is_any = day is None or is_of_the_past(mention)
    days = DateRange() if is_any else DateRange(day, day, "[]")
    names, codes = _places_in(title)
    ways = [AT_PLACE.asked(says, days, [*names])]
    if codes:
        ways.append(FOR_COUNTRY.asked(says, days, [*codes]))
    return ways


def _found_by(ways: Sequence[Asked]) -> list[UUID]:
    """The keys of all to whom these lead. One query, none where there are none."""
    if not ways:
        return []
    # Those that are alike together: the fewer statements there are, the oftener one is prepared.
    parts = sorted(ways, key=itemgetter(0))
    sql = " UNION ALL ".join(f"({sql})" for sql, _ in parts)
    return [key for (key,) in ask(sql, [value for _, values in parts for value in values])]


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
    for post in POSTS.found([*actors]):
        found[post.person_id].append(post)
    for posts in found.values():
        posts.sort(key=lambda post: not _is_held(post, day))
    return dict(found)


def _is_held(post: Affiliation, day: date | None) -> bool:
    first, end = post.period
    return day is None or ((first is None or first <= day) and (end is None or day < end))


def _of_organisation(post: Affiliation, field: str) -> str:
    return getattr(post.organisation, field) if post.organisation else ""
