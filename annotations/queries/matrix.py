"""Who says what about whom: the statements of a project counted along any two dimensions.

Each statement counts once, in whatever number of copies it is printed, and has exactly one value of
every dimension, so that all cells together are all statements.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import (
    Cast,
    Coalesce,
    NullIf,
    TruncMonth,
    TruncQuarter,
    TruncYear,
)
from django.utils.translation import gettext_lazy as _

from annotations.domain.matrices import NOTHING, OTHERS, Counted, Lines, Matrix, matrix_of
from annotations.domain.trees import with_all_below
from annotations.models import (
    Actor,
    ActorKind,
    ArticleTag,
    Attribution,
    AttributionTag,
    Mode,
    Project,
    Source,
    SpanTag,
    Stance,
    Tag,
    User,
)
from annotations.queries.speaking import ARTICLE, seen_by

PUBLISHED = f"{ARTICLE}__published_on"
# What fits on a screen; the file has every one.
MOST_ROWS = 40
MOST_COLUMNS = 12
# A longer menu is no help.
MOST_NAMES = 200


class Dimension(models.TextChoices):
    """Along what statements can be counted. The values of each are text, and never null."""

    SPEAKER = "speaker", _("Speaker")
    ORGANISATION = "organisation", _("Organisation of the speaker")
    KIND = "kind", _("Kind of speaker")
    CAPACITY = "capacity", _("Capacity of the speaker")
    COUNTRY = "country", _("Country of the speaker")
    TARGET = "target", _("Target")
    TARGET_KIND = "target_kind", _("Kind of target")
    TARGET_COUNTRY = "target_country", _("Country of the target")
    STANCE = "stance", _("Stance")
    MODE = "mode", _("Direct and indirect")
    SOURCE = "source", _("Outlet")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


ACTORS = [Dimension.SPEAKER, Dimension.ORGANISATION, Dimension.TARGET]
TIMES = [Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR]
SCALES: dict[str, list[str]] = {Dimension.STANCE: Stance.values, Dimension.MODE: Mode.values}


@dataclass(frozen=True)
class Chosen:
    """Which statements are counted; what is left empty is no matter. All of it must hold."""

    since: date | None = None
    until: date | None = None
    mode: str = ""
    stance: str = ""
    speaker: UUID | None = None
    target: UUID | None = None
    source: UUID | None = None
    language: str = ""
    capacity: str = ""
    country: str = ""
    tag: UUID | None = None


def chosen_in(project: Project, user: User, chosen: Chosen) -> QuerySet[Attribution]:
    """What counts in the project, as far as the user may see it, and is chosen."""
    rows = seen_by(user).filter(project=project)
    exact = {
        f"{PUBLISHED}__gte": chosen.since,
        f"{PUBLISHED}__lte": chosen.until,
        "mode": chosen.mode,
        "stance": chosen.stance,
        "speaker": chosen.speaker,
        "target": chosen.target,
        f"{ARTICLE}__source": chosen.source,
        f"{ARTICLE}__language": chosen.language,
        "affiliation__kind": chosen.capacity,
        "speaker__country": chosen.country,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return rows.filter(bearing(below(project, chosen.tag))) if chosen.tag else rows


def bearing(tags: Collection[Any]) -> Q:
    """That the statement, one of its passages, or its article as a whole bears one of the tags."""
    own = AttributionTag.objects.filter(attribution=OuterRef("pk"), tag__in=tags)
    passages = SpanTag.objects.filter(span__attribution=OuterRef("pk"), tag__in=tags)
    articles = ArticleTag.objects.filter(coding=OuterRef("coding"), tag__in=tags)
    return Q(Exists(own)) | Q(Exists(passages)) | Q(Exists(articles))


def below(project: Project, tag: UUID) -> Collection[Any]:
    """The tag and all tags below it."""
    tags = list(Tag.objects.filter(codebook=project.codebook_id))
    top = next((one for one in tags if one.pk == tag), None)
    return with_all_below(tags, top) if top else []


def counted(statements: QuerySet[Attribution], rows: str, columns: str) -> Iterator[Counted]:
    """Along two dimensions that are not the same. One query; put together by stance, too."""
    for row, column, stance, n, own in _grouped(statements, rows, columns):
        yield Counted(row, column, stance, n, own)


def _grouped(statements: QuerySet[Attribution], rows: str, columns: str) -> QuerySet[Any, Any]:
    keys = {"row_value": value_of(rows), "column_value": value_of(columns)}
    grouped = statements.order_by().annotate(**keys).values_list(*keys, "stance")
    return grouped.annotate(n=Count("pk"), own=Count("pk", filter=Q(mode=Mode.DIRECT)))


# Which values get a line is decided where they are counted, as `Lines` decides it: of a hundred
# thousand cells some hundreds are told.
FOLDED = """
    WITH cell AS MATERIALIZED ({cells}),
    row_line AS ({row_lines}), column_line AS ({column_lines})
    SELECT {row}, {column}, cell.stance, sum(cell.n)::int, sum(cell.own)::int
    FROM cell
    LEFT JOIN row_line ON row_line.value = cell.row_value
    LEFT JOIN column_line ON column_line.value = cell.column_value
    GROUP BY 1, 2, 3
"""
LINES = """
    SELECT {name}_value AS value, count(*) OVER () AS lines,
        row_number() OVER (ORDER BY {order}{name}_value COLLATE "C" {way}) AS place
    FROM cell WHERE {name}_value <> '' GROUP BY {name}_value
