"""Workbooks of words, read by a library that knows nothing of how they are made."""

import io
import zipfile

import pytest
from lxml import etree

from annotations.exchange.coded import tables
from annotations.exchange.coded.workbooks import BOLD, LONGEST_CELL, Sheet, row, workbook
from annotations.exchange.register.sheets import sheets_of
from tests.exchange.coded.test_recording import line, lines
from tests.helpers.coded import NOW, exported, imported


def made(*sheets: Sheet) -> bytes:
    return b"".join(workbook(sheets, NOW.timetuple()[:6]))


def sheet(*rows: list[str], name: str = "Words", widths: tuple[int, ...] = ()) -> Sheet:
    return Sheet(name, widths, [row(at, one).encode() for at, one in enumerate(rows, start=1)])


def read(data: bytes) -> dict[str, list[list[str]]]:
    return {name: [cells for _at, cells in rows] for name, rows in sheets_of(io.BytesIO(data))}


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "007",
        "<b>&amp;</b> \"'",
        "  two lines\n\tand a tab  ",
        "القاهرة 李文 é 😀",
        "_x0041_ and _x41_",
        "x" * LONGEST_CELL,
    ],
)
def test_words_come_back_as_they_were(words):
    assert read(made(sheet([words]))) == {"Words": [[words]]}


def test_what_xml_cannot_hold_is_written_as_workbooks_write_it():
    data = made(sheet(["bell \x07, return \r, half \ud800, none \uffff", "x" * 40_000]))

    part = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    first, second = etree.fromstring(part).iter("{*}t")
    assert first.text == "bell _x0007_, return _x000D_, half _xD800_, none _xFFFF_"
    assert len(second.text) == LONGEST_CELL


def test_cells_stand_in_their_columns_and_sheets_in_their_order():
    wide = [""] * 25 + ["Z", "AA", "", "AC"]
    found = read(made(sheet(["a", "", "c"], name="One"), sheet(wide, name="Two")))

    assert list(found) == ["One", "Two"]
    assert found["One"] == [["a", "", "c"]]
    # From the first column that has something.
    assert [cell for cell in found["Two"][0] if cell] == ["Z", "AA", "AC"]
    part = zipfile.ZipFile(io.BytesIO(made(sheet(wide)))).read("xl/worksheets/sheet1.xml")
    assert [one.get("r") for one in etree.fromstring(part).iter("{*}c")] == ["Z1", "AA1", "AC1"]


def test_a_head_is_bold_and_stays():
    part = Sheet("One", [16, 60], [row(1, ["a", "b"], BOLD).encode(), row(2, ["c"]).encode()])
    book = zipfile.ZipFile(io.BytesIO(made(part)))
    tree = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))

    assert [one.get("s") for one in tree.iter("{*}c")] == ["1", "1", None]
    assert [one.get("width") for one in tree.iter("{*}col")] == ["16", "60"]
    assert tree.find(".//{*}pane").get("state") == "frozen"
    bold = etree.fromstring(book.read("xl/styles.xml")).find("{*}cellXfs")[1].get("fontId")
    assert bold == "1"
    # Every part is named, and every name is that of a part.
    types = etree.fromstring(book.read("[Content_Types].xml"))
    named = {one.get("PartName")[1:] for one in types.iter("{*}Override")}
    rest = {one for one in book.namelist() if one.endswith(".rels")} | {"[Content_Types].xml"}
    assert set(book.namelist()) == named | rest


@pytest.mark.django_db
def test_a_sheet_ends_where_those_of_excel_do(cast, monkeypatch):
    imported(lines(line(words=["envoy", "harbour", "Nobody"])), cast.project)
    monkeypatch.setattr(tables, "MOST_ROWS", 3)

    found = read(exported(cast.project, "xlsx"))
    assert list(found) == ["Statements", "Spans", "About"]
    assert [len(found[name]) for name in ("Statements", "Spans")] == [3, 3]
    assert dict(found["About"])["left_out"] == "2"
