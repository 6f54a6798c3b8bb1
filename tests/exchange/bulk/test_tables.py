"""Tables from whatever program wrote them."""

import io
import json

import pytest

from annotations.domain.text import CannotExtract
from annotations.exchange.bulk import Kind, items_of, layout_of, tables

GERMAN = "Die Ministerin sagte über die Lösung, sie sei äußerst schön für die Bürger in Köln."


def rows(data, meanings=None):
    """(line, row or code of the refusal) of each item."""
    file = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    found = []
    for item in items_of(file, layout_of(file, "shelf.csv"), meanings):
        what = item.refusal.code if item.refusal else json.loads(item.data)
        found.append((item.line, what))
    assert not file.closed
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ids=["plain", "excel", "wide", "old"]
)
def test_delimiter_and_encoding_are_found_out(delimiter, encoding):
    table = f"Überschrift{delimiter}Inhalt\r\nLösung{delimiter}{GERMAN.replace(',', '')}\r\n"

    found = rows(table.encode(encoding))

    assert found == [(2, {"title": "Lösung", "text": GERMAN.replace(",", "")})]


def test_a_delimiter_in_quotation_marks_and_lines_within_a_text():
    table = 'title,text\r\nA,"one, two\r\n\r\nsaid ""three"""\r\n\r\nB,four\r\n'

    assert rows(table) == [
        (2, {"title": "A", "text": 'one, two\r\n\r\nsaid "three"'}),
        (6, {"title": "B", "text": "four"}),
    ]


def test_an_encoding_that_shows_late_is_found_out_as_well(monkeypatch):
    monkeypatch.setattr(tables, "PIECE", 2_000)
    table = "title,text\n" + "A,plain\n" * 600 + f'B,"{GERMAN}"\n' * 20

    assert rows(table.encode("cp1252"))[-1] == (621, {"title": "B", "text": GERMAN})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "binary"),
        (b"title,text\na\0b,c\n", "binary"),
        ("title,text\nA,größer größer größer\n".encode() + b"B,\xff\n", "mis_encoded"),
    ],
)
def test_what_is_no_table_is_refused_before_it_is_read(data, code):
    with pytest.raises(CannotExtract) as refused:
        layout_of(io.BytesIO(data), "shelf.csv")

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("title,words\nA,b\n", [(1, "row_columns")]),
        ("title,text\nA,b,c\nB,d\n", [(2, "row_cells"), (3, {"title": "B", "text": "d"})]),
        ("title,text\nA,b,,\n", [(2, {"title": "A", "text": "b"})]),
        ("title,text\nA\n", [(2, {"title": "A"})]),
        ('title,text\nA,b\nB,"c\nD,e\n', [(2, {"title": "A", "text": "b"}), (3, "row_broken")]),
        ('title,text\nA,"b" c\nD,e\n', [(2, "row_broken")]),
    ],
    ids=["no text", "too many cells", "empty cells", "too few cells", "left open", "stray quote"],
)
def test_a_row_that_cannot_be_trusted_is_named_by_its_line(table, found):
    assert rows(table) == found


def test_a_field_that_never_ends_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(tables, "MAX_BYTES", 1_000)

    assert rows('title,text\nA,"' + "x" * 5_000) == [(2, "line_too_long")]


def test_one_may_say_oneself_what_the_columns_mean():
    table = "Schlagzeile,Wortlaut,text\nA,b,c\n"

    found = rows(table, {"Schlagzeile": "title", "Wortlaut": "text"})

    assert found == [(2, {"title": "A", "text": "b"})]


def test_the_layout_tells_what_is_understood():
    layout = layout_of(io.BytesIO(b"Headline,Body,Id\nA,b,1\n"), "SHELF.CSV")

    assert layout.kind is Kind.TABLE
    assert layout.columns == ("Headline", "Body", "Id")
    assert layout.meanings == {"Headline": "title", "Body": "text"}
