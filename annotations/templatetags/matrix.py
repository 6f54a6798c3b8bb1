"""A matrix as a table: what its lines are called, and what each cell says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_skeleton
from babel.numbers import format_percent
from django import template
from django.urls import reverse
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from annotations.domain.matrices import NOTHING, OTHERS, Cell, Matrix
from annotations.models import ActorKind, AffiliationKind, Mode, Project, Stance
from annotations.queries.matrix import TIMES, Dimension
from annotations.templatetags.charts import across
from annotations.templatetags.words import country_name, reader_locale

register = template.Library()

CHOICES: dict[str, Any] = {
    Dimension.KIND: ActorKind,
    Dimension.TARGET_KIND: ActorKind,
    Dimension.CAPACITY: AffiliationKind,
    Dimension.STANCE: Stance,
    Dimension.MODE: Mode,
}
# A month may stand where a year would do; the words of a quarter are CLDR's.
SKELETONS = {Dimension.MONTH: "yMMM", Dimension.QUARTER: "yQQQ", Dimension.YEAR: "y"}
AGAINST = (Stance.REJECT, Stance.CRITICAL)
FOR = (Stance.SUPPORTIVE, Stance.ENDORSE)
# Shades of a cell, from hardly any to as many as the fullest has.
SHADES = 5


@dataclass(frozen=True)
class Piece:
    """A piece of the bar below a number: how those statements stand to the target."""

    tone: str
    x: str
    width: str


def line_name(value: str, dimension: str, names: Mapping[str, Any]) -> str:
    """What a line of the matrix is called; `names` are those of people, organisations, outlets."""
    if value == OTHERS:
        return _("Earlier") if dimension in TIMES else _("All others")
    if value == NOTHING:
        return _unknown(dimension)
    if value in names:
        return str(names[value].name)
    if dimension in (Dimension.COUNTRY, Dimension.TARGET_COUNTRY):
        return country_name(value)
    if dimension in SKELETONS:
        day = date.fromisoformat(value)
        return format_skeleton(SKELETONS[Dimension(dimension)], day, locale=reader_locale())
    if dimension in CHOICES:
        return str(dict(CHOICES[dimension].choices).get(value, value))
    return value


def _unknown(dimension: str) -> str:
    if dimension == Dimension.SPEAKER:
        return _("Nobody named")
    if dimension == Dimension.TARGET:
        return _("Nobody in particular")
    if dimension == Dimension.STANCE:
        return _("No stance")
    return _("Undated") if dimension in TIMES else _("Not entered")


@dataclass(frozen=True)
class Opened:
    """A cell with the address of its statements."""

    cell: Cell
    url: str


@dataclass(frozen=True)
class Line:
    """A row, or the head of a column. `narrowing` keeps to it, "" where nothing can."""

    name: str
    narrowing: str
    total: Opened
    cells: list[Opened]


@register.inclusion_tag("matrix/_lines.html")
def matrix_lines(
    matrix: Matrix,
    choice: Mapping[str, str],
    names: Mapping[str, Mapping[str, Any]],
    project: Project,
) -> dict[str, Any]:
    """The table itself. `choice` is what its address says, `names` those of
    queries.matrix.names_of by dimension."""
    rows, columns = choice["rows"], choice["columns"]
    page = reverse("project-matrix", args=[project.pk])
    behind = reverse("project-matrix-statements", args=[project.pk])

    def opened(cell: Cell, **place: str) -> Opened:
        return Opened(cell, f"{behind}?{urlencode({**choice, **place})}" if cell.count else "")

    def line(value: str, dimension: str, total: Opened, cells: list[Opened]) -> Line:
        # A person's name leads to what is said by or about them alone.
        known = dimension in (Dimension.SPEAKER, Dimension.TARGET) and value in names[dimension]
        narrowing = f"{page}?{urlencode({**choice, dimension: value})}" if known else ""
        return Line(line_name(value, dimension, names[dimension]), narrowing, total, cells)

    return {
        "heads": [
            line(column, columns, opened(matrix.column_totals[column], column=column), [])
            for column in matrix.columns
        ],
        "lines": [
            line(
                row,
                rows,
                opened(matrix.row_totals[row], row=row),
                [
                    opened(matrix.cell(row, column), row=row, column=column)
                    for column in matrix.columns
                ],
            )
            for row in matrix.rows
        ],
        "total": opened(matrix.total),
        "most": max((cell.count for cell in matrix.cells.values()), default=0),
        "rows": rows,
        "columns": columns,
    }


@register.filter
def dimension_name(dimension: str) -> str:
    return str(Dimension(dimension).label)


@register.filter
def shade(cell: Cell, most: int) -> int:
    """From 0, none, to SHADES, as many as `most`: by the root, so that few are still seen."""
    if not cell.count or not most:
        return 0
    return max(1, round(SHADES * (cell.count / most) ** 0.5))


@register.filter
def pieces(cell: Cell) -> list[Piece]:
    """Against, neither, for: shares of the width."""
    against = sum(cell.stances[one] for one in AGAINST)
    supporting = sum(cell.stances[one] for one in FOR)
    found, place = [], 0.0
    shares = [("against", against), ("neither", cell.count - against - supporting)]
    for tone, count in [*shares, ("for", supporting)]:
        if count:
            width = count / cell.count
            # A rectangle of an svg begins at its left, wherever lines begin.
            left = place + width if get_language_bidi() else place
            found.append(Piece(tone, across(left), f"{100 * width:.2f}%"))
            place += width
    return found


@register.filter
def told(cell: Cell) -> str:
    """For those who do not see the bar, and for whoever points at it: "3 critical, 1 endorse; 2 in
    their own words"."""
    parts = [
        f"{cell.stances[stance]} {Stance(stance).label.lower()}"
        for stance in Stance.values
        if cell.stances[stance]
    ]
    own = ngettext("%(n)d direct", "%(n)d direct", cell.direct) % {"n": cell.direct}
    return "; ".join([*([", ".join(parts)] if parts else []), own])


@register.filter
def direct_share(cell: Cell) -> str:
    """As whole percents, in the reader's language."""
    share = cell.direct / cell.count if cell.count else 0
    return format_percent(share, locale=reader_locale())
