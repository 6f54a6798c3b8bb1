"""Actors and what they speak about, as a network: who agrees and who does not.

The two networks of discourse analysis (Leifeld, "Discourse Network Analysis", Oxford Handbook of
Political Networks, 2017): actors with actors whom they speak about, and actors with concepts, which
are the topics and tags of their statements. An edge counts statements, and of them those that
agree (supportive, endorse) and disagree (reject, critical).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import Actor, Attribution, AttributionTag, Stance, Tag

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
    """Whoever is named on both sides. Two queries for targets, three for concepts."""
    edges: dict[tuple[UUID, UUID], Edge] = {}
    for source, target, stance, n in _counted(statements, kind):
        edge = edges.setdefault((source, target), Edge(str(source), str(target)))
        edge.add(stance, n)
    found = sorted(edges.values(), key=lambda one: (-one.count, one.source, one.target))
    weights = _weights(found)
    order = sorted(weights, key=lambda key: (-weights[key], key))
    shown = set(order[:most])
    names = _names({UUID(key) for key in shown}, kind)
    return Network(
        [Node(key, *names[key], weights[key]) for key in order if key in shown],
        [one for one in found if {one.source, one.target} <= shown],
        len(order) - len(shown),
    )


def _counted(statements: QuerySet[Attribution], kind: str) -> Iterable[tuple[UUID, UUID, str, int]]:
    rows = statements.order_by().filter(speaker__isnull=False)
    if kind == NetworkKind.TARGETS:
        named = rows.filter(target__isnull=False).values_list("speaker", "target", "stance")
        return named.annotate(n=Count("pk"))
    links = AttributionTag.objects.filter(attribution__in=rows.values("pk")).order_by()
    told = links.values_list("attribution__speaker", "tag", "attribution__stance")
    return told.annotate(n=Count("pk"))


def _weights(edges: Iterable[Edge]) -> Counter[str]:
    """In how many statements each node is; one that speaks about itself is in each once."""
    found: Counter[str] = Counter()
    for one in edges:
        for key in {one.source, one.target}:
            found[key] += one.count
    return found


def _names(keys: set[UUID], kind: str) -> dict[str, tuple[str, str]]:
    """Name and kind by key."""
    names = {str(pk): (one.name, str(one.kind)) for pk, one in Actor.objects.in_bulk(keys).items()}
    if kind == NetworkKind.CONCEPTS:
        tags = Tag.objects.in_bulk(keys)
        names |= {str(pk): (one.name, "concept") for pk, one in tags.items()}
    return names
