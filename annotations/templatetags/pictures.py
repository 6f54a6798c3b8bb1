"""Pictures of a project's statements as SVG: see templatetags/charts.py for how they are drawn."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, urlencode

from babel.dates import format_skeleton, get_day_names
from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi

from annotations.domain.charts.calendars import WEEK, Calendar, Square, calendar_of
from annotations.domain.charts.days import DAY, Axis, axis_of
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
from annotations.templatetags.words import days_written, reader_locale

register = template.Library()

# Pixels: a day of a calendar with its gap, where months stand above, where days stand before.
SQUARE, ABOVE, BEFORE = 15, 18, 34
# The name of a month, and with its year.
MONTH = ("MMM", "yMMM")
# A topic's row, and how high its fullest month is.
TOPIC, FULL = 34, 26
NETWORK = 520
# Room around a network, as a share of the width and in pixels: names stand beside their nodes.
ROOM, AIR = 0.1, 28
# Within a fifth of an edge a long name would be cut on a narrow screen.
NEAR = 0.2
RELAY = 30
# What an address says of the days.
DAYS = ("since", "until")


@dataclass(frozen=True)
class PairChart:
    pair: Pair
    lines: list[Line]
    dots: list[Dot]


@dataclass(frozen=True)
class TopicRow:
    """`base` is where its bars stand, in pixels down; `bars` are drawn, `told` are table rows."""

    topic: Topic
    base: int
    bars: SafeString
    told: SafeString


@dataclass(frozen=True)
class OutletRow:
    """`parts` are the pieces of its bar, `told` the table rows that say the same."""

    name: str
    total: int
    parts: SafeString
    told: SafeString


@dataclass(frozen=True)
class Strand:
    """A line from a relayer to a speaker."""

    relaying: Relaying
    y1: int
    y2: int
    width: str


class Behind:
    """Addresses, escaped, of the statements that marks stand for.

    What the marks of one picture share is written once; `own` is what each of them says itself.
    """

    def __init__(self, project: Project, choice: Mapping[str, str], own: Collection[str]) -> None:
        shared = {name: value for name, value in choice.items() if name not in own}
        page = reverse("project-matrix-statements", args=[project.pk])
        self.shared = escape(f"{page}?{urlencode(shared)}")

    def __call__(self, **own: object) -> str:
        return self.shared + "".join(
            f"&amp;{name}={quote_plus(str(value))}" for name, value in own.items()
        )


@register.inclusion_tag("pictures/_pairs.html")
def pair_charts(
    pairs: Sequence[Pair], choice: Mapping[str, str], project: Project
) -> dict[str, Any]:
    """A chart of stances over the days for each pair, all over the same days."""
    axis = axis_of(day for pair in pairs for _stance, day in pair.counts)
    lines = lines_of({stance for pair in pairs for stance, _day in pair.counts})
    heights = {line.stance: line.y for line in lines}
    bottom = ROW * len(lines) + (GAP if len(lines) > len(SCALE) else 0)
    page = reverse("project-matrix-statements", args=[project.pk])
    charts = []
    for pair in pairs:
        if axis is None:
            break
        said = {"speaker": str(pair.speaker.pk), "target": str(pair.target.pk)}
        shared = {name: value for name, value in choice.items() if name not in ("stance", *DAYS)}
        behind = f"{page}?{urlencode({**shared, **said})}"
        dots = [
            Dot(
                mark,
                across(mark.place),
                f"{heights[mark.row] + mark.level * DOT:.1f}",
                4 if mark.count == 1 else 7 + 2 * len(str(mark.count)),
                f"{behind}&{urlencode(_within(mark))}",
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
    behind, reader = Behind(project, choice, ("tag", *DAYS)), get_language() or "en"
    rows = []
    for number, (topic, steps) in enumerate(zip(topics, stepped, strict=True)):
        base, name = TOPIC * (number + 1) - 4, escape(topic.tag.name)
        bars, told = [], []
        for (first, until), n in sorted(steps.items()):
            if axis is None:
                break
            url = behind(tag=topic.tag.pk, since=first, until=until)
            days = _days(first, until, reader)
            bars.append(
                f'<a href="{url}" tabindex="-1">{_bar(axis, first, until, base, n / most)}'
                f"<title>{name}, {days}: {n}</title></a>"
            )
            told.append(
                f'<tr><th scope="row"><bdi>{name}</bdi></th><td>{days}</td>'
                f'<td class="num"><a href="{url}">{n}</a></td></tr>'
            )
        rows.append(TopicRow(topic, base, _joined(bars), _joined(told)))
    bottom = TOPIC * len(topics)
    ticks = labels_of(axis) if axis else []
    return {"rows": rows, "ticks": ticks, "bottom": bottom, "height": bottom + FOOT}


def _bar(axis: Axis, first: date, until: date, base: int, share: float) -> str:
    low, high = axis.place(first), axis.place(until + DAY)
    height = max(2, round(FULL * share))
    # A hair of air between two of them.
    width = max(100 * (high - low) - 0.15, 0.3)
    return (
        f'<rect x="{across(high if get_language_bidi() else low)}" y="{base - height}" '
        f'width="{width:.2f}%" height="{height}"/>'
    )


@register.inclusion_tag("pictures/_outlets.html")
def outlet_chart(
    matrix: Matrix,
    names: Mapping[str, Any],
    choice: Mapping[str, str],
    project: Project,
) -> dict[str, Any]:
    """A bar for each outlet, of the kinds of its speakers; `matrix` is outlets by kinds."""
    kinds = [line_name(kind, Dimension.KIND, {}) for kind in matrix.columns]
    most = max((cell.count for cell in matrix.row_totals.values()), default=1)
    shared = {**choice, "rows": "source", "columns": "kind"}
    behind = Behind(project, shared, ())
    rows = []
    for outlet in matrix.rows:
        name = line_name(outlet, Dimension.SOURCE, names)
        place, parts, told = 0.0, [], []
        for number, (kind, words) in enumerate(
            zip(matrix.columns, map(escape, kinds), strict=True)
        ):
            count = matrix.cell(outlet, kind).count
            if not count:
                continue
            width = count / most
            left = across(place + width if get_language_bidi() else place)
            url = behind(row=outlet, column=kind)
            parts.append(
                f'<a href="{url}" tabindex="-1"><rect class="tone-{number}" x="{left}" '
                f'width="{100 * width:.2f}%" height="16"/><title>{words}: {count}</title></a>'
            )
            told.append(
                f'<tr><th scope="row"><bdi>{escape(name)}</bdi></th><td>{words}</td>'
                f'<td class="num"><a href="{url}">{count}</a></td></tr>'
            )
            place += width
        total = matrix.row_totals[outlet].count
        rows.append(OutletRow(name, total, _joined(parts), _joined(told)))
    return {"rows": rows, "legend": [(words, number) for number, words in enumerate(kinds)]}


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
        "dots": _joined(dots),
        "edges": _joined(edges),
        "told": _joined(told),
        "height": NETWORK,
    }


def _radius(node: Node, most: int) -> int:
    return round(4 + 10 * (node.count / most) ** 0.5)


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
        return {"undated": days.get(None, 0)}
    locale = reader_locale()
    names = get_day_names("abbreviated", locale=locale)
    behind, reader = Behind(project, choice, DAYS), get_language() or "en"
    told = [
        f'<tr><th scope="row">{_days(day, day, reader)}</th><td class="num">{n}</td></tr>'
        for day, n in sorted(known.items(), reverse=True)
    ]
    return {
        "squares": _joined(_square(one, calendar, behind, reader) for one in calendar.squares),
        "months": [
            (
                _column(one.column, calendar),
                format_skeleton(MONTH[one.has_year], one.day, locale=locale),
            )
            for one in calendar.months
        ],
        # Every other one: all seven would stand upon one another.
        "names": [(names[row], ABOVE + SQUARE * row + 10) for row in range(0, WEEK, 2)],
        "names_x": BEFORE + SQUARE * calendar.weeks - 24 if get_language_bidi() else 0,
        "width": BEFORE + SQUARE * calendar.weeks,
        "height": ABOVE + SQUARE * WEEK,
        "earlier": calendar.earlier,
        "undated": days.get(None, 0),
        "told": _joined(told),
    }


def _square(one: Square, calendar: Calendar, behind: Behind, reader: str) -> str:
    at = f'x="{_column(one.column, calendar)}" y="{ABOVE + SQUARE * one.row}"'
    size = 'width="12" height="12" rx="2"'
    if not one.count:
        return f"<rect {at} {size}/>"
    return (
        f'<a href="{behind(since=one.day, until=one.day)}" tabindex="-1">'
        f'<rect class="full-{one.shade}" {at} {size}/>'
        f"<title>{_days(one.day, one.day, reader)}: {one.count}</title></a>"
    )


@lru_cache(maxsize=5000)
def _days(first: date, last: date, reader: str) -> str:
    """From one day to another, escaped, as `reader`, the active language, writes them."""
    return escape(days_written(first, last))


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


def _joined(marks: Iterable[str]) -> SafeString:
    """Marks are written here and not in templates: a page has thousands. Each has escaped what
    comes from people."""
    return mark_safe("".join(marks))
