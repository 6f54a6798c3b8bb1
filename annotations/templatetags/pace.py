"""Plots of how fast work goes: what each week brought, and all of it on its way to the end."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django import template
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from annotations.domain.charts.days import Axis, axis_of
from annotations.domain.pace import WEEK, Pace, Week
from annotations.templatetags.charts import FOOT, across, labels_of

register = template.Library()

# Pixels for the most; a little air above, where a word stands.
HEIGHT = 120
AIR = 18
# An end far beyond everything else would leave no room for the weeks.
FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Bar:
    week: Week
    x: str
    width: str
    middle: str
    y: int
    height: int


@dataclass(frozen=True)
class Step:
    """A piece of the line of all that was done, from one week to the next."""

    x1: str
    y1: int
    x2: str
    y2: int


@register.inclusion_tag("charts/_weeks.html")
def week_chart(pace: Pace) -> dict[str, Any]:
    """What each week brought, as bars."""
    axis = axis_of([*_days(pace)])
    if axis is None:
        return {"bars": []}
    return {"bars": [_bar(week, pace.most, axis) for week in pace.weeks], **_frame(axis)}


@register.inclusion_tag("charts/_end.html")
def end_chart(pace: Pace, due_on: date | None, today: date) -> dict[str, Any]:
    """All that was done, week by week, and on to the expected end; against the deadline."""
    marks = [due_on] if due_on else []
    if pace.ends_on and pace.ends_on - today <= FARTHEST:
        marks.append(pace.ends_on)
    axis = axis_of([*_days(pace), today, *marks]) if pace.weeks else None
    if axis is None:
        return {"steps": []}
    top = max(pace.needed, pace.done, 1)
    # What was done before the weeks that are shown is where the line begins.
    places = [(pace.weeks[0].monday, pace.weeks[0].total - pace.weeks[0].done)]
    places += [(min(week.monday + WEEK, today), week.total) for week in pace.weeks]
    ends = places[-1]
    return {
        "steps": [_step(one, other, top, axis) for one, other in pairwise(places)],
        "expected": _step(ends, (pace.ends_on, pace.needed), top, axis)
        if pace.ends_on in marks
        else None,
        "due": across(axis.place(due_on)) if due_on else "",
        "needed": _height(pace.needed, top),
        **_frame(axis),
    }


@register.filter
def minutes(value: timedelta | int | None) -> str:
    """How long something took, in words: "under a minute", "12 minutes", "1 h 05 min"."""
    if value is None:
        return ""
    seconds = value if isinstance(value, int) else round(value.total_seconds())
    if seconds < 60:
        return _("under a minute")
    whole = round(seconds / 60)
    if whole < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", whole) % {"n": whole}
    return _("%(hours)d h %(minutes)02d min") % {"hours": whole // 60, "minutes": whole % 60}


def _days(pace: Pace) -> list[date]:
    return [day for week in pace.weeks for day in (week.monday, week.monday + WEEK)]


def _frame(axis: Axis) -> dict[str, Any]:
    bottom = AIR + HEIGHT
    return {"ticks": labels_of(axis), "bottom": bottom, "height": bottom + FOOT, "air": AIR}


def _bar(week: Week, most: int, axis: Axis) -> Bar:
    start, end = axis.place(week.monday), axis.place(week.monday + WEEK)
    # Air between two weeks.
    width = (end - start) * 0.8
    left = start + (end - start) * 0.1
    y = _height(week.done, most)
    return Bar(
        week=week,
        x=across(left + width if get_language_bidi() else left),
        width=f"{100 * width:.2f}%",
        middle=across(left + width / 2),
        y=y,
        height=AIR + HEIGHT - y,
    )


def _step(one: tuple[date, int], other: tuple[date, int], top: int, axis: Axis) -> Step:
    return Step(
        across(axis.place(one[0])),
        _height(one[1], top),
        across(axis.place(other[0])),
        _height(other[1], top),
    )


def _height(count: int, most: int) -> int:
    return AIR + round(HEIGHT * (1 - count / most)) if most else AIR + HEIGHT
