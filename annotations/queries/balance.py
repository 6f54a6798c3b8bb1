"""Who gets to speak in a project or an outlet: statements by what is known of their speakers.

Each statement counts once, however many copies of its article print it; where it stands is counted
beside. Every dimension has each statement under exactly one value, so its figures add up to all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.utils.translation import gettext_lazy as _

from annotations.models import ActorKind, Appearance, Attribution, Mode, Project, Source, User
from annotations.queries.speaking import ARTICLE, seen_by

# What has no gender: an organisation, a country, nobody named.
NO_PERSON = "none"


class By(models.TextChoices):
    KIND = "kind", _("Kind of speaker")
    CAPACITY = "capacity", _("Capacity")
    COUNTRY = "country", _("Country")
    GENDER = "gender", _("Gender")
    MODE = "mode", _("Direct and indirect")
    MONTH = "month", _("Month")


@dataclass
class Figure:
    """So many statements, `direct` of them in their own words, in so many places."""

    statements: int = 0
    direct: int = 0
    places: int = 0

    def add(self, other: "Figure") -> None:
        self.statements += other.statements
        self.direct += other.direct
        self.places += other.places


@dataclass(frozen=True)
class Scope:
    """The statements of a project or an outlet; `own` are those made on its articles, `copies`
    where else in it they stand."""

    statements: QuerySet[Attribution]
    own: Q
    copies: QuerySet[Appearance]


@dataclass(frozen=True)
class Balance:
    """By dimension and value, "" where nothing was entered."""

    total: Figure = field(default_factory=Figure)
    tables: dict[str, dict[str, Figure]] = field(default_factory=dict)

    def rows(self, by: str) -> list[tuple[str, Figure]]:
        """The most first and what is not entered last; months as they came."""
        table = self.tables.get(by, {})
        if by == By.MONTH:
            return sorted(table.items(), key=lambda row: (not row[0], row[0]))
        last = ("", NO_PERSON)
        return sorted(table.items(), key=lambda row: (row[0] in last, -row[1].statements, row[0]))


def project_scope(project: Project, user: User) -> Scope:
    statements = seen_by(user).filter(project=project)
    return Scope(statements, Q(), _copies(statements, user).filter(project=project))


def source_scope(source: Source, user: User) -> Scope:
    """What stands in its articles, also what was annotated on the article that they copy."""
    seen = seen_by(user)
    own = Q(**{f"{ARTICLE}__source": source})
    here = Q(project_article__article__source=source)
    standing = Appearance.objects.visible_to(user).standing().filter(here)
    made = seen.filter(own).values("pk")
    statements = seen.filter(
        pk__in=made.union(standing.filter(attribution__isnull=False).values("attribution"))
    )
    return Scope(statements, own, _copies(statements, user).filter(here))


def balance_of(scope: Scope) -> Balance:
    """Four queries: by what is known of speakers, and by month, of statements and of copies.

    Each puts statements of one speaker, or of one coding, together before it looks anything up: a
    million statements have some thousands of both, and looking up is what takes long.
    """
    balance = Balance(tables={by: {} for by in By.values})
    everything: Sequence[tuple[QuerySet[Any], str, Q | None]] = [
        (scope.statements, "", scope.own),
        (scope.copies, "attribution__", None),
    ]
    for rows, prefix, own in everything:
        for values, found in _counted(SPEAKERS, rows, prefix, own):
            balance.total.add(found)
            for by, value in zip(BY_SPEAKER, values, strict=True):
                balance.tables[by].setdefault(value, Figure()).add(found)
        for [month], found in _counted(MONTHS, rows, prefix, own):
            balance.tables[By.MONTH].setdefault(month, Figure()).add(found)
    return balance


@dataclass(frozen=True)
class Grouping:
    """By which columns of an attribution rows are put together, and the SQL that tells of them.

    It names them as they are ordered here, then `n`, `direct` and `own`.
    """

    columns: Sequence[str]
    sql: str


SPEAKERS = Grouping(
    ["speaker", "affiliation", "mode"],
    """
    SELECT coalesce(actor.kind, ''), coalesce(post.kind, ''), coalesce(actor.country, ''),
        CASE WHEN actor.kind IN ('person', 'unnamed') THEN actor.gender ELSE 'none' END,
        said.mode, sum(n)::bigint, sum(direct)::bigint, sum(own)::bigint
    FROM ({rows}) AS said (speaker, affiliation, mode, n, direct, own)
    LEFT JOIN annotations_actor actor ON actor.id = said.speaker
    LEFT JOIN annotations_affiliation post ON post.id = said.affiliation
    GROUP BY 1, 2, 3, 4, 5
    """,
)
MONTHS = Grouping(
    ["coding"],
    """
    SELECT coalesce(date_trunc('month', article.published_on)::date::text, ''),
        sum(n)::bigint, sum(direct)::bigint, sum(own)::bigint
    FROM ({rows}) AS said (coding, n, direct, own)
    JOIN annotations_coding coding ON coding.id = said.coding
    JOIN annotations_projectarticle place ON place.id = coding.project_article_id
    JOIN annotations_article article ON article.id = place.article_id
    GROUP BY 1
    """,
)
BY_SPEAKER = [By.KIND, By.CAPACITY, By.COUNTRY, By.GENDER, By.MODE]


def _counted(
    grouping: Grouping, rows: "QuerySet[Any]", prefix: str, own: Q | None
) -> Iterator[tuple[list[str], Figure]]:
    """Values with their figure: `own` of the rows are in places of their own, None for copies, of
    which each is a place and none a statement. One query."""
    grouped = rows.order_by().values_list(*(prefix + name for name in grouping.columns))
    counted = grouped.annotate(
        n=Count("pk"),
        direct=Count("pk", filter=Q(**{f"{prefix}mode": Mode.DIRECT})),
        own=Count("pk", filter=own) if own else Count("pk"),
    )
    sql, values = counted.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(grouping.sql.format(rows=sql), values)
        for *found, n, direct, places in cursor.fetchall():
            yield found, Figure(0, 0, places) if own is None else Figure(n, direct, places)


def valued(scope: Scope, by: str, value: str) -> QuerySet[Attribution]:
    """The statements behind one figure."""
    key = f"by_{by}"
    return scope.statements.annotate(**{key: _keys()[key]}).filter(**{key: value})


def _copies(statements: QuerySet[Attribution], user: User) -> QuerySet[Appearance]:
    standing = Appearance.objects.visible_to(user).standing()
    return standing.filter(attribution__in=statements.values("pk"))


def _keys() -> dict[str, Any]:
    """What each dimension asks of an attribution, never null; as SPEAKERS and MONTHS count it."""
    speaker, nothing = "speaker", Value("")
    named = Q(**{f"{speaker}__kind__in": [ActorKind.PERSON, ActorKind.UNNAMED]})
    day = f"{ARTICLE}__published_on"
    return {
        "by_kind": Coalesce(f"{speaker}__kind", nothing),
        "by_capacity": Coalesce("affiliation__kind", nothing),
        "by_country": Coalesce(f"{speaker}__country", nothing),
        "by_gender": Case(
            When(named, then=F(f"{speaker}__gender")),
            default=Value(NO_PERSON),
            output_field=CharField(),
        ),
        "by_mode": F("mode"),
        "by_month": Coalesce(Cast(Cast(TruncMonth(day), models.DateField()), CharField()), nothing),
    }
