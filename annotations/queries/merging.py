"""What merging two actors would do, and what was moved between actors before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Field, Q, QuerySet

from annotations.models import (
    Actor,
    ActorMove,
    Affiliation,
    Attribution,
    Doubt,
    Hindrance,
    User,
)
from annotations.models.distinctions import SPEAKERS, doubts, hindrance
from annotations.models.merges import FILLED, posts_to_join
from annotations.queries.chains import relayed_by


@dataclass(frozen=True)
class Entry:
    """One of two that may be one. `tallies` are pairs of a project that the reader may see and how
    many statements there name the actor; `elsewhere` are those that are not for the reader."""

    actor: Actor
    posts: Sequence[Affiliation]
    tallies: Sequence[tuple[str, int]]
    elsewhere: int

    @property
    def statements(self) -> int:
        return sum(count for _project, count in self.tallies) + self.elsewhere


@dataclass(frozen=True)
class Detail:
    """What the two say in one column; the one that is kept takes what it lacks."""

    name: str
    label: str
    kept: str
    gone: str

    @property
    def is_filled(self) -> bool:
        return bool(self.gone) and not self.kept

    @property
    def is_conflict(self) -> bool:
        return bool(self.kept and self.gone) and self.kept != self.gone


@dataclass(frozen=True)
class Preview:
    """`joined` are posts that become one; `unrelayed` statements in which one relays the other."""

    kept: Entry
    gone: Entry
    hindrance: Hindrance | None
    doubts: Sequence[Doubt]
    details: Sequence[Detail]
    joined: Sequence[Sequence[Affiliation]]
    unrelayed: int


def preview_of(kept: Actor, gone: Actor, user: User) -> Preview:
    """Side by side, and what would happen. Ten queries at most."""
    # Nobody is in a chain twice: where both are in one, one of them leaves it.
    relayed = (Q(speaker=kept) | relayed_by(kept.pk)) & (Q(speaker=gone) | relayed_by(gone.pk))
    details = [
        Detail(name, str(_column(name).verbose_name), *_said(name, kept, gone)) for name in FILLED
    ]
    return Preview(
        kept=entry_of(kept, user),
        gone=entry_of(gone, user),
        hindrance=hindrance(kept, gone),
        doubts=doubts(kept, gone),
        details=[one for one in details if one.kept or one.gone],
        joined=posts_to_join(kept.pk, gone.pk),
        unrelayed=Attribution.objects.filter(relayed).count(),
    )


def entry_of(actor: Actor, user: User) -> Entry:
    """Three queries."""
    concerned = Q(speaker=actor) | Q(target=actor) | relayed_by(actor.pk)
    everything = Attribution.objects.by_people().filter(concerned)
    seen = everything.visible_to(user).values_list("coding__project__name")
    tallies = list(seen.annotate(n=Count("pk")).order_by("coding__project__name"))
    elsewhere = everything.count() - sum(count for _project, count in tallies)
    posts = actor.affiliations if actor.kind in SPEAKERS else actor.staff
    rows = posts.select_related("person", "organisation").in_order()
    return Entry(actor, list(rows), tallies, elsewhere)


def could_be(actor: Actor, typed: str) -> QuerySet[Actor]:
    """Others of the register that are like what was typed and could be the same, the likeliest
    first; by default those that are called like the actor."""
    kinds = [kind for kind in SPEAKERS if actor.kind in SPEAKERS]
    rows = Actor.objects.named_like(typed.strip() or actor.name).exclude(pk=actor.pk)
    rows = rows.filter(kind__in=kinds) if kinds else rows.exclude(kind__in=SPEAKERS)
    return rows


def statements_to_split(actor: Actor, user: User) -> QuerySet[Attribution]:
    """All that name the actor and that the user may see, by article and in reading order."""
    concerned = Q(speaker=actor) | Q(target=actor) | relayed_by(actor.pk)
    rows = Attribution.objects.visible_to(user).by_people().filter(concerned)
    return rows.order_by("-coding__project_article", "coding", "number")


def trail_of(actor: Actor) -> QuerySet[ActorMove]:
    """What was merged into the actor or split off it, undone or not, the latest first."""
    rows = ActorMove.objects.touching(actor.pk).select_related("by", "undone_by")
    return rows.defer("removed", "made", "changed")


def merged_into(gone: UUID) -> UUID | None:
    """Whom somebody is part of who has no entry any more; None who never had one."""
    return ActorMove.objects.successors([gone]).get(gone)


def _column(name: str) -> "Field[Any, Any]":
    return next(field for field in Actor._meta.fields if field.name == name)


def _said(name: str, *actors: Actor) -> list[str]:
    return [str(getattr(actor, name)) for actor in actors]
