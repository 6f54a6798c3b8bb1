"""A post as a person's page takes it in: with the organisation by name, with days as people say."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.actions.actors import (
    EMPLOYERS,
    CannotKeepAffiliation,
    CannotTellActorsApart,
    add_affiliation,
    change_affiliation,
    create_actor,
)
from annotations.actions.keeping import audited
from annotations.domain.names import tidy
from annotations.models import Actor, ActorKind, Affiliation, User

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Post:
    """`first` and `last` are days on which the post was held; None is not known, or still held."""

    post: str
    organisation: str = ""
    kind: str = ""
    represents: str = ""
    first: date | None = None
    last: date | None = None


@audited
def keep_post(
    *, person: Actor, held: Post, affiliation: Affiliation | None = None, by: User
) -> Affiliation:
    """Add the post, or correct `affiliation` to it; an unknown organisation is added as well.

    Raises CannotKeepAffiliation, CannotTellActorsApart.
    """
    details: dict[str, Any] = {
        "post": held.post,
        "organisation": find_or_create_employer(name=held.organisation, by=by),
        "kind": held.kind,
        "represents": held.represents,
        "valid_from": held.first,
        "valid_until": day_after(held.last),
        "by": by,
    }
    if affiliation:
        return change_affiliation(affiliation=affiliation, **details)
    return add_affiliation(person=person, **details)


@audited
def find_or_create_employer(*, name: str, by: User) -> Actor | None:
    """The organisation or country of that name; made where there is none. Nothing for no name.

    Raises CannotTellActorsApart.
    """
    name = tidy(name)
    if not name:
        return None
    found = list(Actor.objects.called(name).filter(kind__in=EMPLOYERS)[:2])
    if len(found) > 1:
        raise CannotTellActorsApart(
            _("Several organisations are called “%(name)s”. Rename one of them first.")
            % {"name": name},
            "organisation",
        )
    return found[0] if found else create_actor(name=name, kind=ActorKind.ORGANISATION, by=by)


def day_after(last: date | None) -> date | None:
    """Raises CannotKeepAffiliation for the last day of the calendar."""
    try:
        return last + DAY if last else None
    except OverflowError as error:
        raise CannotKeepAffiliation(_("This day is too far away."), "last") from error
