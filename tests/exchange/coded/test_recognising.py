"""The format of a file of annotations is told by what is in it."""

import io
import zipfile

import pytest

from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.reading import read_each
from annotations.exchange.coded.recognising import form_of
from annotations.exchange.coded.several import is_of_several, packed_together
from tests.exchange.coded.test_recording import line, lines
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_tag
from tests.helpers.coded import exported

ALIKE = {"doccano-labels": "doccano"}


@pytest.fixture
def coded(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "cornered", make_tag(cast.project.codebook))
    make_attribution(coding, "shared work")
    return cast


@pytest.mark.parametrize("form", [name for name in READABLE if name != "parquet"])
def test_what_we_write_is_recognised(coded, form):
    data = exported(coded.project, form, which="all")

    assert form_of(io.BytesIO(data)) == ALIKE.get(form, form)
    assert not is_of_several(io.BytesIO(data), form)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", ""),
        (b"Dear diary", ""),
        (b"article,start,end,words\n", "csv"),
        (b"PAR1", "parquet"),
        (b"<html></html>", ""),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "tei"),
        (b'\xef\xbb\xbf[{"data": {}, "annotations": []}]', "label-studio"),
        (b'{"text": "x", "label": []}', "doccano"),
        (b"PK\x03\x04 broken", ""),
    ],
    ids=["nothing", "words", "table", "parquet", "html", "tei", "tasks", "labels", "broken"],
)
def test_what_others_write_is_recognised(data, form):
    assert form_of(io.BytesIO(data)) == form


def test_several_are_read_one_after_another():
    together = io.BytesIO()
    files = [("a.jsonl", io.BytesIO(lines(line()))), ("a.jsonl", io.BytesIO(b"[]\n"))]
    packed_together(files, together)

    assert form_of(together) == "jsonl"
    found = list(read_each(together, "zip", "jsonl", READABLE["jsonl"].read))

    assert [one.at for one in found] == ["a.jsonl: line 1", "a-2.jsonl: line 1"]


def test_a_manifest_is_no_file_of_annotations():
    together = io.BytesIO()
    with zipfile.ZipFile(together, "w") as archive:
        archive.writestr("tasks.jsonl", lines(line()))
        archive.writestr("manifest.json", "{}")

    found = list(read_each(together, "zip", "jsonl", READABLE["jsonl"].read))

    assert [one.at for one in found] == ["tasks.jsonl: line 1"]
