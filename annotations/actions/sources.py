"""Keeping the register of sources."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.domain.codes import is_country, is_language
from annotations.domain.names import tidy
from annotations.models import Source, SourceKind, User

LONGEST_NAME = 200
CHANGEABLE = frozenset(
    {
        *("name", "kind", "country", "language", "other_languages", "owner", "control"),
        *("homepage", "notes", "rights_notes", "trust_notes", "is_reviewed"),
        *("may_leave", "excerpt_words"),
    }
)


class CannotKeepSource(Refused):
    """The source would not be valid: no name, a name that is taken, a code that is none."""


class CannotDeleteSource(Refused):
    """Something still belongs to the source."""


@audited
def create_source(
    *,
    name: str,
    kind: str = SourceKind.OTHER,
    country: str = "",
    language: str = "",
    homepage: str = "",
    is_reviewed: bool = True,
    by: User | None,
    **more: Any,
) -> Source:
    """A new source; `more` are other fields of CHANGEABLE. Raises CannotKeepSource."""
    source = Source(
        name=name,
        kind=kind,
        country=country,
        language=language,
        homepage=homepage,
        is_reviewed=is_reviewed,
    )
    assign(source, more, CHANGEABLE)
    _keep_source(source)
    return source


@audited
def change_source(*, source: Source, by: User, **changes: Any) -> Source:
    """Change the named fields of CHANGEABLE. Raises CannotKeepSource."""
    assign(source, changes, CHANGEABLE)
    _keep_source(source)
    return source


@audited
def find_or_create_source(*, name: str, by: User | None) -> Source:
    """The source of this name, small and capital letters being the same; made where there is none.

    A made one waits for an admin to look at it. Raises CannotKeepSource.
    """
    name = tidy(name)
    found = Source.objects.called(name).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return create_source(name=name, is_reviewed=False, by=by)
    except (IntegrityError, CannotKeepSource):
        # Somebody else may have made it a moment ago.
        found = Source.objects.called(name).first()
        if found is None:
            raise
        return found


@audited
def find_or_create_sources(*, names: Collection[str], by: User | None) -> dict[str, Source]:
    """The source of each of these tidy names of at most LONGEST_NAME, as the one above. At most
    three queries."""
    called = [Lower(Value(name)) for name in names]
    sources = Source.objects.alias(lower_name=Lower("name")).filter(lower_name__in=called)
    found = {source.name.lower(): source for source in sources.all()}
    missing = {name.lower(): name for name in names if name.lower() not in found}
    if missing:
        Source.objects.bulk_create(
            (Source(name=name, is_reviewed=False) for name in missing.values()),
            # Somebody else may have made one a moment ago.
            ignore_conflicts=True,
        )
        found = {source.name.lower(): source for source in sources.all()}
    # Python and the database do not agree about the small letters of every name.
    return {
        name: found.get(name.lower()) or find_or_create_source(name=name, by=by) for name in names
    }


@audited
def delete_source(*, source: Source, by: User) -> None:
    """Raises CannotDeleteSource when articles came from it."""
    try:
        source.delete()
    except ProtectedError as error:
        raise CannotDeleteSource(
            _("“%(name)s” has articles, so it cannot be deleted.") % {"name": source.name}
        ) from error


def _keep_source(source: Source) -> None:
    source.name = tidy(source.name)
    source.country = source.country.strip().upper()
    source.language = source.language.strip().lower()
    if source.country and not is_country(source.country):
        raise CannotKeepSource(_("A country is a code of two letters, such as FR."), "country")
    others = [each.strip().lower() for each in source.other_languages]
    source.other_languages = list(dict.fromkeys(each for each in others if each))
    for field, codes in (
        ("language", [source.language] if source.language else []),
        ("other_languages", source.other_languages),
    ):
        if not all(map(is_language, codes)):
            raise CannotKeepSource(_("A language is a code of two letters, such as fr."), field)
    keep(source, CannotKeepSource)
