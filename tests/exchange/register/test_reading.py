"""What a file is shows in how it begins; what it says does not depend on that."""

import io
import json
import zipfile
from datetime import date

import pytest

from annotations.domain.register import CannotRead, Name, Reference
from annotations.exchange.register import json_lists, reading
from annotations.exchange.register.reading import read_register
from tests.helpers.workbooks import rewritten, workbook

ACTORS = "name,kind\nAda Quill,person\nValmere,country\n"
POSTS = "person,post,first_day\nAda Quill,Envoy,2021\n"
SHEET = "xl/worksheets/sheet1.xml"


def read(data):
    found = read_register(io.BytesIO(data if isinstance(data, bytes) else data.encode()))
    return list(found.rows), found.ignored


def refused(data):
    with pytest.raises(CannotRead) as refusal:
        read(data)
    return refusal.value.code


def zipped(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, words in files.items():
            archive.writestr(name.replace("_", "."), words)
    return data.getvalue()


def said(data):
    rows, _ignored = read(data)
    return [row.row.values for row in rows]


PLAIN = [
    {"name": "Ada Quill", "kind": "person"},
    {"name": "Valmere", "kind": "country"},
    {"post": "Envoy", "first_day": "2021-01-01"},
]


@pytest.mark.parametrize(
    "data",
    [
        zipped(posts_csv=POSTS, people_csv=ACTORS, readme_md="Notes"),
        workbook(
            {
                "posts": [["person", "post", "first_day"], ["Ada Quill", "Envoy", 2021]],
                "people": [["name", "kind"], ["Ada Quill", "person"], ["Valmere", "country"]],
            }
        ),
        json.dumps(
            {
                "memberships": [{"person_id": "q", "role": "Envoy", "start_date": "2021"}],
                "persons": [{"id": "q", "name": "Ada Quill"}],
                "organizations": [{"name": "Valmere", "classification": "country"}],
            }
        ).encode(),
    ],
    ids=["zip", "xlsx", "popolo"],
)
def test_people_come_before_posts_whatever_the_file(data):
    assert said(data) == PLAIN


@pytest.mark.parametrize(
    "data",
    [
        ACTORS.encode(),
        ("\ufeff" + ACTORS.replace(",", ";").replace("\n", "\r\n")).encode(),
        ACTORS.replace(",", "\t").encode("utf-16"),
        ("\n" + ACTORS).encode(),
    ],
)
def test_a_table_is_read_from_whatever_program(data):
    assert said(data) == PLAIN[:2]


def test_rows_know_their_line_and_columns_that_are_not_ours_are_told():
    rows, ignored = read('name,notes,age\n"Ada\nQuill","a\nb",40\n\nWen Lian,,\n')

    assert [(row.part, row.line) for row in rows] == [
        ("people and organisations", 2),
        ("people and organisations", 6),
    ]
    assert rows[0].row.values == {"name": "Ada Quill", "notes": "a\nb"}
    assert ignored == {"age": 1}


def test_what_a_spreadsheet_made_of_dates_and_numbers_is_undone():
    data = workbook(
        {
            "Tabelle1": [
                [],
                ["", "person", "post", "first_day", "last_day"],
                ["", "Ada Quill", "Envoy", date(2021, 5, 9), 2022],
            ],
            "Notes": [["whatever"]],
        }
    )
    rows, ignored = read(data)

    assert [(row.line, row.row.values) for row in rows] == [
        (3, {"post": "Envoy", "first_day": "2021-05-09", "last_day": "2022-12-31"})
    ]
    assert ignored == {"Notes": 1}


def test_what_guards_a_cell_from_being_computed_is_taken_off_again():
    rows, _ = read("name\n'=Quill\n''+Lian\n'Quoted\n")

    assert [row.row.name for row in rows] == ["=Quill", "'+Lian", "'Quoted"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "no_text_table"),
        ("\0\1\2", "no_text_table"),
        ("price,amount\n1,2\n", "no_table"),
        ('name\n"Ada" Quill\n', "broken_table"),
        ("{", "not_json"),
        ('{"persons": [{"name": "Ada"} {"name": "Wen"}]}', "not_json"),
        ('{"persons": [{"name": "Ada"}', "not_json"),
        (b'{"persons": [{"name": "\xff"}]}', "not_utf8"),
        ('{"persons": ' + "[" * 100_000, "not_json"),
        (b"PK\x03\x04 and nothing else", "broken_file"),
        (zipped(readme_md="Notes"), "empty"),
        (zipped(prices_csv="price\n1\n"), "no_table"),
        (workbook({"Notes": [["whatever"]]}), "no_table"),
    ],
)
def test_a_file_of_something_else_is_refused(data, code):
    assert refused(data) == code


SMALL = workbook({"people": [["name"], ["Ada Quill"]]})
RELATED = '<a><Relationship Id="rId1" Type="b/worksheet" Target="worksheets/{}"/></a>'
ROW = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        (SHEET, ROW.format('<row><c r="A1"/><c r="XFD1048576"/></row>'), "too_large"),
        (SHEET, ROW.format('<row r="999999"/>'), "too_large"),
        (SHEET, ROW.format("<row>" + "<c/>" * 101 + "</row>"), "too_large"),
        (SHEET, "<worksheet><sheetData>", "broken_file"),
        (SHEET, '<!DOCTYPE a [<!ENTITY b "c">]>' + ROW.format(""), "broken_file"),
        ("content.xml", "<a/>", "broken_file"),
        ("XL/workbook.xml", "<a/>", "broken_file"),
        ("xl/_rels/workbook.xml.rels", "<a", "broken_file"),
        ("xl/_rels/workbook.xml.rels", "<a/>", "broken_file"),
        ("xl/_rels/workbook.xml.rels", RELATED.format("sheet1.bin"), "broken_file"),
    ],
)
def test_a_workbook_that_would_fill_the_machine_is_not_opened(part, content, code):
    assert refused(rewritten(SMALL, {part: content.encode()})) == code


def test_no_file_has_more_rows_than_may_be(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 1)

    assert refused(ACTORS) == "too_many"


def test_json_is_read_bit_by_bit_and_what_is_no_list_passed_over(monkeypatch):
    monkeypatch.setattr(json_lists, "PIECE", 3)
    thing = {
        "meta": {"n": 12345.5, "deep": [[]]},
        "version": 12,
        "persons": [{"id": 7, "name": "Ada “Quill”", "other_names": [{"name": "é中"}]}],
        "posts": [{}, {}],
        "events": [],
        "memberships": [{"person_id": "7", "role": "Envoy", "organization_id": "o"}],
    }

    rows, ignored = read("\ufeff " + json.dumps(thing, indent=1))

    person, post = (row.row for row in rows)
    assert (person.key, person.names) == ("7", (Name("é中"),))
    assert (post.person, post.organisation) == (Reference("7"), Reference("o"))
    assert ignored == {"posts": 2}
    assert read("{}")[0] == read(' {"persons": []} ')[0] == []


def test_an_item_that_never_ends_is_not_held(monkeypatch):
    monkeypatch.setattr(json_lists, "LONGEST_ITEM", 1_000)
    monkeypatch.setattr(json_lists, "PIECE", 100)

    assert refused('{"persons": [{"name": "' + "a" * 5_000) == "not_json"
