"""Who says what about whom: the statements of a project counted along any two dimensions.

Each statement counts once, in whatever number of copies it is printed, and has exactly one value of
every dimension, so that all cells together are all statements.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, TruncMonth, TruncQuarter, TruncYear
from django.utils.translation import gettext_lazy as _

from annotations.domain.matrices import NOTHING, Counted, Lines, Matrix, matrix_of
from annotations.domain.trees import with_all_below
from annotations.models import (
    Actor,
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
from annotations.queries.counting import ACTORS, KEYS, Said, told
from annotations.queries.folding import folded
from annotations.queries.speaking import ARTICLE, seen_by

Row = TypeVar("Row", Actor, Source)
PUBLISHED = f"{ARTICLE}__published_on"
# What fits on a screen; the file has every one.
MOST_ROWS = 40
MOST_COLUMNS = 12
# A longer menu is no help.
MOST_NAMES = 200


class Dimension(models.TextChoices):
    """Along what statements can be counted. The values of each are text, and never null."""

    SPEAKER = "speaker", _("Speaker")
    ORGANISATION = "organisation", _("Speaker’s organisation")
    KIND = "kind", _("Kind of speaker")
    CAPACITY = "capacity", _("Speaker’s capacity")
    COUNTRY = "country", _("Speaker’s country")
    TARGET = "target", _("Target")
    TARGET_KIND = "target_kind", _("Kind of target")
    TARGET_COUNTRY = "target_country", _("Target’s country")
    STANCE = "stance", _("Stance")
    MODE = "mode", _("Direct and indirect")
    SOURCE = "source", _("Outlet")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


TIMES = [Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR]
# What may be opened, and is a column that has an index. An outlet is a handful of articles or many.
INDEXED: dict[str, str] = {
    Dimension.SPEAKER: "speaker",
    Dimension.TARGET: "target",
    Dimension.SOURCE: f"{ARTICLE}__source",
}
SCALES: dict[str, list[str]] = {Dimension.STANCE: Stance.values, Dimension.MODE: Mode.values}


@dataclass(frozen=True)
class Chosen:
    """Which statements are counted; what is left empty is no matter. All of it must hold.

    `party` speaks about somebody, or is spoken about by somebody.
    """

    since: date | None = None
    until: date | None = None
    mode: str = ""
    stance: str = ""
    speaker: UUID | None = None
    target: UUID | None = None
    party: UUID | None = None
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
    if chosen.party:
        speaks = Q(speaker=chosen.party, target__isnull=False)
        rows = rows.filter(speaks | Q(target=chosen.party, speaker__isnull=False))
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


def count_matrix(
    statements: QuerySet[Attribution],
    rows: str,
    columns: str,
    most: tuple[int, int] | None = None,
) -> Matrix:
    """At most so many lines down and across; the rest is put together. One query."""
    limits = most or (MOST_ROWS, MOST_COLUMNS)
    down, across = (lines_of(*each) for each in zip((rows, columns), limits, strict=True))
    counts = folded(statements, (rows, down), (columns, across))
    return matrix_of(counts, down, across)


def lines_of(dimension: str, most: int | None) -> Lines:
    return Lines(most, SCALES.get(dimension, ()), dated=dimension in TIMES)


def having(
    statements: QuerySet[Attribution], dimension: str, values: Collection[str], *, other: bool
) -> QuerySet[Attribution]:
    """Those whose value is among `values`, or with `other` those whose value is not."""
    if dimension in INDEXED:
        condition = Q(**{f"{INDEXED[dimension]}__in": keys_of(values)})
        if NOTHING in values:
            condition |= Q(**{f"{INDEXED[dimension]}__isnull": True})
        return statements.exclude(condition) if other else statements.filter(condition)
    name = f"value_of_{dimension}"
    rows = statements.annotate(**{name: value_of(dimension)})
    condition = Q(**{f"{name}__in": list(values)})
    return rows.exclude(condition) if other else rows.filter(condition)


def keys_of(values: Iterable[str]) -> list[UUID]:
    """Those of people, organisations and outlets; what is none is left out."""
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found


def value_of(dimension: str) -> Any:
    """What a statement's value is, as text: keys, codes, first days; NOTHING where none is known.
    For lists of statements; `counting` compares keys, and so does `having` where an index has them.
    """
    match dimension:
        case Dimension.SPEAKER | Dimension.TARGET | Dimension.ORGANISATION:
            return _text(KEYS[dimension])
        case Dimension.SOURCE:
            return _text(F(f"{ARTICLE}__source_id"))
        case Dimension.MONTH | Dimension.QUARTER | Dimension.YEAR:
            cut = {"month": TruncMonth, "quarter": TruncQuarter, "year": TruncYear}[dimension]
            return _text(Cast(cut(PUBLISHED), models.DateField()))
        case _:
            return Coalesce(KEYS[dimension], Value(NOTHING))


def names_of(dimension: str, values: Collection[str]) -> dict[str, Actor] | dict[str, Source]:
    """Who the keys of people, organisations and outlets are, by key as text. One query at most."""
    # A file may have tens of thousands, of which nothing but the name is told.
    if dimension == Dimension.SOURCE:
        return {str(row.pk): row for row in _named(Source.objects.all(), values)}
    if dimension in ACTORS:
        return {str(row.pk): row for row in _named(Actor.objects.all(), values)}
    return {}


def _named(rows: QuerySet[Row], values: Collection[str]) -> QuerySet[Row]:
    return rows.only("name").filter(pk__in=keys_of(values))


def _text(value: Any) -> Any:
    return Coalesce(Cast(value, CharField()), Value(NOTHING))


@dataclass(frozen=True)
class Heard:
    """Who speaks most in a project, about whom, and from which countries, by name."""

    speakers: list[tuple[UUID, str]]
    targets: list[tuple[UUID, str]]
    countries: list[str]


# Those who speak and those who are spoken about are counted in one go.
HEARD = """
    WITH line AS MATERIALIZED (
        SELECT speaker_id, target_id, grouping(speaker_id) = 0 AS is_speaker, count(*) AS n
        FROM ({said}) said GROUP BY GROUPING SETS ((speaker_id), (target_id))
    ),
    speaker AS (
        SELECT speaker_id AS id FROM line WHERE is_speaker AND speaker_id IS NOT NULL
        ORDER BY n DESC, speaker_id LIMIT %s
    ),
    target AS (
        SELECT target_id AS id FROM line WHERE NOT is_speaker AND target_id IS NOT NULL
        ORDER BY n DESC, target_id LIMIT %s
    )
    SELECT 'speaker', id, name FROM speaker JOIN annotations_actor USING (id)
    UNION ALL
    SELECT 'target', id, name FROM target JOIN annotations_actor USING (id)
    UNION ALL
    SELECT DISTINCT 'country', NULL::uuid, actor.country
    FROM line JOIN annotations_actor actor ON actor.id = speaker_id
    WHERE is_speaker AND actor.country <> ''
"""


def most_heard_in(project: Project, user: User) -> Heard:
    """Over all that counts in it, whatever is chosen. One query."""
    said = Said(seen_by(user).filter(project=project))
    sql = HEARD.format(said=said.of("speaker_id", "target_id"))
    found: dict[str, list[tuple[UUID, str]]] = {"speaker": [], "target": [], "country": []}
    for side, pk, name in told(sql, [*said.values, MOST_NAMES, MOST_NAMES]):
        found[side].append((pk, name))
    for names in found.values():
        names.sort(key=lambda one: (one[1].casefold(), one[0]))
    countries = [country for _none, country in found["country"]]
    return Heard(found["speaker"], found["target"], countries)
