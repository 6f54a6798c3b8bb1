"""The people of an attribution as a form names them: chosen, or typed and then found or made."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.actors import (
    CannotKeepActor,
    CannotKeepAffiliation,
    CannotTellActorsApart,
    add_affiliation,
    create_actor,
    find_or_create_actor,
)
from annotations.domain.names import tidy
from annotations.models import Actor, ActorKind, Affiliation, User


@dataclass(frozen=True)
class Named:
    """`actor` where one was chosen; else a typed `name`, and its `kind` where that was said.

    `field` is the input to blame when the name is no good.
    """

    field: str
    actor: Actor | None = None
    name: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Capacity:
    """`affiliation` where one was chosen; else a typed post. All empty: what was held that day."""

    affiliation: Affiliation | None = None
    post: str = ""
    organisation: str = ""


def somebody(named: Named | None, *, article: UUID, by: User) -> Actor | None:
    """The actor who is meant. A name that is in the register is taken, not entered twice.

    An unnamed speaker of another article is somebody else, whatever they are called (ADR 18); one
    that was entered and is of no article yet is taken.
    Raises CannotTellActorsApart, CannotKeepActor.
    """
    if named is None:
        return None
    if named.actor:
        return named.actor
    try:
        return _called(named, article, by)
    except (CannotTellActorsApart, CannotKeepActor) as refusal:
        refusal.field = named.field
        raise


def _called(named: Named, article: UUID, by: User) -> Actor | None:
    name = tidy(named.name)
    if not name:
        return None
    if named.kind in ("", ActorKind.UNNAMED):
        unnamed = Actor.objects.called(name).filter(kind=ActorKind.UNNAMED)
        if here := unnamed.named_in(article).in_alphabet().first() or unnamed.unspoken().first():
            return here
    if named.kind == ActorKind.UNNAMED:
        return create_actor(name=name, kind=ActorKind.UNNAMED, by=by)
    if named.kind:
        return find_or_create_actor(name=name, kind=named.kind, by=by)
    found = list(Actor.objects.called(name).exclude(kind=ActorKind.UNNAMED)[:2])
    if len(found) > 1:
        raise CannotTellActorsApart(
            _("Several actors are called “%(name)s”. Please choose one.") % {"name": name}
        )
    return found[0] if found else find_or_create_actor(name=name, kind=ActorKind.PERSON, by=by)


def capacity_of(
    capacity: Capacity | None, speaker: Actor | None, day: date | None, *, by: User
) -> Affiliation | None:
    """The post in which the speaker spoke; None for None. Raises CannotKeepAffiliation.

    Without any word about it: the post held on that day, where there is exactly one.
    """
    if capacity is None or speaker is None:
        return None
    if capacity.affiliation:
        if capacity.affiliation.person_id != speaker.pk:
            raise CannotKeepAffiliation(
                _("This post is not one of %(name)s’s.") % {"name": speaker.name}, "affiliation"
            )
        return capacity.affiliation
    if not tidy(capacity.post):
        held = list(Affiliation.objects.filter(person=speaker).as_of(day)[:2]) if day else []
        return held[0] if len(held) == 1 else None
    return _post(capacity, speaker, by)


def _post(capacity: Capacity, speaker: Actor, by: User) -> Affiliation:
    try:
        employer = _employer(tidy(capacity.organisation), by)
        posts = Affiliation.objects.filter(person=speaker, organisation=employer)
        known = posts.filter(post__iexact=tidy(capacity.post)).in_order().first()
        return known or add_affiliation(
            person=speaker, post=capacity.post, organisation=employer, by=by
        )
    except CannotKeepAffiliation as refusal:
        refusal.field = "affiliation_post"
        raise
    except (CannotTellActorsApart, CannotKeepActor) as refusal:
        refusal.field = "affiliation_organisation"
        raise


def _employer(name: str, by: User) -> Actor | None:
    """The organisation or country of that name; a new one is an organisation."""
    if not name:
        return None
    kinds = [ActorKind.ORGANISATION, ActorKind.COUNTRY]
    found = list(Actor.objects.called(name).filter(kind__in=kinds)[:2])
    if len(found) == 1:
        return found[0]
    return find_or_create_actor(name=name, kind=ActorKind.ORGANISATION, by=by)
