"""The register as files take it: all of it bit by bit, and whom the rows of a file may mean."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

from annotations.domain.register import Name
from annotations.domain.register.matching import KnownActor, KnownPost
from annotations.domain.register.present import values_of_actor, values_of_post
from annotations.domain.register.rows import PEOPLE
from annotations.models import (
    Actor,
    ActorMove,
    ActorName,
    Affiliation,
    Plan,
    RegisterImport,
    RegisterImportRow,
    User,
)
from annotations.models.actors import ActorQuerySet

# As many rows are in memory at a time.
AT_ONCE = 1_000
# More than a list shows: a file of all who are called Wang is one of its uses.
MOST_NAMED = 10_000


@dataclass(frozen=True, slots=True)
class Leaving:
    """What of the register leaves: these actors, and the posts of these people."""

    chosen: ActorQuerySet
    is_all: bool

    def actors(self) -> Iterator[Actor]:
        return _streamed(self.chosen)

    def people(self) -> Iterator[Actor]:
        return _streamed(self.chosen.filter(kind__in=PEOPLE))

    def organisations(self) -> Iterator[Actor]:
        return _streamed(self.chosen.exclude(kind__in=PEOPLE))

    def posts(self) -> Iterator[Affiliation]:
        posts = Affiliation.objects.all()
        if not self.is_all:
            posts = posts.filter(person__in=self.chosen.order_by().values("pk"))
        rows = posts.select_related("person", "organisation").order_by("person_id", "valid", "id")
        return rows.iterator(chunk_size=AT_ONCE)

    def countries(self) -> list[str]:
        """The codes of countries of all organisations among them."""
        codes = self.chosen.exclude(kind__in=PEOPLE).exclude(country="").order_by("country")
        return list(codes.values_list("country", flat=True).distinct())


def leaving(kind: str = "", typed: str = "") -> Leaving:
    """Those that the register's list shows for a kind and a part of a name."""
    rows = Actor.objects.all()
    if kind:
        rows = rows.filter(kind=kind)
    if typed.strip():
        rows = rows.named_like(typed, most=MOST_NAMED, kinds=[kind] if kind else [])
    is_all = not (kind or typed.strip())
    return Leaving(
        Actor.objects.filter(pk__in=rows.order_by().values("pk")) if not is_all else rows, is_all
    )


def nothing_leaving() -> Leaving:
    """For a file with nothing in it."""
    return Leaving(Actor.objects.none(), is_all=False)


def known_actors(
    ids: Iterable[UUID], items: Iterable[str], names: Iterable[str]
) -> list[KnownActor]:
    """Those with one of these ids, Wikidata items, or names, shown or other. A few queries.

    Who was merged is whom they were merged into.
    """
    names, ids = {*names}, {*ids}
    ids |= set(ActorMove.objects.successors(ids).values())
    condition = Q(pk__in=ids) | Q(wikidata__in=set(items))
    pks = set(Actor.objects.filter(condition).values_list("pk", flat=True))
    if names:
        pks |= set(Actor.objects.printed_as(names).values_list("pk", flat=True))
    held = Affiliation.objects.filter(Q(person=OuterRef("pk")) | Q(organisation=OuterRef("pk")))
    rows: Iterable[Any] = (
        Actor.objects.filter(pk__in=pks)
        .annotate(has_posts=Exists(held))
        .prefetch_related("names")
        .in_alphabet()
    )
    return [
        KnownActor(actor.pk, values_of_actor(actor), _names(actor), actor.has_posts)
        for actor in rows
    ]


def by_id(known: Iterable[KnownActor], ids: Iterable[UUID]) -> dict[UUID, KnownActor]:
    """Known ones by their ids, and by those of `ids` under which they were merged."""
    found = {one.id: one for one in known}
    merged = ActorMove.objects.successors({*ids} - found.keys())
    return found | {gone: found[into] for gone, into in merged.items() if into in found}


def known_posts(ids: Iterable[UUID], people: Iterable[UUID]) -> list[KnownPost]:
    """Those with one of these ids, or of one of these people. One query."""
    condition = Q(pk__in=set(ids)) | Q(person__in=set(people))
    posts = Affiliation.objects.filter(condition).select_related("organisation")
    return [
        KnownPost(
            post.pk,
            post.person_id,
            post.organisation_id,
            post.organisation.name if post.organisation else "",
            values_of_post(post),
        )
        for post in posts.order_by("valid", "id")
    ]


def mark_of_register() -> str:
    """Another one as soon as anything in the register has changed."""
    tables: list[Any] = [Actor, ActorName, Affiliation]
    last = (table.pgh_event_model.objects.aggregate(last=Max("pgh_id"))["last"] for table in tables)
    return "-".join(str(number or 0) for number in last)


def register_imports_of(user: User, shown: int = 20) -> list[RegisterImport]:
    """The last ones first."""
    return list(RegisterImport.objects.of(user).newest_first()[:shown])


def tally_of(upload: RegisterImport) -> Counter[str]:
    """How many rows there are of each plan."""
    rows = upload.entries.order_by().values_list("plan").annotate(Count("pk"))
    return Counter(dict(rows))


def rows_to_tell(upload: RegisterImport) -> Iterator[RegisterImportRow]:
    """All but those that are as they are, in order."""
    rows = upload.entries.exclude(plan=Plan.SAME).order_by("number")
    return rows.iterator(chunk_size=AT_ONCE)


def shown_plan(tally: Counter[str], wanted: str) -> str:
    """Which rows a page shows: the wanted ones, else the first that ask for a look."""
    if wanted in Plan.values:
        return wanted
    return next((plan for plan in Plan.values if tally[plan]), Plan.CREATE)


def rows_of_import(upload: RegisterImport, plan: str) -> QuerySet[RegisterImportRow]:
    """To be cut into pages by `number`."""
    return RegisterImportRow.objects.filter(upload=upload, plan=plan)


def _names(actor: Actor) -> tuple[Name, ...]:
    return tuple(Name(each.name, each.language, each.kind) for each in actor.names.all())


def _streamed(actors: ActorQuerySet) -> Iterator[Actor]:
    names = Prefetch("names", ActorName.objects.in_order())
    return actors.in_alphabet().prefetch_related(names).iterator(chunk_size=AT_ONCE)
