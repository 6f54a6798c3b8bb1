"""Keeping the register of actors, and who held which post when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from psycopg.types.range import DateRange

from annotations.actions.keeping import Refused, assign, audited, check, keep
from annotations.domain.codes import is_country, is_wikidata_item
from annotations.domain.name_order import family_comes_first
from annotations.domain.names import tidy
from annotations.models import Actor, ActorKind, Affiliation, User
from annotations.models.actors import NO_ITEM

CHANGEABLE = frozenset(
    {
        "name",
        "kind",
        "country",
        "description",
        "family_first",
        "sorted_as",
        "wikidata",
        "gender",
        "notes",
    }
)
PEOPLE = {ActorKind.PERSON, ActorKind.UNNAMED}
EMPLOYERS = {ActorKind.ORGANISATION, ActorKind.COUNTRY}


class CannotKeepActor(Refused):
    """The actor would not be valid."""


class CannotTellActorsApart(Refused):
    """Several actors have the name that was given."""


class CannotDeleteActor(Refused):
    """Somebody attributed a statement to the actor, or works there."""


class CannotKeepAffiliation(Refused):
    """The post would not be valid, or the person already held it at that time."""


class CannotDeleteAffiliation(Refused):
    """A statement was made in this capacity."""


@audited
def create_actor(
    *,
    name: str,
    kind: str = ActorKind.PERSON,
    country: str = "",
    description: str = "",
    family_first: bool | None = None,
    wikidata: str = "",
    gender: str = "",
    notes: str = "",
    sorted_as: str = "",
    by: User,
) -> Actor:
    """A new entry of the register; namesakes are allowed. Raises CannotKeepActor.

    Where nobody says whether the family's name comes first, script and country suggest it.
    """
    actor = Actor(
        name=name,
        kind=kind,
        country=country,
        description=description,
        family_first=_family_first(name, kind, country) if family_first is None else family_first,
        wikidata=wikidata,
        gender=gender,
        notes=notes,
        sorted_as=sorted_as,
    )
    _keep_actor(actor)
    return actor


def new_actor(*, name: str, kind: str, country: str = "", wikidata: str = "") -> Actor:
    """As `create_actor` makes it, but left to `insert_actors`: to ask the database about each of
    many takes longer than everything else about them. Raises CannotKeepActor where that does."""
    first = _family_first(name, kind, country)
    actor = Actor(name=name, kind=kind, country=country, wikidata=wikidata, family_first=first)
    _tidy(actor)
    check(actor, CannotKeepActor)
    # What `check` does not ask the database for. Names and genders are checked as fields, too.
    if actor.wikidata and not is_wikidata_item(actor.wikidata):
        raise CannotKeepActor(NO_ITEM)
    return actor


@audited
def insert_actors(*, actors: Sequence[Actor], by: User | None) -> None:
    """Those that `new_actor` made, by one statement."""
    Actor.objects.bulk_create(actors)


@audited
def find_or_create_actor(*, name: str, kind: str = ActorKind.PERSON, by: User) -> Actor:
    """The one actor of this kind and exact name, small and capital letters being the same.

    Raises CannotTellActorsApart where there are several, CannotKeepActor where the name is none.
    """
    found = list(Actor.objects.called(tidy(name)).filter(kind=kind).in_alphabet()[:2])
    if len(found) > 1:
        raise CannotTellActorsApart(
            _("Several actors are called “%(name)s”. Please choose one.") % {"name": tidy(name)}
        )
    return found[0] if found else create_actor(name=name, kind=kind, by=by)


@audited
def change_actor(*, actor: Actor, by: User, **changes: Any) -> Actor:
    """Change the named fields of CHANGEABLE. Raises CannotKeepActor."""
    assign(actor, changes, CHANGEABLE)
    if actor.kind not in PEOPLE and actor.affiliations.exists():
        raise CannotKeepActor(_("Only a person can hold posts; this actor holds some."), "kind")
    if actor.kind not in EMPLOYERS and actor.staff.exists():
        raise CannotKeepActor(_("People hold posts here, so it must stay what it is."), "kind")
    _keep_actor(actor)
    return actor


@audited
def delete_actor(*, actor: Actor, by: User) -> None:
    """With its posts. Raises CannotDeleteActor when it is in use."""
    try:
        actor.delete()
    except ProtectedError as error:
        raise CannotDeleteActor(
            _("“%(name)s” is in use, so it cannot be deleted.") % {"name": actor.name}
        ) from error


@audited
def add_affiliation(
    *,
    person: Actor,
    post: str,
    organisation: Actor | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    kind: str = "",
    represents: str = "",
    by: User,
) -> Affiliation:
    """A post held during [valid_from, valid_until); None means that this end is not known.

    Raises CannotKeepAffiliation.
    """
    affiliation = Affiliation(
        person=person,
        post=tidy(post),
        organisation=organisation,
        kind=kind,
        represents=represents,
        valid=_days(valid_from, valid_until),
    )
    _keep_affiliation(affiliation)
    return affiliation


@audited
def change_affiliation(
    *,
    affiliation: Affiliation,
    post: str,
    organisation: Actor | None,
    valid_from: date | None,
    valid_until: date | None,
    kind: str,
    represents: str = "",
    by: User,
) -> Affiliation:
    """All of it anew, as in `add_affiliation`. Raises CannotKeepAffiliation."""
    affiliation.post = tidy(post)
    affiliation.organisation = organisation
    affiliation.kind = kind
    affiliation.represents = represents
    affiliation.valid = _days(valid_from, valid_until)
    _keep_affiliation(affiliation)
    return affiliation


@audited
def delete_affiliation(*, affiliation: Affiliation, by: User) -> None:
    """Raises CannotDeleteAffiliation when statements were made in this capacity."""
    try:
        affiliation.delete()
    except ProtectedError as error:
        raise CannotDeleteAffiliation(
            _("Statements were made as “%(post)s”, so this post cannot be deleted.")
            % {"post": affiliation.post}
        ) from error


def _days(first: date | None, end: date | None) -> DateRange:
    if first and end and end <= first:
        raise CannotKeepAffiliation(_("A post must end after it begins."), "valid")
    return DateRange(first, end)


def _keep_affiliation(affiliation: Affiliation) -> None:
    if affiliation.person.kind not in PEOPLE:
        raise CannotKeepAffiliation(_("Only a person can hold a post."), "person")
    employer = affiliation.organisation
    if employer and employer.kind not in EMPLOYERS:
        raise CannotKeepAffiliation(
            _("A post is held at an organisation or a country."), "organisation"
        )
    affiliation.represents = affiliation.represents.strip().upper()
    keep(affiliation, CannotKeepAffiliation)


def _family_first(name: str, kind: str, country: str) -> bool:
    return kind == ActorKind.PERSON and family_comes_first(tidy(name), country)


def _keep_actor(actor: Actor) -> None:
    _tidy(actor)
    keep(actor, CannotKeepActor)


def _tidy(actor: Actor) -> None:
    """Raises CannotKeepActor."""
    actor.name = tidy(actor.name)
    actor.sorted_as = tidy(actor.sorted_as)
    actor.country = actor.country.strip().upper()
    actor.wikidata = actor.wikidata.strip().upper()
    actor.notes = actor.notes.strip()
    if actor.country and not is_country(actor.country):
        raise CannotKeepActor(_("A country is a code of two letters, such as FR."), "country")
