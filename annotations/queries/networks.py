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
# As many as can still be told apart in a picture, and as many as are drawn for whoever wants to see
# all; a file has all.
MOST_NODES, MOST_DRAWN = 30, 100


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
    weights, whole = _weights(statements, kind, most)
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
AROUND_TARGETS = """
    WITH side AS (
        SELECT coalesce(one, other) AS node, CASE WHEN grouping(one) = 0 THEN count(*)
            ELSE count(*) FILTER (WHERE one <> other) END AS n
        FROM ({said}) named (id, one, other) WHERE other IS NOT NULL
        GROUP BY GROUPING SETS ((one), (other))
    )
"""
# A statement bears a topic once, but several: whoever says it is in it once.
AROUND_CONCEPTS = """
    WITH said (id, speaker, target) AS NOT MATERIALIZED ({said}), side AS (
        SELECT speaker AS node, count(*) AS n FROM said
        WHERE EXISTS (
            SELECT FROM annotations_attributiontag link WHERE link.attribution_id = said.id
        ) GROUP BY 1
        UNION ALL
        SELECT tag_id, count(*) FROM said
        JOIN annotations_attributiontag link ON link.attribution_id = said.id GROUP BY 1
    )
"""
AROUND = {NetworkKind.TARGETS: AROUND_TARGETS, NetworkKind.CONCEPTS: AROUND_CONCEPTS}
WEIGHTS = """
    SELECT node, sum(n)::int AS n, count(*) OVER () FROM side
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %s
"""


def _weights(
    statements: QuerySet[Attribution], kind: str, most: int | None
) -> tuple[dict[UUID, int], int]:
    """Of the most frequent nodes, these first, and how many nodes there are."""
    rows = statements.order_by().filter(speaker__isnull=False)
    try:
        said, values = rows.values_list("pk", "speaker", "target").query.sql_with_params()
    except EmptyResultSet:
        return {}, 0
    found = told(AROUND[NetworkKind(kind)].format(said=said) + WEIGHTS, [*values, most])
    return {node: n for node, n, _whole in found}, found[0][2] if found else 0


def _names(keys: set[UUID], kind: str) -> dict[str, tuple[str, str]]:
    """Name and kind by key."""
    actors = Actor.objects.filter(pk__in=keys).values_list("pk", "name", "kind")
    names = {str(pk): (name, kind) for pk, name, kind in actors}
    if kind == NetworkKind.CONCEPTS:
        tags = Tag.objects.filter(pk__in=keys - {UUID(key) for key in names})
        names |= {str(pk): (name, "concept") for pk, name in tags.values_list("pk", "name")}
    return names
