"""The matrix of a project: who says what about whom, counted along any two dimensions."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from annotations.api.inputs import Day, LastDay
from annotations.api.knowing import Asked
from annotations.api.problems import blamed
from annotations.api.projects import find_project
from annotations.domain.matrices import Cell, matrix_of
from annotations.models import AffiliationKind, Mode, Stance
from annotations.queries.matrix import (
    Chosen,
    Dimension,
    chosen_in,
    count_matrix,
    counted,
    lines_of,
    names_of,
)
from annotations.queries.merged import as_merged
from annotations.templatetags.matrix import line_name

router = Router()


class MatrixAsked(Schema):
    """Along what to count, and which statements; all that is named must hold. Without `whole`
    what is rare is put together in one line, `*`, as on a page."""

    rows: Dimension = Dimension.SPEAKER
    columns: Dimension = Dimension.TARGET
    whole: Literal["true", "false"] = "false"
    since: Day | None = None
    until: LastDay = None
    mode: Mode | None = None
    stance: Stance | None = None
    speaker: UUID | None = None
    target: UUID | None = None
    source: UUID | None = None
    language: Annotated[str, Field(max_length=8)] = ""
    capacity: AffiliationKind | None = None
    country: Annotated[str, Field(pattern="^([A-Z]{2})?$")] = ""
    tag: UUID | None = None


class CountOut(Schema):
    """`direct` of them in the speaker’s own words; `stances` says how many have which one, those
    without one under an empty name."""

    count: int
    direct: int
    stances: dict[str, int]


class LineOut(CountOut):
    """`value` is an id, a code or the first day of a time; empty for what nobody entered."""

    value: str
    name: str


class CellOut(CountOut):
    row: str
    column: str


class MatrixOut(Schema):
    """Each statement is in one cell, so that the cells, the rows and the columns add up to
    `total`. Only cells are named in which there is anything."""

    along: list[Dimension]
    rows: list[LineOut]
    columns: list[LineOut]
    cells: list[CellOut]
    total: CountOut


@router.get("/projects/{uuid:pk}/matrix", response=MatrixOut, summary="Who says what about whom")
def matrix_get(request: Asked, pk: UUID, asked: Annotated[MatrixAsked, Query(...)]) -> Any:
    """Over what counts and you may see; a statement once, however often it is printed."""
    project = find_project(request, pk)
    if asked.rows == asked.columns:
        raise blamed("columns", _("Rows and columns must not be the same."))
    given = asked.model_dump(exclude={"rows", "columns", "whole"})
    chosen = Chosen(**as_merged({name: value for name, value in given.items() if value}))
    statements = chosen_in(project, request.user, chosen)
    if asked.whole == "true":
        lines = (lines_of(one, None) for one in (asked.rows, asked.columns))
        matrix = matrix_of(counted(statements, asked.rows, asked.columns), *lines)
    else:
        matrix = count_matrix(statements, asked.rows, asked.columns)
    return MatrixOut(
        along=[asked.rows, asked.columns],
        rows=_lines(asked.rows, matrix.rows, matrix.row_totals),
        columns=_lines(asked.columns, matrix.columns, matrix.column_totals),
        cells=[
            CellOut(row=row, column=column, **_counts(cell))
            for (row, column), cell in sorted(matrix.cells.items())
        ],
        total=CountOut(**_counts(matrix.total)),
    )


def _lines(dimension: Dimension, values: list[str], totals: Any) -> list[LineOut]:
    names = names_of(dimension, values)
    return [
        LineOut(value=value, name=str(line_name(value, dimension, names)), **_counts(totals[value]))
        for value in values
    ]


def _counts(cell: Cell) -> dict[str, Any]:
    return {"count": cell.count, "direct": cell.direct, "stances": dict(cell.stances)}
