"""The register of actors, and what each of them said, as far as the reader may see it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    Actor,
    Affiliation,
    Attribution,
    AttributionTag,
    Mode,
    Span,
    SpanRole,
    Stance,
    User,
)
from annotations.models.articles import UNDATED
from annotations.queries.annotations import contents_of, tags_of


class Side(models.TextChoices):
    """What somebody has to do with a statement."""

    SAID = "said", _("Said")
    ABOUT = "about", _("Said about them")
    RELAYED = "relayed", _("Relayed")


@dataclass(frozen=True)
class Sought:
    """Which statements; everything left empty is no matter."""

    stance: str = ""
    mode: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None


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


def register(kind: str = "", typed: str = "") -> QuerySet[Actor]:
    """The actors of a kind, or all, whose names are like what was typed; with `place` to sort by.

    Each with `posts`, the latest first.
    """
    rows = Actor.objects.named_like(typed) if typed.strip() else Actor.objects.all()
    if kind:
        rows = rows.filter(kind=kind)
    posts = Affiliation.objects.select_related("organisation").in_order()
    return rows.annotate(place=Lower("sort_name")).prefetch_related(
        Prefetch("affiliations", posts, to_attr="posts")
    )


def count_statements(actors: Iterable[Actor], user: User) -> dict[object, int]:
    """How many statements of each actor the user may see. One query."""
    counts = (
        Attribution.objects.visible_to(user)
        .by_people()
        .by_people()
        .filter(speaker__in=[actor.pk for actor in actors])
        .values_list("speaker")
        .annotate(Count("pk"))
    )
    return dict(counts)


def side_of(actor: Actor, side: str) -> Q:
    """Statements of an organisation include those that somebody made in a post there."""
    if side == Side.ABOUT:
        return Q(target=actor)
    if side == Side.RELAYED:
        return Q(relayer=actor)
    return Q(speaker=actor) | Q(affiliation__organisation=actor)


def statements_of(actor: Actor, user: User, side: str, sought: Sought) -> QuerySet[Attribution]:
    """With `place`, the article's date, and `start` in its text, neither ever null."""
    article = "coding__project_article__article"
    rows = Attribution.objects.visible_to(user).by_people().filter(side_of(actor, side))
    exact = {
        "stance": sought.stance,
        "mode": sought.mode,
        f"{article}__published_on__gte": sought.since,
        f"{article}__published_on__lte": sought.until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    for word in sought.words.split():
        said = Span.objects.filter(attribution=OuterRef("pk"), role=SpanRole.CONTENT)
        rows = rows.filter(Exists(said.filter(words__icontains=word)))
    contents = Span.objects.filter(attribution=OuterRef("pk"), role=SpanRole.CONTENT)
    return rows.annotate(
        place=Coalesce(f"{article}__published_on", UNDATED),
        start=Coalesce(Subquery(contents.in_reading_order().values("start")[:1]), 0),
    )


def with_details(rows: QuerySet[Attribution]) -> QuerySet[Attribution]:
    """With words, people, tags, article, project and analyst. Three queries."""
    return rows.select_related(
        "speaker",
        "affiliation__organisation",
        "target",
        "relayer",
        "coding__analyst",
        "coding__project",
        "coding__project_article__article__source",
    ).prefetch_related(
        contents_of("spans"), tags_of("attribution_tags", AttributionTag.objects.all())
    )


def account_of(actor: Actor, user: User, side: str) -> Account:
    """Over all statements that the user may see, whatever is filtered. Two queries."""
    seen = Attribution.objects.visible_to(user).by_people()
    sides = seen.filter(
        side_of(actor, Side.SAID) | side_of(actor, Side.ABOUT) | side_of(actor, Side.RELAYED)
    ).aggregate(**{name: Count("pk", filter=side_of(actor, name)) for name in Side.values})
    pairs = seen.filter(side_of(actor, side)).values_list("stance", "mode").annotate(n=Count("pk"))
    stances: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    for stance, mode, n in pairs.order_by():
        stances[stance] += n
        modes[mode] += n
    return Account(
        sides,
        [(value, stances[value]) for value in Stance.values if stances[value]],
        [(mode, modes[mode]) for mode in Mode if modes[mode]],
    )


def staff_of(organisation: Actor) -> Sequence[Affiliation]:
    """Who holds or held a post there, the latest first."""
    return list(organisation.staff.select_related("person").in_order())


def posts_of(person: Actor) -> Sequence[Affiliation]:
    """What the person holds or held, the latest first."""
    return list(person.affiliations.select_related("organisation").in_order())
