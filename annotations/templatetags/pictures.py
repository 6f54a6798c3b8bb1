"""Pictures of a project's statements as SVG: see templatetags/charts.py for how they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_skeleton, get_day_names
from django import template
from django.urls import reverse
from django.utils.translation import get_language_bidi

from annotations.domain.charts.calendars import WEEK, Calendar, Square, calendar_of
from annotations.domain.charts.days import DAY, axis_of
from annotations.domain.charts.marks import Mark, marks_of
from annotations.domain.charts.networks import places_of
from annotations.domain.charts.steps import step_of, stepped_by
from annotations.domain.matrices import Matrix
from annotations.models import Project
from annotations.queries.matrix import Dimension
from annotations.queries.networks import Edge, Network, Node
from annotations.queries.pictures import Pair, Relaying, Topic
from annotations.templatetags.charts import (
    DOT,
    FOOT,
    GAP,
    ROW,
    SCALE,
    Dot,
    Line,
    across,
    labels_of,
    lines_of,
)
from annotations.templatetags.matrix import line_name
from annotations.templatetags.words import reader_locale

register = template.Library()

# Pixels: a day of a calendar with its gap, where months stand above, where days stand before.
SQUARE, ABOVE, BEFORE = 15, 18, 34
# A topic's row, and how high its fullest month is.
TOPIC, FULL = 34, 26
NETWORK = 520
# Room around a network, as a share of the width and in pixels: names stand beside their nodes.
ROOM, AIR = 0.1, 28
# Within a fifth of an edge a long name would be cut on a narrow screen.
NEAR = 0.2
RELAY = 30


@dataclass(frozen=True)
class PairChart:
    pair: Pair
    lines: list[Line]
    dots: list[Dot]


@dataclass(frozen=True)
class TopicBar:
    """A step of time: a day, a week or a month, from its first day to its last."""

    first: date
    until: date
    count: int
    x: str
    y: int
    width: str
    height: int
    query: str


@dataclass(frozen=True)
class TopicRow:
    """`base` is where its bars stand, in pixels down."""

    topic: Topic
    bars: list[TopicBar]
    base: int


@dataclass(frozen=True)
class Part:
    """A piece of an outlet's bar; `place` says which of the kinds it is, for its tone."""

    name: str
    count: int
    x: str
    width: str
    place: int
    query: str


@dataclass(frozen=True)
class NodeDot:
    node: Node
    x: str
    y: int
    r: int
    # How far above its middle its name stands.
    shift: int
    anchor: str
    url: str


@dataclass(frozen=True)
class EdgeLine:
    edge: Edge
    x1: str
    y1: int
    x2: str
    y2: int
    width: str
    tone: str


@dataclass(frozen=True)
class Strand:
    """A line from a relayer to a speaker."""

    relaying: Relaying
    y1: int
    y2: int
    width: str


@dataclass(frozen=True)
class DaySquare:
    square: Square
    x: int
    y: int
    url: str


@register.inclusion_tag("pictures/_pairs.html")
def pair_charts(
    pairs: Sequence[Pair], choice: Mapping[str, str], project: Project
) -> dict[str, Any]:
    """A chart of stances over the days for each pair, all over the same days."""
    axis = axis_of(day for pair in pairs for _stance, day in pair.counts)
    lines = lines_of({stance for pair in pairs for stance, _day in pair.counts})
    heights = {line.stance: line.y for line in lines}
    bottom = ROW * len(lines) + (GAP if len(lines) > len(SCALE) else 0)
    charts = []
    for pair in pairs:
        if axis is None:
            break
        said = {"speaker": str(pair.speaker.pk), "target": str(pair.target.pk)}
        dots = [
            Dot(
                mark,
                across(mark.place),
                f"{heights[mark.row] + mark.level * DOT:.1f}",
                4 if mark.count == 1 else 7 + 2 * len(str(mark.count)),
                _behind(project, {**choice, **said, **_within(mark)}),
            )
            for mark in marks_of(pair.counts, axis)
        ]
        charts.append(PairChart(pair, lines, dots))
    return {
        "charts": charts,
        "ticks": labels_of(axis) if axis else [],
        "bottom": bottom,
        "height": bottom + FOOT,
    }


@register.inclusion_tag("pictures/_topics.html")
def topic_chart(
    topics: Sequence[Topic], choice: Mapping[str, str], project: Project
) -> dict[str, Any]:
    """A row of bars for each topic, a bar for each step of time, all as high as their number."""
    axis = axis_of(day for topic in topics for day in topic.days)
    step = step_of(day for topic in topics for day in topic.days)
    stepped = [stepped_by(step, topic.days) for topic in topics]
    most = max((n for steps in stepped for n in steps.values()), default=0)
    rows = []
    for number, (topic, steps) in enumerate(zip(topics, stepped, strict=True)):
        base = TOPIC * (number + 1) - 4
        bars = []
        for (first, until), n in sorted(steps.items()):
            if axis is None:
                break
            low, high = axis.place(first), axis.place(until + DAY)
            height = max(2, round(FULL * n / most))
            query = {**choice, "tag": str(topic.tag.pk), "since": str(first), "until": str(until)}
            left = across(high if get_language_bidi() else low)
            # A hair of air between two of them.
            width = f"{max(100 * (high - low) - 0.15, 0.3):.2f}%"
            url = _behind(project, query)
            bars.append(TopicBar(first, until, n, left, base - height, width, height, url))
        rows.append(TopicRow(topic, bars, base))
    bottom = TOPIC * len(topics)
    ticks = labels_of(axis) if axis else []
    return {"rows": rows, "ticks": ticks, "bottom": bottom, "height": bottom + FOOT}


