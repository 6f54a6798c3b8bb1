"""Files that are right but unusual, or that somebody has tampered with."""

import io
import json

import pytest

from annotations.exchange.coded import json_arrays
from annotations.exchange.coded.json_arrays import objects_in
from annotations.exchange.coded.taken import BadFile
from tests.exchange.coded.test_foreign import marks, read, zipped

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
    "</titleStmt></fileDesc></teiHeader><text><body>{}</body></text></TEI>"
)


def test_large_objects_are_read_however_many_they_are(monkeypatch):
    monkeypatch.setattr(json_arrays, "PIECE", 16)
    monkeypatch.setattr(json_arrays, "LONGEST", 100)
    objects = [{"text": "x" * 60, "number": number} for number in range(50)]

    assert list(objects_in(io.BytesIO(json.dumps(objects).encode()))) == objects

    with pytest.raises(BadFile, match="too long"):
        list(objects_in(io.BytesIO(json.dumps([{"text": "x" * 400}]).encode())))


def test_pages_within_pages_are_no_json_of_ours():
    nested = '{"first": ' * 3_000 + "{}" + "}" * 3_000

    with pytest.raises(BadFile, match="not JSON"):
        list(objects_in(io.BytesIO(nested.encode()), "items"))


def test_places_of_a_note_that_are_none_are_not_believed():
    lines = 'T1\tContent 0 5\tAlice\n#1\tAttacheFacts T1\t{"ranges":[[0,99999999999999999999]]}\n'

    [found] = read("brat", zipped(a_dot_txt="Alice said so.", a_dot_ann=lines))

    assert [words for _mode, _role, words in marks(found)] == ["Alice"]


def test_a_quotation_goes_on_with_the_one_that_it_names_and_no_other():
    body = '<p><q xml:id="q9">One</q> x</p><p><q next="#gone">Two</q> y</p>'

    found = read("tei", TEI.format(body))[-1]

    said = [one for coding in found.codings for one in coding.annotations]
    assert [[place.words for place in one.places] for one in said] == [["One"], ["Two"]]


def test_a_quotation_of_nothing_but_an_empty_paragraph_is_none():
    found = read("tei", TEI.format("<p>a</p><q><p/></q><p>b</p>"))[-1]

    assert marks(found) == []


def test_spaces_before_a_block_belong_to_no_quotation():
    found = read("tei", TEI.format("<p><q>One </q></p><p><q>Two</q> </p>"))[-1]

    assert [words for *_what, words in marks(found)] == ["One", "Two"]
