"""Files that are right but unusual, or that somebody has tampered with."""

import io
import json

import pytest

from annotations.exchange.coded import json_arrays
from annotations.exchange.coded.json_arrays import objects_in
from annotations.exchange.coded.taken import BadFile
from tests.exchange.coded.test_foreign import SHORT, marks, read, zipped
from tests.exchange.coded.test_told_line_by_line import PLACE, region, task, told

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


def objects(text: str) -> list:
    return list(objects_in(io.BytesIO(text.encode()), "items"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"items": [1, 2]}\n{"items": [3]}\n', [1, 2, 3]),
        ('{"items": [1], "more": {"a": 2}, "items": [3]}', [1, 3]),
        ('{"a": 1}\n{"items": []}\n[2, 3]\n4', [{"a": 1}, 2, 3, 4]),
        ('{"first": {"items": [1], "next": "/2"}, "id": "x"}\n{"a": 2}', [1, "/2", {"a": 2}]),
        ('{"next": "/2", "items": [1]}', [1, "/2"]),
        ('{"next": "/2"}', [{"next": "/2"}]),
    ],
)
def test_all_pages_of_json_lines_are_read(text, found):
    assert objects(text) == found


@pytest.mark.parametrize("end", ["", ', "id"', ', "id": 1', ', "id": }', "}]"])
def test_a_page_that_breaks_off_behind_its_items_is_not_taken_for_whole(end):
    with pytest.raises(BadFile):
        objects('{"items": [1]' + end)


def test_an_object_field_by_field_is_no_longer_than_another(monkeypatch):
    monkeypatch.setattr(json_arrays, "PIECE", 16)
    monkeypatch.setattr(json_arrays, "LONGEST", 100)
    fields = ", ".join(f'"f{number}": "{"x" * 9}"' for number in range(20))

    with pytest.raises(BadFile, match="too long"):
        objects("{" + fields + ', "items": [1]}')

    # What comes behind the items is not held.
    assert objects('{"items": [1], ' + fields + "}") == [1]


def test_pages_in_an_array_and_the_address_of_the_next_are_no_silence():
    def annotation(words: str) -> dict:
        selector = {"type": "TextQuoteSelector", "exact": words}
        return {"body": {"value": "PER"}, "target": {"source": "urn:a", "selector": selector}}

    pages = [
        {"items": [annotation("Ada")]},
        {"first": {"items": [annotation("Bob")], "next": "/2"}},
    ]
    found = read("web-annotation", json.dumps(pages))

    assert [words for *_what, words in marks(found[-1])] == ["Ada", "Bob"]
    assert told(found) == [("It says where annotations are, and not what they are.", False)]


ENVOYS = {"start": 0, "end": 6, "text": "Envoys"}
SAID = {"start": 15, "end": 26, "text": "“We agree,”"}


def arrow(one: str, to: str, label: str = "speaker_of") -> dict:
    return {"type": "relation", "from_id": one, "to_id": to, "labels": [label]}


def test_a_place_with_a_role_and_another_label_keeps_both():
    found = read(
        "label-studio",
        task(
            region("q", "labels", "l", SAID | {"labels": ["Loud", "Content"]}),
            region("q", "choices", "mode", SAID | {"choices": ["mixed"]}),
            region("a", "labels", "l", PLACE | {"labels": ["PER", "Speaker"]}),
            arrow("a", "q"),
        ),
    )

    assert told(found) == []
    assert marks(found[-1]) == [
        ("mixed", "content", "“We agree,”"),
        ("mixed", "speaker", "Ada"),
        ("Loud", "passage", "“We agree,”"),
        ("PER", "passage", "Ada"),
    ]


def test_what_is_said_of_a_part_is_said_of_its_statement():
    found = read(
        "label-studio",
        task(
            region("q", "labels", "l", SAID | {"labels": ["Content"]}, meta={"text": "first"}),
            region("a", "labels", "l", PLACE | {"labels": ["Speaker"]}, meta={"text": "second"}),
            region("a", "choices", "mode", PLACE | {"choices": ["mixed"]}),
            arrow("a", "q"),
        ),
    )

    assert told(found) == []
    [one] = found[-1].codings[0].annotations
    assert (one.statement.mode, one.note) == ("mixed", "first\nsecond")


def test_facts_with_no_statement_to_be_said_of_are_told():
    found = read(
        "label-studio",
        task(
            region("a", "labels", "l", PLACE | {"labels": ["PER"]}),
            region("a", "choices", "stance", PLACE | {"choices": ["critical"]}),
            region("q", "labels", "l", SAID | {"labels": ["Content"]}),
            region("q", "choices", "mode", SAID | {"choices": ["direct"]}),
            region("r", "labels", "l", ENVOYS | {"labels": ["Content"]}),
            region("r", "choices", "mode", ENVOYS | {"choices": ["mixed"]}),
            arrow("r", "q", "continues"),
            region("q", "choices", "mode", SAID | {"choices": ["direct", "mixed"]}),
        ),
    )

    assert told(found) == [
        ("There is no place here for what “mode” says: direct, mixed", True),
        ("“stance: critical” of PER is not kept.", True),
        ("“mode: mixed” of Content is not kept.", True),
    ]


@pytest.mark.parametrize("arrows", ["ab bc", "bc ab", "ab bc ca", "ba cb", "aa ab bc"])
def test_parts_that_go_on_from_one_another_in_a_chain_or_a_ring_are_all_there(arrows):
    places = {"a": ENVOYS, "b": SAID, "c": {"start": 9, "end": 13, "text": "meet"}}
    speaker = region("s", "labels", "l", PLACE | {"labels": ["Speaker"]})
    contents = [
        region(key, "labels", "l", place | {"labels": ["Content"]}) for key, place in places.items()
    ]
    led = [arrow(one, to, "continues") for one, to in arrows.split()]

    found = read("label-studio", task(*contents, speaker, *led, arrow("s", "b")))

    [one] = found[-1].codings[0].annotations
    assert [place.words for place in one.places] == [SHORT[:6], "meet", "“We agree,”", "Ada"]


def test_every_role_of_an_event_that_is_not_kept_is_told():
    ann = (
        "T1\tContent 15 26\t“We agree,”\nT2\tCue 27 31\tsaid\nT3\tSpeaker 32 35\tAda\n"
        "T4\tSpeaker 0 6\tEnvoys\nE1\tCue:T2 Content:T1 Speaker:T3 Speaker2:T4 Content2:T9\n"
    )

    found = read("brat", zipped(a_dot_txt=SHORT, a_dot_ann=ann))

    assert told(found) == [
        ("The role “Content2” of the event E1 is not kept.", True),
        ("The role “Speaker2” of the event E1 is not kept.", True),
    ]


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