"""
FOLD = """
    CASE WHEN cell.{name}_value = '' OR {name}_line.lines <= %s OR {name}_line.place < %s
        THEN cell.{name}_value ELSE %s END
"""


def count_matrix(
    statements: QuerySet[Attribution],
    rows: str,
    columns: str,
    most: tuple[int, int] | None = None,
) -> Matrix:
    """At most so many lines down and across; the rest is put together. One query."""
    limits = most or (MOST_ROWS, MOST_COLUMNS)
    down, across = (lines_of(*each) for each in zip((rows, columns), limits, strict=True))
    return matrix_of(_folded(statements, rows, columns, (down, across)), down, across)


def _folded(
    statements: QuerySet[Attribution], rows: str, columns: str, lines: tuple[Lines, Lines]
) -> Iterator[Counted]:
    """As `counted`, with OTHERS for what gets no line. A scale has a line for each of its steps."""
    try:
        cells, values = _grouped(statements, rows, columns).query.sql_with_params()
    except EmptyResultSet:
        return
    named = dict(zip(("row", "column"), lines, strict=True))
    asked = {
        f"{name}_lines": LINES.format(
            name=name,
            order="" if each.dated else "sum(n) DESC, ",
            way="DESC" if each.dated else "",
        )
        for name, each in named.items()
    }
    limits = [len(each.scale) + 1 if each.scale else each.most for each in lines]
    folds = {name: FOLD.format(name=name) for name in named}
    with connection.cursor() as cursor:
        cursor.execute(
            FOLDED.format(cells=cells, **asked, **folds),
            [*values, *(value for n in limits for value in (n, n, OTHERS))],
        )
        yield from (Counted(*row) for row in cursor.fetchall())


def lines_of(dimension: str, most: int | None) -> Lines:
    return Lines(most, SCALES.get(dimension, ()), dated=dimension in TIMES)


def having(
    statements: QuerySet[Attribution], dimension: str, values: Collection[str], *, other: bool
) -> QuerySet[Attribution]:
    """Those whose value is among `values`, or with `other` those whose value is not."""
    name = f"value_of_{dimension}"
    rows = statements.annotate(**{name: value_of(dimension)})
    condition = Q(**{f"{name}__in": list(values)})
    return rows.exclude(condition) if other else rows.filter(condition)


def value_of(dimension: str) -> Any:
    """What a statement's value is, as text: keys, codes, first days; NOTHING where none is known.

    A post's organisation speaks through its holder; an organisation speaks for itself.
    """
    itself = Case(
        When(speaker__kind=ActorKind.ORGANISATION, then=F("speaker_id")), default=Value(None)
    )
    match dimension:
        case Dimension.SPEAKER:
            return _text(F("speaker_id"))
        case Dimension.TARGET:
            return _text(F("target_id"))
        case Dimension.ORGANISATION:
            return _text(Coalesce("affiliation__organisation_id", itself))
        case Dimension.SOURCE:
            return _text(F(f"{ARTICLE}__source_id"))
        case Dimension.MONTH | Dimension.QUARTER | Dimension.YEAR:
            cut = {"month": TruncMonth, "quarter": TruncQuarter, "year": TruncYear}[dimension]
            return _text(Cast(cut(PUBLISHED), models.DateField()))
        case _:
            return Coalesce(NullIf(F(COLUMNS[Dimension(dimension)]), Value("")), Value(NOTHING))


COLUMNS = {
    Dimension.KIND: "speaker__kind",
    Dimension.CAPACITY: "affiliation__kind",
    Dimension.COUNTRY: "speaker__country",
    Dimension.TARGET_KIND: "target__kind",
    Dimension.TARGET_COUNTRY: "target__country",
    Dimension.STANCE: "stance",
    Dimension.MODE: "mode",
}


def names_of(dimension: str, values: Collection[str]) -> dict[str, Actor] | dict[str, Source]:
    """Who the keys of people, organisations and outlets are, by key as text. One query at most."""
    keys = [value for value in values if len(value) == 36]
    if dimension == Dimension.SOURCE:
        return {str(pk): row for pk, row in Source.objects.in_bulk(keys).items()}
    if dimension in ACTORS:
        return {str(pk): row for pk, row in Actor.objects.in_bulk(keys).items()}
    return {}


def _text(value: Any) -> Any:
    return Coalesce(Cast(value, CharField()), Value(NOTHING))


@dataclass(frozen=True)
class Heard:
    """Who speaks most in a project, about whom, and from which countries, by name."""

    speakers: list[tuple[UUID, str]]
    targets: list[tuple[UUID, str]]
    countries: list[str]


def most_heard_in(project: Project, user: User) -> Heard:
    """Over all that counts in it, whatever is chosen. Five queries."""
    seen = seen_by(user).filter(project=project).order_by()
    coded = seen.filter(speaker__isnull=False).exclude(speaker__country="")
    return Heard(
        _most(seen, "speaker"),
        _most(seen, "target"),
        list(coded.values_list("speaker__country", flat=True).distinct()),
    )


def _most(seen: QuerySet[Attribution], who: str) -> list[tuple[UUID, str]]:
    named = seen.filter(**{f"{who}__isnull": False}).values_list(who)
    most = named.annotate(n=Count("pk")).order_by("-n", who)[:MOST_NAMES]
    # Names are looked up of those alone that are told.
    names = Actor.objects.filter(pk__in=[pk for pk, _n in most]).values_list("pk", "name")
    return sorted(names, key=lambda one: (one[1].casefold(), one[0]))
