"""How a search can be narrowed, with how many each way leaves, and what narrows it now."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.forms.search import SearchForm
from annotations.models import ActorKind, AffiliationKind, Mode, SavedSearch, Stance, User
from annotations.models import SearchKind as Kind
from annotations.queries.facets import Facet
from annotations.queries.search_annotations import Origin, Whose
from annotations.queries.search_names import names_of
from annotations.templatetags.words import country_name, day, language_name

# What an address names that there is not, or that the reader may not know of.
UNKNOWN = "–"
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
    query = data.copy()
    query.pop("page", None)
    chosen = query.get(facet.name)
    query.pop(facet.name, None)
    others = query.urlencode()
    choices = []
    for value, name, count in facet.values:
        is_chosen = chosen == value
        its = "" if is_chosen else urlencode({facet.name: str(value)})
        label = CALLED[facet.name](value) if facet.name in CALLED else name
        url = f"?{others}{'&' if others and its else ''}{its}"
        choices.append(Choice(f"{facet.name}-{value}", label, count, url, is_chosen))
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
    names = _names_in(in_force, user)
    for name, value in in_force:
        query = data.copy()
        query.pop("page", None)
        query.pop(name, None)
        label = _label(name, value, names)
        found.append(Chip(head_of(name, form.looked_for()), label, f"?{query.urlencode()}"))
    return found


@dataclass(frozen=True)
class Told:
    """A saved search in words: what is typed, and the filters, each by its head with its label."""

    saved: SavedSearch
    typed: str
    filters: list[tuple[str, str]]


def told(searches: Iterable[SavedSearch], user: User) -> list[Told]:
    """As `user` may know it. A query for each kind of thing that any of them names."""
    forms = [(saved, SearchForm(QueryDict(saved.query))) for saved in searches]
    for _saved, form in forms:
        # Names are followed for all of them at once.
        form.follows_merges = False
    names = _names_in((one for _saved, form in forms for one in form.in_force()), user)
    return [
        Told(
            saved,
            form.typed(),
            [
                (head_of(name, form.looked_for()), _label(name, value, names))
                for name, value in form.in_force()
            ],
        )
        for saved, form in forms
    ]


def _names_in(in_force: Iterable[tuple[str, Any]], user: User) -> dict[tuple[str, UUID], str]:
    return names_of([each for each in in_force if isinstance(each[1], UUID)], user)


def _label(name: str, value: Any, names: Mapping[tuple[str, UUID], str]) -> str:
    return CALLED[name](value) if name in CALLED else names.get((name, value), UNKNOWN)
