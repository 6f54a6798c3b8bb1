"""Where somebody stands in the end: the latest of what they said that nothing took back."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from annotations.domain.positions import Linked, Relation, Stated, current, taken_back
from annotations.models import Actor, Attribution, Coding, Link, LinkKind, User
from annotations.queries.agreed import agreed_in
from annotations.queries.speaking import ARTICLE, seen_by
from annotations.queries.statements import with_article

PUBLISHED = f"{ARTICLE}__published_on"
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

    As far as the user may see; None where there is none. Eight queries at most.
    """
    rows = seen_by(user).filter(speaker=actor)
    if target:
        rows = rows.filter(target=target)
    if tag:
        rows = rows.filter(attribution_tags__tag=tag)
    return next(iter(_positions(rows, user, lambda _target: None)), None)


def positions_of(actor: Actor, user: User) -> list[Position]:
    """Where somebody stands towards those of whom they speak most, MOST_POSITIONS at most.

    As far as the user may see. Nine queries at most.
    """
    rows = seen_by(user).filter(speaker=actor, target__isnull=False)
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
    """What takes statements back in the projects of these, both ends being current.

    What analysts linked holds of what was agreed of it. Four queries at most.
    """
    projects = Coding.objects.filter(pk__in={coding for coding, _number in stated})
    kinds = [LinkKind.WALKS_BACK, LinkKind.DENIES]
    rows = Link.objects.visible_to(user).filter(
        kind__in=kinds, project__in=projects.values("project")
    )
    links = list(rows.select_related("coding", "other_coding"))
    codings = {one.pk: one for link in links for one in (link.coding, link.other_coding)}
    agreed = agreed_in({one.project_article_id for one in codings.values()} if codings else [])
    values = (
        Attribution.objects.by_people()
        .filter(coding__in={*codings, *agreed.golds})
        .values_list("pk", "coding", "number", "speaker", PUBLISHED)
        if codings
        else []
    )
    there = {(coding, number): Stated(pk, who, day) for pk, coding, number, who, day in values}
    found = []
    for link in links:
        later = there.get(agreed.of((link.coding_id, link.number)))
        earlier = there.get(agreed.of((link.other_coding_id, link.other_number)))
        if later and earlier:
            found.append(Linked(Relation(link.kind), later, earlier, link.day))
    return found
