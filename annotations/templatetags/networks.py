"""Who agrees with whom, and who passes on whose words, as SVG: see templatetags/charts.py."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from annotations.domain.charts.labels import LEADING, Dot, Label, labels_of, lines_of
from annotations.domain.charts.networks import places_of
from annotations.domain.charts.strands import Drawn, drawn_of
from annotations.models import Project
from annotations.queries.networks import MOST_DRAWN, Edge, Network, NetworkKind, Node
from annotations.queries.pictures import Relaying
from annotations.templatetags.behind import Behind, joined
from annotations.templatetags.charts import across

register = template.Library()

# As narrow as a network gets (see pictures.css), and as wide as it is on a laptop.
WIDTHS = (576, 896)
# A network of few, and what more of them need.
NETWORK, PER_NODE = 520, 12
FEW = 30
# Room around a network, as a share of the width and in pixels: names stand beside their nodes.
ROOM, AIR = 0.08, 34
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
def network_chart(
    network: Network, choice: Mapping[str, str], project: Project, shows_all: bool = False
) -> dict[str, Any]:
    """Nodes as large as what they say, lines by who agrees; `shows_all` draws thin lines too."""
    pairs = pairs_of(network.edges)
    weights = {pair: one.count for pair, one in pairs.items()}
    strong = drawn_of(weights, len(network.nodes))
    drawn = Drawn(sorted(weights, key=lambda pair: (weights[pair], pair))) if shows_all else strong
    height = NETWORK + PER_NODE * max(0, len(network.nodes) - FEW)
    widest = max(weights.values(), default=1)
    dots = dots_of(network.nodes, weights, height)
    numbers = {key: number for number, key in enumerate(dots)}
    lines = [(numbers[one], numbers[other]) for one, other in drawn.pairs]
    labels = labels_of(list(dots.values()), lines, WIDTHS, height)
    has_topics = any(node.kind == "concept" for node in network.nodes)
    marks = Marks(project, choice, has_topics)
    # Names without room are shown above everything as soon as somebody points at their dots.
    named = sorted(zip(network.nodes, labels, strict=True), key=lambda one: one[1] is None)
    return {
        "left": network.left,
        "least": drawn.least,
        "thin": drawn.left,
        "is_cut": bool(network.left or strong.left),
        "shows_all": shows_all,
        "other_url": _other_url(project, choice, has_topics, shows_all),
        "most": MOST_DRAWN if len(network.nodes) + network.left > MOST_DRAWN else 0,
        "has_topics": has_topics,
        "dots": joined(
            marks.dot(node, numbers[node.key], dots[node.key], label) for node, label in named
        ),
        "edges": joined(
            edge_mark(pairs[pair], ends, dots, widest)
            for pair, ends in zip(drawn.pairs, lines, strict=True)
        ),
        "told": marks.told(network),
        "unnamed": [
            node
            for node, label in zip(network.nodes, labels, strict=True)
            if label is None or label.width > WIDTHS[0]
        ],
        "height": height,
    }


def _other_url(
    project: Project, choice: Mapping[str, str], has_topics: bool, shows_all: bool
) -> str:
    """Where all is drawn, or again the most frequent only."""
    kind = NetworkKind.CONCEPTS if has_topics else NetworkKind.TARGETS
    query = {**choice, "network": str(kind)} | ({} if shows_all else {"drawn": "all"})
    return f"{reverse('project-pictures', args=[project.pk])}?{urlencode(query)}#network-head"


def pairs_of(edges: Iterable[Edge]) -> dict[tuple[str, str], Edge]:
    """What two say about each other is one line; it would be drawn twice in one place. Nobody has
    a line to themselves."""
    found: dict[tuple[str, str], Edge] = {}
    for one in edges:
        pair = (min(one.source, one.target), max(one.source, one.target))
        if one.source != one.target:
            both = found.setdefault(pair, Edge(*pair))
            both.count += one.count
            both.agree += one.agree
            both.disagree += one.disagree
    return found


def dots_of(
    nodes: Sequence[Node], weights: Mapping[tuple[str, str], int], height: int
) -> dict[str, Dot]:
    places = places_of([node.key for node in nodes], weights)
    most = max((node.count for node in nodes), default=1)
    return {
        node.key: Dot(
            ROOM + (1 - 2 * ROOM) * places[node.key][0],
            round(AIR + (height - 2 * AIR) * places[node.key][1]),
            round(4 + 10 * (node.count / most) ** 0.5),
            lines_of(node.name),
        )
        for node in nodes
    }


def edge_mark(edge: Edge, ends: tuple[int, int], dots: Mapping[str, Dot], widest: int) -> str:
    """The more statements, the thicker and the darker; `ends` are the numbers of its dots."""
    one, other, share = dots[edge.source], dots[edge.target], (edge.count / widest) ** 0.5
    return (
        f'<line class="{tone_of(edge)}" data-ends="{ends[0]} {ends[1]}" '
        f'x1="{across(one.x)}" y1="{one.y}" x2="{across(other.x)}" y2="{other.y}" '
        f'stroke-width="{1 + 5 * share:.1f}" opacity="{0.2 + 0.55 * share:.2f}"/>'
    )


class Marks:
    """Writes what leads to statements: the dots of a network, and the rows of its table."""

    def __init__(self, project: Project, choice: Mapping[str, str], has_topics: bool) -> None:
        self.other = "tag" if has_topics else "target"
        # Among targets a node is in what it says and in what others say about it.
        self.sides = {"concept": "tag"} if has_topics else {}
        self.usual = "speaker" if has_topics else "party"
        self.urls = {side: Behind(project, choice, (side,)) for side in ("tag", self.usual)}
        self.pair = Behind(project, choice, ("speaker", self.other))

    def dot(self, node: Node, number: int, dot: Dot, label: Label | None) -> str:
        side = self.sides.get(node.kind, self.usual)
        url, x, name = self.urls[side](**{side: node.key}), across(dot.x), escape(node.name)
        hidden = ' class="later"' if label and label.width > WIDTHS[0] else ""
        hidden = hidden if label else ' class="unnamed"'
        # Whoever points at a dot without a name sees it in one line.
        label = label or Label(_inwards(dot.x), 0.0, dot.y - dot.r - 5, 0)
        return (
            f'<a{hidden} data-dot="{number}" href="{url}" tabindex="-1">'
            f'<circle class="{node.kind}" cx="{x}" cy="{dot.y}" r="{dot.r}"/>'
            f"{_written(dot, label, x)}<title>{name}: {node.count}</title></a>"
        )

    def told(self, network: Network) -> SafeString:
        """Every edge, there and back, whether its line is drawn or not."""
        names = {node.key: escape(node.name) for node in network.nodes}
        return joined(
            f'<tr><th scope="row"><bdi>{names[one.source]}</bdi></th>'
            f'<td><bdi>{names[one.target]}</bdi></td><td class="num">'
            f'<a href="{self.pair(**{"speaker": one.source, self.other: one.target})}">'
            f'{one.count}</a></td><td class="num">{one.agree}</td>'
            f'<td class="num">{one.disagree}</td></tr>'
            for one in network.edges
        )


ANCHORS = {-1: "end", 0: "middle", 1: "start"}
LOWER = f' dy="{LEADING}"'


def _written(dot: Dot, label: Label, x: str) -> str:
    # The sheet says that all names run from the left, so that "start" is the left of each of them.
    turned = -1 if get_language_bidi() else 1
    lines = "".join(
        f'<tspan x="{x}" dx="{turned * label.dx:g}"{LOWER if number else ""}>{escape(line)}</tspan>'
        for number, line in enumerate(dot.lines)
    )
    anchor = ANCHORS[turned * label.side]
    return f'<text y="{label.y:g}" text-anchor="{anchor}">{lines}</text>'


def _inwards(x: float) -> int:
    """Names near an edge grow away from it, so that a narrow screen does not cut them."""
    return 1 if x < NEAR else -1 if x > 1 - NEAR else 0


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
