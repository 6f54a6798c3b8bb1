"""Who agrees with whom, and who passes on whose words, as SVG: see templatetags/charts.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import escape

from annotations.domain.charts.networks import places_of
from annotations.models import Project
from annotations.queries.networks import Edge, Network, Node
from annotations.queries.pictures import Relaying
from annotations.templatetags.behind import Behind, joined
from annotations.templatetags.charts import across

register = template.Library()

NETWORK = 520
# Room around a network, as a share of the width and in pixels: names stand beside their nodes.
ROOM, AIR = 0.1, 28
# Within a fifth of an edge a long name would be cut on a narrow screen.
NEAR = 0.2
RELAY = 30


@dataclass(frozen=True)
class Strand:
    """A line from a relayer to a speaker."""

    relaying: Relaying
    y1: int
    y2: int
    width: str


@register.inclusion_tag("pictures/_network.html")
def network_chart(network: Network, choice: Mapping[str, str], project: Project) -> dict[str, Any]:
    """Nodes as large as what they say, edges by who agrees."""
    weights = {(one.source, one.target): one.count for one in network.edges}
    places = places_of([node.key for node in network.nodes], weights)
    most = max((node.count for node in network.nodes), default=1)
    widest = max((one.count for one in network.edges), default=1)

    def x(key: str) -> float:
        return ROOM + (1 - 2 * ROOM) * places[key][0]

    def y(key: str) -> int:
        return round(AIR + (NETWORK - 2 * AIR) * places[key][1])

    has_topics = any(node.kind == "concept" for node in network.nodes)
    urls = {side: Behind(project, choice, (side,)) for side in ("speaker", "party", "tag")}
    dots = []
    for node in network.nodes:
        # Among targets a node is in what it says and in what others say about it.
        side = "speaker" if has_topics else "party"
        side = "tag" if node.kind == "concept" else side
        url, name, radius = urls[side](**{side: node.key}), escape(node.name), _radius(node, most)
        place = x(node.key)
        at = f'x="{across(place)}" y="{y(node.key)}"'
        dots.append(
            f'<a href="{url}" tabindex="-1"><circle class="{node.kind}" cx="{across(place)}" '
            f'cy="{y(node.key)}" r="{radius}"/><text {at} dy="{-radius - 5}" '
            f'text-anchor="{anchor_at(place)}">{name}</text>'
            f"<title>{name}: {node.count}</title></a>"
        )
    edges = [
        f'<line class="{tone_of(one)}" x1="{across(x(one.source))}" y1="{y(one.source)}" '
        f'x2="{across(x(one.target))}" y2="{y(one.target)}" '
        f'stroke-width="{1 + 5 * (one.count / widest) ** 0.5:.1f}"/>'
        for one in network.edges
        if one.source != one.target
    ]
    names = {node.key: escape(node.name) for node in network.nodes}
    told = [
        f'<tr><th scope="row"><bdi>{names[one.source]}</bdi></th>'
        f"<td><bdi>{names[one.target]}</bdi></td>"
        f'<td class="num">{one.count}</td><td class="num">{one.agree}</td>'
        f'<td class="num">{one.disagree}</td></tr>'
        for one in network.edges
    ]
    return {
        "left": network.left,
        "dots": joined(dots),
        "edges": joined(edges),
        "told": joined(told),
        "height": NETWORK,
    }


def _radius(node: Node, most: int) -> int:
    return round(4 + 10 * (node.count / most) ** 0.5)


def anchor_at(place: float) -> str:
    """Names near an edge grow away from it, so that a narrow screen does not cut them."""
    if place < NEAR:
        return "start"
    return "end" if place > 1 - NEAR else "middle"


def tone_of(edge: Edge) -> str:
    if edge.agree == edge.disagree:
        return "neither"
    return "for" if edge.agree > edge.disagree else "against"


@register.inclusion_tag("pictures/_relays.html")
def relay_chart(relaying: Sequence[Relaying]) -> dict[str, Any]:
    """Relayers on one side, speakers on the other, a line as thick as what was passed on."""
    relayers = list(dict.fromkeys(one.relayer for one in relaying))
    speakers = list(dict.fromkeys(one.speaker for one in relaying))
    most = max((one.count for one in relaying), default=1)
    strands = [
        Strand(
            one,
            RELAY * relayers.index(one.relayer) + RELAY // 2,
            RELAY * speakers.index(one.speaker) + RELAY // 2,
            f"{1.5 + 8 * one.count / most:.1f}",
        )
        for one in relaying
    ]
    return {
        "strands": strands,
        "relayers": relayers,
        "speakers": speakers,
        "x1": across(0.04),
        "x2": across(0.96),
        "height": RELAY * max(len(relayers), len(speakers), 1),
    }
