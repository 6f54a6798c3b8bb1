"""How a search can be narrowed, with how many each way leaves, and what narrows it now."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.forms.search import SearchForm
from annotations.models import ActorKind, AffiliationKind, Mode, Stance, User
from annotations.models import SearchKind as Kind
from annotations.queries.facets import Facet
from annotations.queries.search_annotations import Origin, Whose
from annotations.queries.search_names import names_of
from annotations.templatetags.words import country_name, day, language_name

HEADS = {
    "project": lambda: _("Project"),
    "since": lambda: _("Published from"),
    "until": lambda: _("Published until"),
    "source": lambda: _("Source"),
    "language": lambda: _("Language"),
    "speaker": lambda: _("Speaker"),
    "target": lambda: _("About"),
    "stance": lambda: _("Stance"),
    "mode": lambda: _("Mode"),
    "tag": lambda: _("Tag"),
    "speaker_kind": lambda: _("Said by"),
    "post_kind": lambda: _("In a post of"),
    "country": lambda: _("Speaker’s country"),
    "coder": lambda: _("Coder"),
    "whose": lambda: _("Whose"),
    "origin": lambda: _("Made where"),
}
# Of people and comments, other words say what the same filter means.
HEADS_OF = {
    (Kind.PEOPLE, "speaker_kind"): lambda: _("Kind"),
    (Kind.PEOPLE, "country"): lambda: _("Country"),
    (Kind.COMMENTS, "coder"): lambda: _("Written by"),
}

CALLED: dict[str, Callable[[Any], str]] = {
    "since": day,
    "until": day,
    "speaker_kind": lambda value: str(ActorKind(value).label),
    "post_kind": lambda value: str(AffiliationKind(value).label),
    "country": country_name,
    "whose": lambda value: str(Whose(value).label),
    "origin": lambda value: str(Origin(value).label),
    "language": language_name,
    "stance": lambda value: str(Stance(value).label),
    "mode": lambda value: str(Mode(value).label),
}


@dataclass(frozen=True)
class Choice:
    """A way to narrow the search, or to widen it again; by `key` the browser finds it again."""

    key: str
    label: str
    count: int
    url: str
    is_chosen: bool


def shown(facet: Facet, data: QueryDict, kind: Kind) -> tuple[str, list[Choice]]:
    """What the values of a facet have in common, and the values."""
    choices = []
    for value, name, count in facet.values:
        query = data.copy()
        query.pop("page", None)
        is_chosen = query.get(facet.name) == value
        query.pop(facet.name, None)
        if not is_chosen:
            query[facet.name] = value
        label = CALLED[facet.name](value) if facet.name in CALLED else name
        key = f"{facet.name}-{value}"
        choices.append(Choice(key, label, count, f"?{query.urlencode()}", is_chosen))
    return head_of(facet.name, kind), choices


def head_of(name: str, kind: Kind) -> str:
    return HEADS_OF.get((kind, name), HEADS[name])()


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address of the search without it."""

    head: str
    label: str
    url: str


def chips(
    form: SearchForm, data: QueryDict, user: User, without: Collection[str] = ()
) -> list[Chip]:
    """What narrows the search, each to be taken away, `without` what is told otherwise. A query for
    each kind of thing named."""
    found = []
    in_force = [each for each in form.in_force() if each[0] not in without]
    names = names_of({name: key for name, key in in_force if isinstance(key, UUID)}, user)
    for name, value in in_force:
        query = data.copy()
        query.pop("page", None)
        query.pop(name, None)
        label = CALLED[name](value) if name in CALLED else names.get(name, "")
        found.append(Chip(head_of(name, form.looked_for()), label, f"?{query.urlencode()}"))
    return found
