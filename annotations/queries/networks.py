"""Actors and what they speak about, as a network: who agrees and who does not.

The two networks of discourse analysis (Leifeld, "Discourse Network Analysis", Oxford Handbook of
Political Networks, 2017): actors with actors whom they speak about, and actors with concepts, which
are the topics and tags of their statements. An edge counts statements, and of them those that
agree (supportive, endorse) and disagree (reject, critical).
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import Actor, Attribution, AttributionTag, Stance, Tag
from annotations.queries.counting import told

AGREE = (Stance.SUPPORTIVE, Stance.ENDORSE)
DISAGREE = (Stance.REJECT, Stance.CRITICAL)
# As many as can still be told apart in a picture; a file has all.
MOST_NODES = 30


class NetworkKind(models.TextChoices):
    TARGETS = "targets", _("Speakers and targets")
    CONCEPTS = "concepts", _("Speakers and topics")


@dataclass(frozen=True)
class Node:
    """`kind` is the kind of actor, or "concept"; `count` says in how many statements it is."""

    key: str
    name: str
    kind: str
    count: int


@dataclass
class Edge:
    """From who speaks (`source`) to what it is about (`target`), by keys of nodes."""

    source: str
    target: str
    count: int = 0
    agree: int = 0
    disagree: int = 0

    def add(self, stance: str, n: int) -> None:
        self.count += n
        self.agree += n if stance in AGREE else 0
        self.disagree += n if stance in DISAGREE else 0


@dataclass(frozen=True)
class Network:
    """The most frequent nodes and edges first; `left` nodes are not in it."""

    nodes: list[Node]
    edges: list[Edge]
    left: int = 0


def network_of(
    statements: QuerySet[Attribution], kind: str, most: int | None = MOST_NODES
) -> Network:
    """Whoever is named on both sides. Three queries for targets, four for concepts."""
    rows = _named(statements, kind)
    weights, whole = _weights(rows, kind, most)
    order = list(weights)
    if most is not None:
        one, other = SIDES[kind]
        rows = rows.filter(**{f"{one}__in": order, f"{other}__in": order})
    edges: dict[tuple[UUID, UUID], Edge] = {}
    for source, target, stance, n in rows.values_list(*SIDES[kind], STANCES[kind]).annotate(
        n=Count("pk")
    ):
        edge = edges.setdefault((source, target), Edge(str(source), str(target)))
        edge.add(stance, n)
    names = _names(set(order), kind)
    return Network(
        [Node(str(key), *names[str(key)], weights[key]) for key in order],
        sorted(edges.values(), key=lambda one: (-one.count, one.source, one.target)),
        whole - len(order),
    )


SIDES: dict[str, tuple[str, str]] = {
    NetworkKind.TARGETS: ("speaker", "target"),
    NetworkKind.CONCEPTS: ("attribution__speaker", "tag"),
}
SAID: dict[str, str] = {NetworkKind.TARGETS: "pk", NetworkKind.CONCEPTS: "attribution"}
STANCES: dict[str, str] = {
    NetworkKind.TARGETS: "stance",
    NetworkKind.CONCEPTS: "attribution__stance",
}


def _named(statements: QuerySet[Attribution], kind: str) -> QuerySet[Any]:
    """A row for each statement that has both sides; of topics one for each that it bears."""
    rows = statements.order_by().filter(speaker__isnull=False)
    if kind == NetworkKind.TARGETS:
        return rows.filter(target__isnull=False)
    return AttributionTag.objects.filter(attribution__in=rows.values("pk")).order_by()


# In how many statements each node is; one that speaks about itself is in each once.
WEIGHTS = """
    WITH side AS (
        SELECT coalesce(one, other) AS node, CASE WHEN grouping(one) = 0 THEN count({each})
            ELSE count({each}) FILTER (WHERE one <> other) END AS n
        FROM ({rows}) named (one, other, said) GROUP BY GROUPING SETS ((one), (other))
    )
    SELECT node, sum(n)::int AS n, count(*) OVER () FROM side
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %s
"""


def _weights(rows: QuerySet[Any], kind: str, most: int | None) -> tuple[dict[UUID, int], int]:
    """Of the most frequent nodes, these first, and how many nodes there are."""
    try:
        sql, values = rows.values_list(*SIDES[kind], SAID[kind]).query.sql_with_params()
    except EmptyResultSet:
        return {}, 0
    # Only a statement with several topics is there more than once, and counting takes longer then.
    each = "DISTINCT said" if kind == NetworkKind.CONCEPTS else "*"
    found = told(WEIGHTS.format(rows=sql, each=each), [*values, most])
    return {node: n for node, n, _whole in found}, found[0][2] if found else 0


def _names(keys: set[UUID], kind: str) -> dict[str, tuple[str, str]]:
    """Name and kind by key."""
    names = {str(pk): (one.name, str(one.kind)) for pk, one in Actor.objects.in_bulk(keys).items()}
    if kind == NetworkKind.CONCEPTS:
        tags = Tag.objects.in_bulk(keys)
        names |= {str(pk): (one.name, "concept") for pk, one in tags.items()}
    return names
