"""Workbooks as two programs read them that have nothing of ours: calamine and openpyxl."""

import io
import zipfile
import zlib
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from annotations.exchange import workbooks
from annotations.exchange.register.sheets import sheets_of
from annotations.exchange.workbooks import Rows, Sheet, workbook
from annotations.exchange.zips import dated

# What people write, and what XML, Excel or a shorter way of writing cells could trip over.
WORDS = st.text(
    st.one_of(
        st.sampled_from(
            "&<>\"'_x0041|% \n\t\r\u00a0\u2028\u200f\u05d0\u4e2d\ufffe\uffff\x00\x1f😀"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)


def book(*tables, columns=("a", "b", "c")):
    sheets = []
    for number, rows in enumerate(tables):
        made = Rows(2 if columns else 1)
        pieces = (made.written([row]) for row in rows)
        sheets.append(Sheet(f"Sheet {number}", columns, [20] * len(columns), pieces))
    return b"".join(workbook(sheets))


def as_calamine(data):
    return {name: [cells for _at, cells in rows] for name, rows in sheets_of(io.BytesIO(data))}


def as_openpyxl(data):
    """openpyxl leaves what stands for control characters to whoever asks."""
    return {
        sheet.title: [[unescape(cell or "") for cell in row] for row in sheet.values]
        for sheet in load_workbook(io.BytesIO(data))
    }


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4))
@example([("_x0041_", "_x005F_x0041_", "a_x"), (" a", "b ", " "), ("%s", "\0", "|")])
@example([("", "", "c"), ("a", "", ""), ("", "b\r\nb", "")])
def test_what_is_put_in_is_what_is_read(rows):
    data = book(rows)

    expected = [["a", "b", "c"], *map(list, rows)]
    while not any(expected[-1]):
        expected.pop()
    assert as_calamine(data)["Sheet 0"] == expected
    assert as_openpyxl(data)["Sheet 0"][: len(expected)] == expected


def test_a_sheet_may_have_no_heads_and_another_no_rows():
    data = book([("made_at", "today", "")], [], columns=())

    assert as_openpyxl(data) == {"Sheet 0": [["made_at", "today"]], "Sheet 1": []}
    assert as_calamine(data) == {"Sheet 0": [["made_at", "today"]], "Sheet 1": []}


def test_heads_are_bold_stay_in_sight_and_have_their_width():
    sheet = load_workbook(io.BytesIO(book([("1", "2", "3")])))["Sheet 0"]

    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert 20 < sheet.column_dimensions["A"].width < 21
    assert sheet.dimensions == "A1:C2"


def test_it_is_a_zip_as_excel_wants_it():
    """What says what it is comes first, and no part asks for the larger kind of zip."""
    with zipfile.ZipFile(io.BytesIO(book([("1", "2", "3")], []))) as archive:
        members = archive.infolist()

    assert members[0].filename == "[Content_Types].xml"
    assert all(one.extract_version == 20 and not one.extra for one in members)


def test_a_cell_ends_where_those_of_excel_do():
    long = "&" + "é" * 40_000

    [_heads, [cell, other, _empty]] = as_calamine(book([(long, "b", "")]))["Sheet 0"]

    assert (cell, other) == (long[:32_767], "b")


@pytest.mark.parametrize(("limit", "most"), [("MOST_ROWS", 3), ("MOST_BYTES", 100)])
def test_what_a_sheet_cannot_hold_is_left_out_and_counted(limit, most, monkeypatch):
    monkeypatch.setattr(workbooks, limit, most)
    rows = Rows()

    pieces = [rows.written([[word]]) for word in "1234"]

    data = b"".join(workbook([Sheet("Sheet", ["a"], [20], pieces)]))
    assert as_calamine(data) == {"Sheet": [["a"], ["1"], ["2"]]}
    assert rows.left_out == 2


def test_it_is_sent_while_it_is_written():
    rows, chance, made = Rows(), Random(1), []

    def pieces():
        for number in range(2_000):
            made.append(number)
            yield rows.written([[str(chance.random()) for _column in range(20)]])

    sent = workbook([Sheet("Sheet", list("abcdefghijklmnopqrst"), [20] * 20, pieces())])

    assert len(next(sent)) < 200_000
    assert len(made) < 1_000


def test_it_is_packed_as_fast_as_can_be():
    """An archive's level is not that of a member which says more of itself than its name."""
    info = dated("a.txt", datetime(2026, 3, 18, 9, tzinfo=UTC))
    words = b"".join(b"Envoys %d meet again in %d\n" % (one, one * one) for one in range(5_000))
    fast = zlib.compressobj(1, zlib.DEFLATED, -15)
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        with archive.open(info, "w") as member:
            member.write(words)
        [packed] = archive.infolist()

    assert packed.compress_size == len(fast.compress(words) + fast.flush())
    assert packed.date_time == (2026, 3, 18, 9, 0, 0)
