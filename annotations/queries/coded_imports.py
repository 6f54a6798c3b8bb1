"""Files of annotations of a project, what would come of one, and what came."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Lower

from annotations.domain.user_names import user_name_of
from annotations.models import (
    CodedImport,
    CodedImportEntry,
    CodedImportLine,
    MadeKind,
    Project,
    User,
)

SHOWN = 20
NAMED = 50


@dataclass(frozen=True)
class FileCoder:
    """Somebody whose annotations a file has: how many codings, and whose account is meant, if any
    is found here."""

    name: str
    codings: int
    annotations: int
    user: User | None


@dataclass(frozen=True)
class Named:
    """Things of one kind that were not here: how many, and what the first are called."""

    kind: MadeKind
    number: int
    names: Sequence[str]


def coded_imports_of(project: Project) -> list[CodedImport]:
    """The last ones first. One query."""
    imports = CodedImport.objects.filter(project=project).select_related("owner")
    return list(imports.newest_first()[:SHOWN])


def coders_of(upload: CodedImport) -> list[FileCoder]:
    """Of the last look, or of what came: people whom the file names. Two queries."""
    people = upload.entries.exclude(Q(coder="") | Q(coder__startswith="~")).order_by()
    counted = people.values_list("coder").annotate(
        codings=Count("pk"), annotations=Sum("made") + Sum("there")
    )
    rows = sorted(counted)
    wanted = {name.lower() for each, *_counts in rows for name in (each, user_name_of(each))}
    users = User.objects.alias(lower=Lower("username")).filter(lower__in=wanted)
    found = {user.username.lower(): user for user in users.order_by("-username")}
    return [
        FileCoder(
            name,
            codings,
            annotations,
            found.get(name.lower()) or found.get(user_name_of(name).lower()),
        )
        for name, codings, annotations in rows
    ]


def coded_entries_of(upload: CodedImport) -> QuerySet[CodedImportEntry]:
    """To be cut into pages by `number`."""
    rows = CodedImportEntry.objects.filter(upload=upload)
    return rows.select_related("project_article__article__source")


def coded_lines_of(upload: CodedImport) -> QuerySet[CodedImportLine]:
    """To be cut into pages by `number`."""
    return CodedImportLine.objects.filter(upload=upload)


def all_entries_of(upload: CodedImport) -> Iterator[CodedImportEntry]:
    """In order, however many there are."""
    rows = CodedImportEntry.objects.filter(upload=upload).order_by("number")
    return rows.iterator(chunk_size=500)


def all_lines_of(upload: CodedImport) -> Iterator[CodedImportLine]:
    """In order, however many there are."""
    return coded_lines_of(upload).order_by("number").iterator(chunk_size=500)


def new_things_of(upload: CodedImport) -> list[Named]:
    """Of the kinds that have names. Two queries."""
    kinds = (MadeKind.ACCOUNT, MadeKind.ACTOR, MadeKind.POST, MadeKind.TAG)
    rows: Any = upload.things.filter(kind__in=kinds).order_by()
    numbers = dict(rows.values_list("kind").annotate(n=Count("pk")))
    names: dict[str, list[str]] = defaultdict(list)
    firsts = [
        rows.filter(kind=kind).annotate(of=Value(kind)).values_list("of", "name")[:NAMED]
        for kind in kinds
    ]
    for kind, name in firsts[0].union(*firsts[1:], all=True):
        names[kind].append(name)
    return [Named(kind, numbers[kind], names[kind]) for kind in kinds if kind in numbers]
