"""How many statements there are of which kind, counted where they are.

A hundred thousand rows are dear to sort, to join and to carry along, and cheap to read again: what
is known of an article is looked up once for each coding, values are compared as keys and told as
text at the end, and what is not told leaves the database not at all.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from annotations.models import ActorKind, Attribution

# What a statement's value is, as a key; null where nothing is known.
KEYS: Mapping[str, Any] = {
    "speaker": F("speaker_id"),
    "target": F("target_id"),
    # A post's organisation speaks through its holder; an organisation speaks for itself.
    "organisation": Coalesce(
        "affiliation__organisation_id",
        Case(When(speaker__kind=ActorKind.ORGANISATION, then=F("speaker_id")), default=Value(None)),
    ),
    "kind": NullIf(F("speaker__kind"), Value("")),
    "capacity": NullIf(F("affiliation__kind"), Value("")),
    "country": NullIf(F("speaker__country"), Value("")),
    "target_kind": NullIf(F("target__kind"), Value("")),
    "target_country": NullIf(F("target__country"), Value("")),
    "stance": NullIf(F("stance"), Value("")),
    "mode": NullIf(F("mode"), Value("")),
}
# Of these there are as many as statements, or nearly.
ACTORS = ("speaker", "organisation", "target")
# The same where it is the article's.
PLACES: Mapping[str, str] = {
    "source": "article.source_id",
    "day": "article.published_on",
    "month": "date_trunc('month', article.published_on)::date",
    "quarter": "date_trunc('quarter', article.published_on)::date",
    "year": "date_trunc('year', article.published_on)::date",
}
# Where joined to each statement, articles would take three times as long.
PLACED = """
    place AS MATERIALIZED (
        SELECT coding.id AS coding, {columns} FROM annotations_coding coding
        JOIN annotations_projectarticle listed ON listed.id = coding.project_article_id
        JOIN annotations_article article ON article.id = listed.article_id
        WHERE coding.project_id = (SELECT project_id FROM ({one}) said)
    )
"""
JOINED = "JOIN place ON place.coding = said.coding_id"


class Said:
    """The SQL of statements of one project, to be read `FROM ({said}) said`, with its values.

    Raises EmptyResultSet where it is clear beforehand that there are none.
    """

    def __init__(self, statements: QuerySet[Attribution]) -> None:
        self.rows = statements.order_by()
        self.values: list[Any] = []

    def of(self, *columns: str, **keys: Any) -> str:
        """With the columns of attributions, and with keys, ORM expressions, by name."""
        return self._sql(self.rows.annotate(**keys).values_list(*columns, *keys))

    def placed(self, *columns: str) -> str:
        """A query `place` of what is known of each coding's article: columns of PLACES by name."""
        named = ", ".join(f"{PLACES[name]} AS {name}" for name in dict.fromkeys(columns))
        return PLACED.format(columns=named, one=self._sql(self.rows.values_list("project_id")[:1]))

    def _sql(self, rows: QuerySet[Attribution, Any]) -> str:
        sql, values = rows.query.sql_with_params()
        self.values += values
        return sql


def told(sql: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def counted_by(statements: QuerySet[Attribution], column: str) -> list[tuple[Any, int]]:
    """How many there are of each value of one of PLACES, null among them. One query."""
    said = Said(statements)
    try:
        sql = f"""
            WITH {said.placed(column)}
            SELECT place.{column}, count(*) FROM ({said.of("coding_id")}) said {JOINED} GROUP BY 1
        """
    except EmptyResultSet:
        return []
    return told(sql, said.values)
