"""Who says what about whom in a project: the matrix, its file, and the statements of a cell."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from annotations.domain.matrices import OTHERS, Counted, Matrix
from annotations.exchange.spreadsheets import as_csv
from annotations.forms.matrix import CellForm, MatrixForm
from annotations.models import Attribution, Project, Tag
from annotations.queries.articles import facets_of
from annotations.queries.matrix import (
    Dimension,
    chosen_in,
    count_matrix,
    counted,
    having,
    most_heard_in,
    names_of,
)
from annotations.queries.merged import lines_merged
from annotations.queries.speaking import placed, with_details
from annotations.templatetags.matrix import line_name
from annotations.templatetags.words import country_name, day, language_name
from annotations.web.files import csv_file, no_file
from annotations.web.guards import reading
from annotations.web.htmx import is_fragment, render_page
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.projects import load_project

SIZE = 50
# What an address names that there is not.
UNKNOWN = "–"
ORDER = [Key("place", descending=True), Key("coding_id", descending=True), Key("start"), Key("id")]


@reading
def project_matrix(request: Request, pk: UUID) -> HttpResponse:
    """For the project's members, over what each may see; htmx gets the table only."""
    project = load_project(request, pk)
    form = MatrixForm(request.GET, None if is_fragment(request) else menus(request, project))
    rows, columns = form.along()
    matrix = count_matrix(chosen_in(project, request.user, form.chosen()), rows, columns)
    names = {
        dimension: names_of(dimension, values)
        for dimension, values in ((rows, matrix.rows), (columns, matrix.columns))
    }
    context = {
        "project": project,
        "form": form,
        "matrix": matrix,
        "names": names,
        "filters": filters_of(form, project),
    }
    return render_page(request, "matrix/detail.html", "matrix/_swap.html", context)


@reading
def project_matrix_table(request: Request, pk: UUID) -> HttpResponseBase:
    """Every row and column, a line for each stance of a cell."""
    project = load_project(request, pk)
    form = MatrixForm(request.GET)
    if trouble := form.trouble_with_days():
        return no_file(trouble)
    rows, columns = form.along()
    found = list(counted(chosen_in(project, request.user, form.chosen()), rows, columns))
    head = [rows, columns, _("stance"), _("statements"), _("direct")]
    return csv_file(as_csv(head, _rows(found, rows, columns)), "matrix")


@reading
def project_matrix_statements(request: Request, pk: UUID) -> HttpResponse:
    """What stands behind a cell, a row, a column, or all of it."""
    project = load_project(request, pk)
    form, cell = MatrixForm(request.GET), CellForm(request.GET)
    statements = chosen_in(project, request.user, form.chosen())
    asked = dict(zip(("row", "column"), form.along(), strict=True))
    lines = lines_merged(cell.asked(), asked)
    wanted = [(asked[name], value) for name, value in lines.items()]
    matrix = None
    if any(value == OTHERS for _dimension, value in wanted):
        matrix = count_matrix(statements, *form.along())
    rows = statements
    for dimension, value in wanted:
        rows = _behind(rows, matrix, dimension, value, form)
    context = {
        "project": project,
        "form": form,
        "titles": [
            (dimension, line_name(value, dimension, names_of(dimension, [value])))
            for dimension, value in wanted
        ],
        "filters": filters_of(form, project),
        # It stands in the head, which does not come again with the next page.
        "count": None if is_fragment(request) else rows.count(),
        "page": page_of(with_details(placed(rows)), ORDER, request.GET.get("page", ""), SIZE),
    }
    return render_page(request, "matrix/statements.html", "matrix/_statements.html", context)


def filters_of(form: MatrixForm, project: Project) -> list[tuple[str, str]]:
    """The filters at work, by their labels, with what is chosen in words; a query for each name."""
    return [(label, _in_words(name, value, project)) for name, label, value in form.told()]


def _in_words(name: str, value: Any, project: Project) -> str:
    if isinstance(value, date):
        return day(value)
    if name == "language":
        return language_name(value)
    if name == "tag":
        tags = Tag.objects.filter(codebook=project.codebook_id, pk=value)
        return tags.values_list("name", flat=True).first() or UNKNOWN
    dimension = Dimension.SPEAKER if name == "party" else Dimension(name)
    names = names_of(dimension, [str(value)])
    if isinstance(value, UUID) and not names:
        return UNKNOWN
    return line_name(str(value), dimension, names)


def _behind(
    rows: QuerySet[Attribution], matrix: Matrix | None, dimension: str, value: str, form: MatrixForm
) -> QuerySet[Attribution]:
    if value != OTHERS or matrix is None:
        return having(rows, dimension, [value], other=False)
    shown = matrix.rows if dimension == form.along()[0] else matrix.columns
    return having(rows, dimension, [one for one in shown if one != OTHERS], other=True)


def _rows(found: Iterable[Counted], rows: str, columns: str) -> Iterator[tuple[object, ...]]:
    found = sorted(found)
    row_names = names_of(rows, {one.row for one in found})
    column_names = names_of(columns, {one.column for one in found})
    for one in found:
        row = line_name(one.row, rows, row_names)
        column = line_name(one.column, columns, column_names)
        yield row, column, one.stance, one.n, one.direct


def menus(request: Request, project: Project) -> dict[str, list[tuple[Any, str]]]:
    """What the filters offer: what is there. Two queries."""
    facets = facets_of(project)
    heard = most_heard_in(project, request.user)
    countries = [(code, country_name(code)) for code in heard.countries]
    languages = [(code, language_name(code)) for code in facets.languages]
    return {
        "speaker": heard.speakers,
        "target": heard.targets,
        "source": list(facets.sources),
        "language": sorted(languages, key=lambda one: one[1]),
        "country": sorted(countries, key=lambda one: one[1]),
        "tag": [(tag.id, "\u2003" * depth + tag.name) for tag, depth in facets.tags],
    }