@register.inclusion_tag("pictures/_outlets.html")
def outlet_chart(
    matrix: Matrix,
    names: Mapping[str, Any],
    choice: Mapping[str, str],
    project: Project,
) -> dict[str, Any]:
    """A bar for each outlet, of the kinds of its speakers; `matrix` is outlets by kinds."""
    legend = [(line_name(kind, Dimension.KIND, {}), n) for n, kind in enumerate(matrix.columns)]
    most = max((cell.count for cell in matrix.row_totals.values()), default=1)
    rows = []
    for outlet in matrix.rows:
        place, parts = 0.0, []
        for number, kind in enumerate(matrix.columns):
            count = matrix.cell(outlet, kind).count
            if not count:
                continue
            width = count / most
            left = place + width if get_language_bidi() else place
            query = {**choice, "rows": "source", "columns": "kind", "row": outlet, "column": kind}
            parts.append(
                Part(
                    line_name(kind, Dimension.KIND, {}),
                    count,
                    across(left),
                    f"{100 * width:.2f}%",
                    number,
                    _behind(project, query),
                )
            )
            place += width
        total = matrix.row_totals[outlet].count
        rows.append((line_name(outlet, Dimension.SOURCE, names), total, parts))
    return {"rows": rows, "legend": legend}


@register.inclusion_tag("pictures/_network.html")
def network_chart(network: Network, choice: Mapping[str, str], project: Project) -> dict[str, Any]:
    """Nodes as large as what they say, edges by who agrees."""
    weights = {(one.source, one.target): one.count for one in network.edges}
    places = places_of([node.key for node in network.nodes], weights)
    most = max((node.count for node in network.nodes), default=1)
    widest = max((one.count for one in network.edges), default=1)
    speaking = {one.source for one in network.edges}

    def x(key: str) -> float:
        return ROOM + (1 - 2 * ROOM) * places[key][0]

    def y(key: str) -> int:
        return round(AIR + (NETWORK - 2 * AIR) * places[key][1])

    dots = []
    for node in network.nodes:
        radius = round(4 + 10 * (node.count / most) ** 0.5)
        # Who never speaks is there as what others speak about.
        about = "tag" if node.kind == "concept" else "target"
        side = "speaker" if node.key in speaking else about
        url = _behind(project, {**choice, side: node.key})
        place = x(node.key)
        dots.append(
            NodeDot(node, across(place), y(node.key), radius, -radius - 5, anchor_at(place), url)
        )
    edges = [
        EdgeLine(
            one,
            across(x(one.source)),
            y(one.source),
            across(x(one.target)),
            y(one.target),
            f"{1 + 5 * (one.count / widest) ** 0.5:.1f}",
            tone_of(one),
        )
        for one in network.edges
        if one.source != one.target
    ]
    names = {node.key: node.name for node in network.nodes}
    told = [(names[one.source], names[one.target], one) for one in network.edges]
    return {"network": network, "dots": dots, "edges": edges, "told": told, "height": NETWORK}


def anchor_at(place: float) -> str:
    """Names near an edge grow away from it, so that a narrow screen does not cut them."""
    if place < NEAR:
        return "start"
    return "end" if place > 1 - NEAR else "middle"


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


@register.inclusion_tag("pictures/_calendar.html")
def calendar_chart(
    days: Mapping[date | None, int], choice: Mapping[str, str], project: Project
) -> dict[str, Any]:
    """A square for each day of about a year, the fuller the darker."""
    known = {day: n for day, n in days.items() if day is not None}
    calendar = calendar_of(known)
    if calendar is None:
        return {"squares": [], "undated": days.get(None, 0)}
    names = get_day_names("abbreviated", locale=reader_locale())
    return {
        "squares": [
            DaySquare(
                one,
                _column(one.column, calendar),
                ABOVE + SQUARE * one.row,
                _behind(project, {**choice, "since": str(one.day), "until": str(one.day)})
                if one.count
                else "",
            )
            for one in calendar.squares
        ],
        "months": [
            (_column(column, calendar), format_skeleton("MMM", day, locale=reader_locale()))
            for column, day in calendar.months
        ],
        # Every other one: all seven would stand upon one another.
        "names": [(names[row], ABOVE + SQUARE * row + 10) for row in range(0, WEEK, 2)],
        "names_x": BEFORE + SQUARE * calendar.weeks - 24 if get_language_bidi() else 0,
        "width": BEFORE + SQUARE * calendar.weeks,
        "height": ABOVE + SQUARE * WEEK,
        "earlier": calendar.earlier,
        "undated": days.get(None, 0),
        "counts": sorted(known.items(), reverse=True),
    }


def tone_of(edge: Edge) -> str:
    if edge.agree == edge.disagree:
        return "neither"
    return "for" if edge.agree > edge.disagree else "against"


def _column(column: int, calendar: Calendar) -> int:
    """Weeks run as lines do."""
    if get_language_bidi():
        return SQUARE * (calendar.weeks - 1 - column)
    return BEFORE + SQUARE * column


def _within(mark: Mark) -> dict[str, str]:
    return {"stance": mark.row, "since": str(mark.first), "until": str(mark.last)}


def _behind(project: Project, query: Mapping[str, str]) -> str:
    """The statements that a mark stands for."""
    return f"{reverse('project-matrix-statements', args=[project.pk])}?{urlencode(query)}"
