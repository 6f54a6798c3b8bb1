"""A matrix as a table: what its lines are called, and what each cell says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_skeleton
from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from annotations.domain.matrices import NOTHING, OTHERS, Cell, Matrix
from annotations.models import ActorKind, AffiliationKind, Mode, Project, Stance
from annotations.queries.matrix import TIMES, Dimension
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
# A longer name may need more lines than the head of a column shows: see matrix.css.
LONG = 48
EMPTY = SafeString()


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
        try:
            day = date.fromisoformat(value)
        except ValueError:
            # Somebody wrote it into the address.
            return value
        return format_skeleton(SKELETONS[Dimension(dimension)], day, locale=reader_locale())
    if dimension in CHOICES:
        return str(dict(CHOICES[dimension].choices).get(value, value))
    return value


def _unknown(dimension: str) -> str:
    if dimension in (Dimension.SPEAKER, Dimension.KIND):
        return _("Nobody named")
    if dimension in (Dimension.TARGET, Dimension.TARGET_KIND):
        return _("Nobody in particular")
    if dimension == Dimension.STANCE:
        return _("No stance")
    return _("Undated") if dimension in TIMES else _("Not entered")


@dataclass(frozen=True)
class Line:
    """A row, or the head of a column. `narrowing` keeps to it, "" where nothing can; `cells` are
    those of a row, and its sum."""

    name: str
    narrowing: str
    cells: SafeString = EMPTY

    @property
    def is_long(self) -> bool:
        return len(self.name) > LONG


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
    writer = CellWriter(matrix, choice, reverse("project-matrix-statements", args=[project.pk]))

    def line(value: str, dimension: str, cells: SafeString = EMPTY) -> Line:
        # A person's name leads to what is said by or about them alone.
        known = dimension in (Dimension.SPEAKER, Dimension.TARGET) and value in names[dimension]
        narrowing = f"{page}?{urlencode({**choice, dimension: value})}" if known else ""
        return Line(line_name(value, dimension, names[dimension]), narrowing, cells)

    return {
        "heads": [line(column, columns) for column in matrix.columns],
        "lines": [line(row, rows, writer.row(row)) for row in matrix.rows],
        "sums": writer.sums(),
        "rows": rows,
        "columns": columns,
    }


class CellWriter:
    """Writes cells: a number that opens its statements, in words what its bar says, and the bar.

    Python and not a template: half of the page's time went into its five hundred cells.
    """

    def __init__(self, matrix: Matrix, choice: Mapping[str, str], behind: str) -> None:
        self.matrix = matrix
        self.address = escape(f"{behind}?{urlencode(choice)}")
        self.most = max((cell.count for cell in matrix.cells.values()), default=0)
        self.is_bidi = get_language_bidi()
        self.first = ' id="first-number"'
        self.stances = {one.value: escape(str(one.label).lower()) for one in Stance}
        self.rows = {value: self._place("row", value) for value in matrix.rows}
        self.columns = {value: self._place("column", value) for value in matrix.columns}

    def row(self, row: str) -> SafeString:
        """All that stands after its name."""
        place, matrix = self.rows[row], self.matrix
        cells = [
            self._cell(matrix.cells.get((row, column)), place + self.columns[column])
            for column in matrix.columns
        ]
        return mark_safe("".join([*cells, self._sum(matrix.row_totals[row], place)]))

    def sums(self) -> SafeString:
        """The last row, without its name."""
        totals = self.matrix.column_totals
        sums = [self._sum(totals[column], place) for column, place in self.columns.items()]
        return mark_safe("".join([*sums, self._sum(self.matrix.total, "")]))

    def _place(self, name: str, value: str) -> str:
        return escape(f"&{urlencode({name: value})}")

    def _cell(self, cell: Cell | None, place: str) -> str:
        if cell is None or not cell.count:
            return "<td></td>"
        return f'<td class="shade-{shade(cell, self.most)}">{self._inside(cell, place)}</td>'

    def _sum(self, cell: Cell, place: str) -> str:
        return f'<td class="sum">{self._inside(cell, place)}</td>'

    def _inside(self, cell: Cell, place: str) -> str:
        told = self._told(cell)
        # Where one comes to the numbers without going through what is above and beside them.
        first, self.first = self.first, ""
        return (
            f'<a{first} href="{self.address}{place}" title="{told}">{counted_in(cell.count)}'
            f'<span class="visually-hidden">: {told}</span></a>'
            f'<svg class="leaning" height="4" aria-hidden="true">{self._bar(cell)}</svg>'
        )

    def _told(self, cell: Cell) -> str:
        """For those who do not see the bar, and for whoever points at it: "3 critical, 1 endorse;
        2 direct"."""
        counts = cell.stances
        parts = [f"{counts[one]} {word}" for one, word in self.stances.items() if counts[one]]
        own = direct_words(cell.direct, get_language() or "")
        return "; ".join([*([", ".join(parts)] if parts else []), own])

    def _bar(self, cell: Cell) -> str:
        """Against, neither, for: shares of the width."""
        against = sum(cell.stances[one] for one in AGAINST)
        supporting = sum(cell.stances[one] for one in FOR)
        found, place = [], 0.0
        shares = [("against", against), ("neither", cell.count - against - supporting)]
        for tone, count in [*shares, ("for", supporting)]:
            if count:
                width = count / cell.count
                # A rectangle of an svg begins at its left, wherever lines begin.
                left = 1 - place - width if self.is_bidi else place
                found.append(
                    f'<rect class="{tone}" x="{100 * left:.2f}%" width="{100 * width:.2f}%" '
                    'height="4"/>'
                )
                place += width
        return "".join(found)


def counted_in(count: int) -> str:
    """A number as a reader writes it; most of them are small, and all languages write these so."""
    return str(count) if count < 1000 else escape(intcomma(count))


@lru_cache(maxsize=5000)
def direct_words(count: int, reader: str) -> str:
    """How many are in the speaker's own words, escaped; `reader` is the active language."""
    return escape(ngettext("%(n)d direct", "%(n)d direct", count) % {"n": count})


def shade(cell: Cell, most: int) -> int:
    """From 0, none, to SHADES, as many as `most`: by the root, so that few are still seen."""
    if not cell.count or not most:
        return 0
    return max(1, round(SHADES * (cell.count / most) ** 0.5))


@register.filter
def dimension_name(dimension: str) -> str:
    return str(Dimension(dimension).label)
