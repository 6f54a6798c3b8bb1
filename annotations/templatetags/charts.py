"""Charts as SVG made by the server: shares of the width across, pixels down, no styles.

So a chart is as wide as its place, and its words are as large as all others. Where one reads from
right to left, time runs that way, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date, format_skeleton
from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from annotations.domain.charts.days import Axis, Tick, Unit, axis_of, ticks_of
from annotations.domain.charts.lanes import Stay, stays_of
from annotations.domain.charts.marks import Mark, marks_of
from annotations.models import Affiliation, Stance
from annotations.queries.portraits import Course
from annotations.queries.speaking import Side
from annotations.templatetags.ui import stance_word
from annotations.templatetags.words import days_written, reader_locale

register = template.Library()

ROW = 26
GAP = 8
FOOT = 22
DOT = 8
LANE = 34
# Where the words of a tick find no room.
EDGE = 0.07
# More charts are no picture any more; the filter has the others.
MOST_CHARTS = 4
# Ahead of a post of which nobody knows when it began.
BEFORE = 0.15
# The scale from the top down, and what is no step of it.
SCALE = [stance.value for stance in list(Stance)[4::-1]]
APART = [Stance.MIXED.value, Stance.UNCLEAR.value]
SKELETONS = {Unit.DAY: "MMMd", Unit.MONTH: "yMMM", Unit.YEAR: "y"}


def across(place: float) -> str:
    """A place from 0 to 1 as an attribute says it, seen from the side where lines begin."""
    return f"{100 * (1 - place if get_language_bidi() else place):.2f}%"


@dataclass(frozen=True)
class Label:
    """A tick with its words; none at the edges, where they would stand over other things."""

    x: str
    words: str


@dataclass(frozen=True)
class Dot:
    """`query` finds its statements; "" where nobody can be named to find them by."""

    mark: Mark
    x: str
    y: str
    r: int
    query: str


@dataclass(frozen=True)
class Line:
    """A row of a chart of stances, by the height of its middle."""

    stance: str
    y: int
    apart: bool


@dataclass(frozen=True)
class Chart:
    course: Course
    lines: list[Line]
    dots: list[Dot]


@dataclass(frozen=True)
class Bar:
    """A post: the room of its words, and in that, as shares of it, the bar below them."""

    post: Affiliation
    x: str
    width: str
    y: int
    bar_x: str
    bar_width: str
    is_late: bool
    fade: str


def labels_of(axis: Axis) -> list[Label]:
    ticks = ticks_of(axis)
    inside = [tick for tick in ticks if EDGE <= axis.place(tick.day) <= 1 - EDGE]
    return [Label(across(axis.place(tick.day)), written(tick)) for tick in inside or ticks]


def written(tick: Tick) -> str:
    # The day comes first, as in templatetags/words.py.
    if tick.unit == Unit.DAY and reader_locale().language == "en":
        return f"{tick.day.day} {format_date(tick.day, 'MMM', locale=reader_locale())}"
    return format_skeleton(SKELETONS[tick.unit], tick.day, locale=reader_locale())


def lines_of(used: Iterable[str]) -> list[Line]:
    """The five steps, and below them those of the others that are used."""
    lines = [Line(stance, ROW * n + ROW // 2, False) for n, stance in enumerate(SCALE)]
    for stance in [one for one in APART if one in used]:
        lines.append(Line(stance, ROW * len(lines) + ROW // 2 + GAP, True))
    return lines


def query_of(mark: Mark, course: Course, side: str) -> str:
    if course.other is None:
        return ""
    who = "speaker" if side == Side.ABOUT else "target"
    query = {"side": side, who: course.other.pk, "stance": mark.row}
    return "?" + urlencode(query | {"since": mark.first, "until": mark.last}) + "#statements"


def dots_of(course: Course, lines: Sequence[Line], axis: Axis, side: str) -> list[Dot]:
    heights = {line.stance: line.y for line in lines}
    return [
        Dot(
            mark,
            across(mark.place),
            f"{heights[mark.row] + mark.level * DOT:.1f}",
            4 if mark.count == 1 else 7 + 2 * len(str(mark.count)),
            query_of(mark, course, side),
        )
        for mark in marks_of(course.counts, axis)
    ]


@register.inclusion_tag("charts/_stances.html")
def stance_charts(courses: Sequence[Course], side: str, more: int = 0) -> dict[str, Any]:
    """One chart for each of the first courses, all over the same days."""
    courses, left = courses[:MOST_CHARTS], len(courses[MOST_CHARTS:]) + more
    axis = axis_of(day for course in courses for _stance, day in course.counts)
    drawn = []
    lines = lines_of({stance for course in courses for stance, _day in course.counts})
    for course in courses:
        if axis and course.counts:
            drawn.append(Chart(course, lines, dots_of(course, lines, axis, side)))
    bottom = ROW * len(lines) + (GAP if len(lines) > len(SCALE) else 0)
    return {
        "charts": drawn,
        "ticks": labels_of(axis) if axis else [],
        "bottom": bottom,
        "height": bottom + FOOT,
        "undated": sum(sum(course.undated.values()) for course in courses),
        "side": side,
        "left": left,
    }


@register.inclusion_tag("charts/_posts.html")
def post_chart(posts: Sequence[Affiliation], today: date | None = None) -> dict[str, Any]:
    """Posts as bars over the days; nothing where no day is known. What was at once has lanes."""
    known = [day for post in posts for day in (post.valid.lower, post.valid.upper) if day]
    if known and any(post.valid.upper is None for post in posts):
        known.append(today or timezone.localdate())
    begins_unknown = any(post.valid.lower is None for post in posts)
    axis = axis_of(known, BEFORE) if begins_unknown else axis_of(known)
    if axis is None:
        return {"bars": []}
    stays = stays_of(((post.valid.lower, post.valid.upper) for post in posts), axis)
    bars = [bar_of(posts[stay.number], stay) for stay in stays]
    bottom = LANE * (1 + max(stay.lane for stay in stays))
    return {
        "bars": bars,
        "ticks": labels_of(axis),
        "bottom": bottom,
        "height": bottom + FOOT,
        "rtl": get_language_bidi(),
    }


def bar_of(post: Affiliation, stay: Stay) -> Bar:
    room = stay.right - stay.left
    low = (stay.low - stay.left) / room
    # A day among years is still to be seen.
    width = max((stay.high - stay.low) / room, 0.01)
    fades = {(True, True): "both", (True, False): "start", (False, True): "end"}
    return Bar(
        post=post,
        x=across(stay.right if get_language_bidi() else stay.left),
        width=f"{100 * room:.2f}%",
        y=LANE * stay.lane,
        bar_x=across(low + width if get_language_bidi() else low),
        bar_width=f"{100 * width:.2f}%",
        is_late=stay.is_late,
        fade=fades.get((post.valid.lower is None, post.valid.upper is None), ""),
    )


@register.filter
def drawn(dots: Iterable[Dot]) -> SafeString:
    """Statements, or a number of them, in an svg. No template: a page has hundreds."""
    return mark_safe("".join(map(_drawn, dots)))


def _drawn(dot: Dot) -> str:
    mark = dot.mark
    number = ""
    if mark.count > 1:
        place = f'x="{dot.x}" y="{dot.y}" dy="0.35em" text-anchor="middle"'
        number = f"<text {place}>{mark.count}</text>"
    title = escape(f"{stance_word(mark.row)}, {days_written(mark.first, mark.last)}")
    return (
        f'<a class="dot"{_opening(dot)} tabindex="-1">'
        f'<circle class="{escape(mark.row)}" cx="{dot.x}" cy="{dot.y}" r="{dot.r}"/>'
        f"{number}<title>{title}</title></a>"
    )


@register.filter
def told(dots: Iterable[Dot]) -> SafeString:
    """The same as rows of a table: days, stance, how many; dots of one day are one row."""
    stacks = groupby(dots, lambda dot: (dot.mark.row, dot.mark.first, dot.mark.last))
    return mark_safe("".join(_told(list(stack)) for _days, stack in stacks))


def _told(stack: Sequence[Dot]) -> str:
    dot, count = stack[0], sum(one.mark.count for one in stack)
    mark = dot.mark
    number = f"<a{_opening(dot)}>{count}</a>" if dot.query else str(count)
    return (
        f'<tr><th scope="row">{escape(days_written(mark.first, mark.last))}</th>'
        f'<td>{escape(stance_word(mark.row))}</td><td class="num">{number}</td></tr>'
    )


def _opening(dot: Dot) -> str:
    return f' href="{escape(dot.query)}"' if dot.query else ""


@register.simple_tag
def share_width(count: int, whole: int) -> str:
    """How long a bar is, as a share of what is as long as its place."""
    return f"{100 * count / whole:.2f}%" if whole else "0%"


@register.simple_tag
def share_start(count: int, whole: int) -> str:
    """Where a bar stands that begins where lines do."""
    return across(count / whole if get_language_bidi() and whole else 0.0)
