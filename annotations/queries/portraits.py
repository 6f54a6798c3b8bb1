"""Whom somebody speaks about, how, where and in whose company: what an actor's page is made of."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from annotations.models import (
    Actor,
    Appearance,
    Attribution,
    AttributionTag,
    Project,
    Relay,
    Source,
    Stance,
    Tag,
    User,
)
from annotations.queries.speaking import ARTICLE, Side, seen_by, side_of

# More courses, or names in a menu, than anybody reads through.
MOST_NAMES = 200
# A page has room for so many names.
MOST_COMPANY = 8
# Whoever speaks often is quoted with the same people in so many of the latest articles as in all.
MOST_ARTICLES = 200


@dataclass(frozen=True)
class Course:
    """The stances between the actor and another one, by day.

    `other` is None where the statements do not say whom they are about, or who made them.
    `undated` has those in articles without a date, by stance.
    """

    other: Actor | None
    counts: Mapping[tuple[str, date], int]
    undated: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values()) + sum(self.undated.values())


@dataclass(frozen=True)
class Outlet:
    """Where statements stand: so many were annotated there, and `copies` more stand there, too."""

    source: Source
    count: int
    copies: int


@dataclass(frozen=True)
class Company:
    """Somebody quoted in the same articles: with how many statements, in how many articles."""

    actor: Actor
    count: int
    articles: int


@dataclass(frozen=True)
class Portrait:
    """Everywhere the most frequent first, and no more than MOST_NAMES.

    `more_courses` is how many were left out.
    """

    courses: list[Course] = field(default_factory=list)
    more_courses: int = 0
    speakers: list[tuple[Actor, int]] = field(default_factory=list)
    targets: list[tuple[Actor, int]] = field(default_factory=list)
    relayers: list[tuple[Actor, int]] = field(default_factory=list)
    projects: list[tuple[Project, int]] = field(default_factory=list)
    outlets: list[Outlet] = field(default_factory=list)
    topics: list[tuple[Tag, int]] = field(default_factory=list)
    company: list[Company] = field(default_factory=list)
    # How many articles that was counted over, where that are not all of them.
    latest: int = 0


def portrait_of(
    actor: Actor, user: User, side: str, most_courses: int | None = MOST_NAMES
) -> Portrait:
    """Over all statements of one side that the user may see; `most_courses` None for all of them.

    Nine queries at most.
    """
    statements = seen_by(user).filter(side_of(actor, side)).order_by()
    keys = ("speaker", "target", "relayer", "coding__project", f"{ARTICLE}__source")
    place, published = "coding__project_article", f"{ARTICLE}__published_on"
    facts = statements.values_list(*keys, "stance", published, place)
    counts: list[Counter[UUID | None]] = [Counter() for _ in keys]
    stances: dict[UUID | None, Counter[tuple[str, date | None]]] = defaultdict(Counter)
    articles: dict[UUID, date] = {}
    scale = set(Stance.values)
    for *found, stance, day, article, n in facts.annotate(n=Count("pk")):
        for counter, key in zip(counts, found, strict=True):
            counter[key] += n
        articles[article] = day or date.min
        if stance in scale and side != Side.RELAYED:
            stances[found[0 if side == Side.ABOUT else 1]][stance, day] += n
    latest = sorted(articles, key=lambda one: (articles[one], one), reverse=True)[:MOST_ARTICLES]
    speakers, targets, relayers, projects, sources = counts
    further = Relay.objects.filter(attribution__in=statements.values("pk"))
    relayers += Counter(dict(further.values_list("actor").annotate(n=Count("pk"))))
    if not speakers:
        return Portrait()
    company = _company_of(actor, latest, user) if side == Side.SAID else []
    copies = _copies_of(statements, user)
    courses = Counter({other: found.total() for other, found in stances.items()})
    shown = [other for other, _n in courses.most_common(most_courses)]
    named = [
        pk for some in (speakers, targets, relayers) for pk, _n in some.most_common(MOST_NAMES)
    ]
    actors = Actor.objects.in_bulk({*named, *shown, *(pk for pk, _, _ in company)} - {None})
    tags: Counter[UUID] = Counter(
        dict(
            AttributionTag.objects.filter(attribution__in=statements.values("pk"))
            .values_list("tag")
            .annotate(Count("pk"))
        )
    )
    outlets = Source.objects.in_bulk({*sources, *copies})
    return Portrait(
        courses=sorted(
            (_course(actors.get(pk) if pk else None, stances[pk]) for pk in shown),
            key=lambda course: (course.other is None, -course.total),
        ),
        more_courses=len(stances) - len(shown),
        speakers=_named(speakers, actors),
        targets=_named(targets, actors),
        relayers=_named(relayers, actors),
        projects=_named(projects, Project.objects.in_bulk(set(projects))),
        outlets=sorted(
            (Outlet(one, sources[pk], copies[pk]) for pk, one in outlets.items()),
            key=lambda one: (-one.count - one.copies, -one.count, one.source.name),
        ),
        topics=_named(tags, Tag.objects.in_bulk(set(tags))),
        company=[Company(actors[pk], n, together) for pk, n, together in company],
        latest=len(latest) if len(latest) < len(articles) else 0,
    )


def _course(other: Actor | None, found: Counter[tuple[str, date | None]]) -> Course:
    dated = {(stance, day): n for (stance, day), n in found.items() if day is not None}
    return Course(other, dated, {stance: n for (stance, day), n in found.items() if day is None})


def _named(counts: Counter[Any], rows: Mapping[Any, Any]) -> list[tuple[Any, int]]:
    """By how many, then by name."""
    pairs = [(rows[pk], n) for pk, n in counts.items() if pk in rows]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].name))


def _company_of(
    actor: Actor, articles: Collection[UUID], user: User
) -> list[tuple[UUID, int, int]]:
    """Who else is quoted in these articles of projects, copies aside."""
    others = seen_by(user).filter(coding__project_article__in=articles, speaker__isnull=False)
    return list(
        others.exclude(side_of(actor, Side.SAID))
        .values_list("speaker")
        .annotate(n=Count("pk"), articles=Count("coding__project_article", distinct=True))
        .order_by("-articles", "-n", "speaker__name")[:MOST_COMPANY]
    )


def _copies_of(statements: QuerySet[Attribution], user: User) -> Counter[UUID]:
    """In how many copies they stand, by outlet."""
    standing = Appearance.objects.visible_to(user).standing()
    counts = standing.filter(attribution__in=statements.values("pk")).values_list(
        "project_article__article__source"
    )
    return Counter(dict(counts.annotate(Count("pk"))))
