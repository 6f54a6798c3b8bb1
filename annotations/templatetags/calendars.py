"""How much was said on each day of a year, as SVG: see templatetags/charts.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.dates import format_skeleton, get_day_names
from django import template
from django.utils.translation import get_language, get_language_bidi

from annotations.domain.charts.calendars import WEEK, Calendar, Square, calendar_of
from annotations.models import Project
from annotations.templatetags.behind import DAYS, Behind, joined, told_days
from annotations.templatetags.words import reader_locale

register = template.Library()

# Pixels: a day of a calendar with its gap, where months stand above, where days stand before.
SQUARE, ABOVE, BEFORE = 15, 18, 34
# The name of a month, and with its year.
MONTH = ("MMM", "yMMM")


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
        f'<tr><th scope="row">{told_days(day, day, reader)}</th><td class="num">{n}</td></tr>'
        for day, n in sorted(known.items(), reverse=True)
    ]
    return {
        "squares": joined(_square(one, calendar, behind, reader) for one in calendar.squares),
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
        "told": joined(told),
    }


def _square(one: Square, calendar: Calendar, behind: Behind, reader: str) -> str:
    at = f'x="{_column(one.column, calendar)}" y="{ABOVE + SQUARE * one.row}"'
    size = 'width="12" height="12" rx="2"'
    if not one.count:
        return f"<rect {at} {size}/>"
    return (
        f'<a href="{behind(since=one.day, until=one.day)}" tabindex="-1">'
        f'<rect class="full-{one.shade}" {at} {size}/>'
        f"<title>{told_days(one.day, one.day, reader)}: {one.count}</title></a>"
    )


def _column(column: int, calendar: Calendar) -> int:
    """Weeks run as lines do."""
    if get_language_bidi():
        return SQUARE * (calendar.weeks - 1 - column)
    return BEFORE + SQUARE * column
