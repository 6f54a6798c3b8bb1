"""Counts in rows and columns: nothing twice, nothing left out, and what gets a line."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.matrices import Counted, Lines, matrix_of

COUNTS = Counter({"b": 3, "a": 3, "c": 9, "d": 1, "": 5})


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (Lines(), ["c", "a", "b", "d", ""]),
        (Lines(4), ["c", "a", "b", "d", ""]),
        (Lines(3), ["c", "a", "*", ""]),
        (Lines(1), ["*", ""]),
        (Lines(scale=["d", "c", "b"]), ["d", "c", "b", "a", ""]),
        (Lines(dated=True), ["a", "b", "c", "d", ""]),
        (Lines(3, dated=True), ["*", "c", "d", ""]),
    ],
)
def test_which_values_get_a_line(lines, shown):
    assert lines.of(COUNTS) == shown


def test_without_anything_unknown_there_is_no_line_for_it():
    assert Lines().of({"a": 1}) == ["a"]
    assert Lines().of({}) == []


def test_a_cell_has_stances_and_what_is_direct():
    counts = [
        Counted("quill", "valmere", "critical", 2, 1),
        Counted("quill", "valmere", "", 1, 0),
        Counted("roe", "valmere", "endorse", 1, 1),
    ]
    matrix = matrix_of(counts, Lines(), Lines())

    cell = matrix.cell("quill", "valmere")
    assert (cell.count, cell.direct, cell.stances) == (3, 1, {"critical": 2, "": 1})
    assert matrix.column_totals["valmere"].stances == {"critical": 2, "": 1, "endorse": 1}
    assert matrix.cell("roe", "nobody").count == 0


def test_what_has_no_line_is_together_in_one():
    counts = [Counted(name, "x", "", n, 0) for name, n in [("a", 5), ("b", 2), ("c", 1)]]
    matrix = matrix_of(counts, Lines(2), Lines())

    assert matrix.rows == ["a", "*"]
    assert matrix.cell("*", "x").count == 3


VALUES = st.sampled_from(["", "a", "b", "c", "d", "e"])
COUNTED = st.builds(
    Counted, VALUES, VALUES, st.sampled_from(["", "critical"]), st.integers(1, 9), st.integers(0, 1)
)
LINES = st.builds(Lines, st.none() | st.integers(1, 5), st.just(()), st.booleans())


@given(st.lists(COUNTED), LINES, LINES)
def test_totals_are_the_sums_whatever_gets_a_line(counts, rows, columns):
    matrix = matrix_of(counts, rows, columns)

    assert matrix.total.count == sum(one.n for one in counts)
    assert matrix.total.direct == sum(one.direct for one in counts)
    for row in matrix.rows:
        cells = [matrix.cell(row, column) for column in matrix.columns]
        assert sum(cell.count for cell in cells) == matrix.row_totals[row].count
        stances = sum((cell.stances for cell in cells), Counter())
        assert stances == matrix.row_totals[row].stances
    for column in matrix.columns:
        cells = [matrix.cell(row, column) for row in matrix.rows]
        assert sum(cell.direct for cell in cells) == matrix.column_totals[column].direct
    assert sum(cell.count for cell in matrix.column_totals.values()) == matrix.total.count
    assert set(matrix.cells) <= {(row, column) for row in matrix.rows for column in matrix.columns}
