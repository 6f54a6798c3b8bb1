"""Pictures of a project's statements as SVG: see templatetags/charts.py for how they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from annotations.domain.charts.days import Axis, axis_of
from annotations.domain.charts.marks import Mark, marks_of
from annotations.domain.charts.steps import step_of, stepped_by
from annotations.domain.matrices import Matrix
from annotations.models import Project
from annotations.queries.matrix import Dimension
from annotations.queries.pictures import Pair, Topic
from annotations.templatetags.behind import DAYS, Behind, joined, told_days
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

register = template.Library()

# A topic's row, and how high its fullest month is.
TOPIC, FULL = 34, 26


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
        "has_undated": any(pair.undated for pair in pairs),
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
            days = told_days(first, until, reader)
            bars.append(
                f'<a href="{url}" tabindex="-1">{_bar(axis, first, until, base, n / most)}'
                f"<title>{name}, {days}: {n}</title></a>"
            )
            told.append(
                f'<tr><th scope="row"><bdi>{name}</bdi></th><td>{days}</td>'
                f'<td class="num"><a href="{url}">{n}</a></td></tr>'
            )
        rows.append(TopicRow(topic, base, joined(bars), joined(told)))
    bottom = TOPIC * len(topics)
    ticks = labels_of(axis) if axis else []
    return {
        "rows": rows,
        "has_undated": any(topic.undated for topic in topics),
        "ticks": ticks,
        "bottom": bottom,
        "height": bottom + FOOT,
    }


def _bar(axis: Axis, first: date, until: date, base: int, share: float) -> str:
    low, high = axis.place(first), axis.after(until)
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
        rows.append(OutletRow(name, total, joined(parts), joined(told)))
    return {"rows": rows, "legend": [(words, number) for number, words in enumerate(kinds)]}


def _within(mark: Mark) -> dict[str, str]:
    return {"stance": mark.row, "since": str(mark.first), "until": str(mark.last)}
