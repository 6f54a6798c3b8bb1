"""Statements that a statement is linked with, and where somebody stands in the end."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Abs, Coalesce

from annotations.domain.positions import Linked, Relation, Stated, current, taken_back
from annotations.models import Actor, Attribution, Coding, Link, LinkKind, Span, SpanRole, User
from annotations.models.articles import UNDATED
from annotations.queries.statements import key_of, latest, line_of, with_article

MOST_OFFERED = 20
PUBLISHED = "coding__project_article__article__published_on"


@dataclass(frozen=True)
class Connection:
    """A link as it looks from one of its ends: `other` is at the far end, None if it is gone.

    `is_from` where the page's own statement does it to the other one.
    """

    link: Link
    is_from: bool
    later: Attribution
    other: Attribution

    @property
    def day(self) -> date | None:
        """Since when: as entered, else the day of the article of the one that does it."""
        return self.link.day or self.later.coding.project_article.article.published_on

    @property
    def shown_day(self) -> date | None:
        """When the other one was said, or did it to the page's own statement."""
        return self.other.coding.project_article.article.published_on if self.is_from else self.day

    @property
    def takes_back(self) -> bool:
        """Whether the other one took the page's own statement back."""
        return not self.is_from and self.link.kind == LinkKind.WALKS_BACK


def connections_of(said: Attribution, user: User) -> list[Connection]:
    """The latest first; left out are links to what is gone. Four queries at most."""
    line = line_of(said.coding)
    rows = Link.objects.visible_to(user).filter(
        Q(coding__in=line, number=said.number) | Q(other_coding__in=line, other_number=said.number)
    )
    links = list(rows.select_related("coding", "other_coding", "linked_by"))
    own = key_of(said.coding, said.number)
    ends = {
        link.pk: (
            (link.other_coding, link.other_number)
            if key_of(link.coding, link.number) == own
            else (link.coding, link.number)
        )
        for link in links
    }
    found = latest(ends.values(), user) if ends else {}
    made = []
    for link in links:
        other = found.get(key_of(*ends[link.pk]))
        if other is not None:
            is_from = key_of(link.coding, link.number) == own
            made.append(Connection(link, is_from, said if is_from else other, other))
    return sorted(made, key=lambda one: (one.day or UNDATED, one.link.pk), reverse=True)


def could_be_connected(said: Attribution, user: User, typed: str = "") -> QuerySet[Attribution]:
    """Other statements of the project, those of the nearest days first; with `typed` only those
    whose speaker or words have each word of it."""
    rows = Attribution.objects.visible_to(user).by_people().filter(project=said.project_id)
    for word in typed.split():
        words = Span.objects.filter(
            attribution=OuterRef("pk"), role=SpanRole.CONTENT, words__icontains=word
        )
        rows = rows.filter(Q(speaker__name__icontains=word) | Q(Exists(words)))
    day = said.coding.project_article.article.published_on or UNDATED
    # PostgreSQL takes one day from another in whole days.
    distance = Abs(
        Func(
            Coalesce("coding__project_article__article__published_on", UNDATED),
            Value(day),
            arg_joiner=" - ",
            template="(%(expressions)s)",
            output_field=IntegerField(),
        )
    )
    return with_article(rows.exclude(pk=said.pk)).order_by(distance, "-pk")


# Of whom somebody speaks once, the list of statements tells.
MOST_POSITIONS = 5


@dataclass(frozen=True)
class Position:
    """Where somebody stands; `statements` in all, `withdrawn` of them taken back since."""

    said: Attribution
    statements: int
    withdrawn: int


def position_of(
    actor: Actor, user: User, *, target: UUID | None = None, tag: UUID | None = None
) -> Position | None:
    """The latest statement of somebody about a target or with a tag that nothing took back.

    As far as the user may see; None where there is none. Six queries at most.
    """
    rows = Attribution.objects.visible_to(user).by_people().filter(speaker=actor)
    if target:
        rows = rows.filter(target=target)
    if tag:
        rows = rows.filter(attribution_tags__tag=tag)
    return next(iter(_positions(rows, user, lambda _target: None)), None)


def positions_of(actor: Actor, user: User) -> list[Position]:
    """Where somebody stands towards those of whom they speak most, MOST_POSITIONS at most.

    As far as the user may see. Seven queries at most.
    """
    rows = Attribution.objects.visible_to(user).by_people()
    rows = rows.filter(speaker=actor, target__isnull=False)
    most = rows.order_by().values_list("target").annotate(n=Count("pk")).order_by("-n", "target")
    # Some may have been taken back altogether, and are none.
    wanted = [target for target, _n in most[: 2 * MOST_POSITIONS]]
    found = _positions(rows.filter(target__in=wanted), user, lambda target: target)
    return found[:MOST_POSITIONS]


def _positions(
    rows: QuerySet[Attribution], user: User, about: Callable[[UUID | None], UUID | None]
) -> list[Position]:
    """One for each of what their targets are `about`, those with most statements first."""
    values = rows.values_list("pk", "coding", "number", "target", "speaker", PUBLISHED).order_by(
        "pk"
    )
    groups: dict[UUID | None, list[Stated]] = {}
    stated: dict[tuple[UUID, int], Stated] = {}
    for pk, coding, number, target, speaker, day in values:
        one = stated[coding, number] = Stated(pk, speaker, day)
        groups.setdefault(about(target), []).append(one)
    links = _links(stated, user) if stated else []
    gone = taken_back(links)
    latest = {target: current(own, links) for target, own in groups.items()}
    shown = with_article(
        Attribution.objects.filter(pk__in=[one.key for one in latest.values() if one])
    )
    by_key: dict[Hashable, Attribution] = {said.pk: said for said in shown}
    found = [
        Position(by_key[last.key], len(own), sum(one.key in gone for one in own))
        for target, own in groups.items()
        if (last := latest[target]) is not None
    ]
    return sorted(found, key=lambda position: -position.statements)


def _links(stated: dict[tuple[UUID, int], Stated], user: User) -> list[Linked]:
    """What takes statements back in the projects of these, both ends being current. Two queries."""
    projects = Coding.objects.filter(pk__in={coding for coding, _number in stated})
    kinds = [LinkKind.WALKS_BACK, LinkKind.DENIES]
    rows = Link.objects.visible_to(user).filter(
        kind__in=kinds, project__in=projects.values("project")
    )
    links = list(rows)
    ends = {one for link in links for one in (link.coding_id, link.other_coding_id)}
    values = (
        Attribution.objects.by_people()
        .filter(coding__in=ends)
        .values_list("pk", "coding", "number", "speaker", PUBLISHED)
        if ends
        else []
    )
    there = {(coding, number): Stated(pk, who, day) for pk, coding, number, who, day in values}
    found = []
    for link in links:
        later = there.get((link.coding_id, link.number))
        earlier = there.get((link.other_coding_id, link.other_number))
        if later and earlier:
            found.append(Linked(Relation(link.kind), later, earlier, link.day))
    return found
