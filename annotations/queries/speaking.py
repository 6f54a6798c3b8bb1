"""What somebody said, what is said about them, and what they relayed, as far as one may see it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    Actor,
    ActorKind,
    Attribution,
    AttributionTag,
    Mode,
    Span,
    SpanRole,
    Stance,
    User,
)
from annotations.models.articles import UNDATED
from annotations.models.spans import SpanQuerySet
from annotations.queries.annotations import contents_of, tags_of
from annotations.queries.chains import relayed_by, relays

ARTICLE = "coding__project_article__article"


class Side(models.TextChoices):
    """What somebody has to do with a statement."""

    SAID = "said", _("Said")
    ABOUT = "about", _("Said about them")
    RELAYED = "relayed", _("Relayed")


@dataclass(frozen=True)
class Sought:
    """Which statements; everything left empty is no matter. `everyone`: also what analysts say of
    articles that are agreed."""

    stance: str = ""
    mode: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    project: UUID | None = None
    speaker: UUID | None = None
    target: UUID | None = None
    relayer: UUID | None = None
    source: UUID | None = None
    tag: UUID | None = None
    everyone: bool = False


@dataclass(frozen=True)
class Account:
    """How many statements there are on each side; of the chosen side, how many of each kind."""

    sides: dict[str, int]
    stances: list[tuple[str, int]] = field(default_factory=list)
    modes: list[tuple[Mode, int]] = field(default_factory=list)

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        """(value, words, how many) of each side."""
        return [(side.value, str(side.label), self.sides[side.value]) for side in Side]

    @property
    def most(self) -> int:
        return max((n for _stance, n in self.stances), default=0)


def side_of(actor: Actor, side: str) -> Q:
    """What an organisation says includes what is said in its posts, what a country says includes
    what its representatives say."""
    if side == Side.ABOUT:
        return Q(target=actor)
    if side == Side.RELAYED:
        return relayed_by(actor.pk)
    if actor.kind in (ActorKind.PERSON, ActorKind.UNNAMED):
        return Q(speaker=actor)
    # Each half of the union has an index; an "or" over the two tables would read all statements.
    own = Attribution.objects.filter(speaker=actor).values("pk")
    posts = Q(affiliation__organisation=actor)
    if actor.kind == ActorKind.COUNTRY and actor.country:
        posts |= Q(affiliation__represents=actor.country)
    return Q(pk__in=own.union(Attribution.objects.filter(posts).values("pk")))


def seen_by(user: User) -> QuerySet[Attribution]:
    """What counts of what people say that somebody said, as far as the user may see it."""
    return Attribution.objects.visible_to(user).that_count()


def statements_of(actor: Actor, user: User, side: str, sought: Sought) -> QuerySet[Attribution]:
    """Those of one side that are sought, `placed`."""
    seen = Attribution.objects.visible_to(user).by_people() if sought.everyone else seen_by(user)
    return placed(narrowed(seen.filter(side_of(actor, side)), sought))


def narrowed(rows: QuerySet[Attribution], sought: Sought) -> QuerySet[Attribution]:
    exact = {
        "stance": sought.stance,
        "mode": sought.mode,
        "speaker": sought.speaker,
        "target": sought.target,
        "coding__project": sought.project,
        f"{ARTICLE}__source": sought.source,
        f"{ARTICLE}__published_on__gte": sought.since,
        f"{ARTICLE}__published_on__lte": sought.until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if sought.relayer:
        rows = rows.filter(relayed_by(sought.relayer))
    if sought.tag:
        tagged = AttributionTag.objects.filter(attribution=OuterRef("pk"), tag=sought.tag)
        rows = rows.filter(Exists(tagged))
    for word in sought.words.split():
        rows = rows.filter(Exists(_contents().filter(words__icontains=word)))
    return rows


def placed(rows: QuerySet[Attribution]) -> QuerySet[Attribution]:
    """With `place`, the article's date, and `start` in its text, neither ever null."""
    return rows.annotate(
        place=Coalesce(f"{ARTICLE}__published_on", UNDATED),
        start=Coalesce(Subquery(_contents().in_reading_order().values("start")[:1]), 0),
    )


def with_details(rows: QuerySet[Attribution]) -> QuerySet[Attribution]:
    """With words, people, tags, article, project and analyst. Four queries."""
    return rows.select_related(
        "speaker",
        "affiliation__organisation",
        "target",
        "relayer",
        "coding__analyst",
        "coding__project",
        "coding__project_article__article__source",
    ).prefetch_related(
        contents_of("spans"), tags_of("attribution_tags", AttributionTag.objects.all()), relays()
    )


def account_of(actor: Actor, user: User, side: str) -> Account:
    """Over all statements that the user may see, whatever is filtered. Three queries."""
    seen = seen_by(user)
    others = [name for name in Side.values if name != side]
    sides = {name: seen.filter(side_of(actor, name)).count() for name in others}
    pairs = seen.filter(side_of(actor, side)).values_list("stance", "mode").annotate(n=Count("pk"))
    stances: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    for stance, mode, n in pairs.order_by():
        stances[stance] += n
        modes[mode] += n
    return Account(
        sides | {side: modes.total()},
        [(value, stances[value]) for value in Stance.values if stances[value]],
        [(mode, modes[mode]) for mode in Mode if modes[mode]],
    )


def _contents() -> SpanQuerySet:
    return Span.objects.filter(attribution=OuterRef("pk"), role=SpanRole.CONTENT)
