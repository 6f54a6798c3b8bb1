"""Files as doccano 1.8.4, Label Studio 1.23.2 and brat 1.3 hand ours back, and what they ask of them.

Written by hand in the shape that these programs gave them; docs/exports.md says what was tried.
"""

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.coded import Annotation, Statement
from annotations.exchange.coded.brat_types import label_of, type_of
from annotations.exchange.coded.formats import FORMATS
from annotations.models import ProjectArticle, Span
from tests.exchange.coded.test_foreign import SHORT, marks, read, zipped
from tests.exchange.coded.test_validators import members
from tests.helpers.coded import imported
from tests.helpers.papers import KEY, Paper, document, place

ADA = SHORT.index("Ada")
QUOTE = SHORT.index("“We")
ITS_OWN = re.compile(r"[a-zA-Z0-9_-]*")


def _entity(key, label, start, end):
    return {"id": key, "label": label, "start_offset": start, "end_offset": end}


def _said(start, end, **more):
    return {"start": start, "end": end, "note": "", "facts": {"mode": "direct"}} | more


def test_doccano_numbers_places_anew():
    """It counts on through the project, so that its numbers can be those that other places had."""
    line = {
        "id": 2,
        "text": SHORT,
        "Comments": [{"id": 1, "comment": "look"}],
        "attache": {
            "article": KEY.format(1),
            "coder": {"kind": "human", "name": "ada"},
            "state": "done",
            "statements": [
                _said(16, 27, facts={"mode": "mixed", "tags": ["threat"]}, note="first"),
                _said(16, 27, facts={"mode": "scare", "stance": "reject"}),
                _said(0, 6, facts={"mode": "indirect"}, note="gone"),
            ],
            "notes": [{"start": 33, "end": 36, "note": "who?"}, {"start": "x"}, 3],
        },
        "entities": [
            _entity(3, "Content", 16, 27),
            _entity(4, "Cue", 28, 32),
            _entity(5, "Content", 16, 27),
            _entity(6, "PER", 33, 36),
            # Put there in doccano.
            _entity(21, "Content", 7, 9),
        ],
        "relations": [{"id": 1, "from_id": 4, "to_id": 5, "type": "cue_of"}],
    }

    *gone, comment, found = read("doccano", json.dumps(line))

    assert [json.loads(one.why.partition(": ")[2]).get("note") for one in gone] == [None, 3, "gone"]
    assert (comment.at, comment.is_left_out) == ("line 1", True)
    assert "look" in comment.why
    first, second, fresh, passage = found.codings[0].annotations
    assert (first.statement.mode, first.tags, first.note) == ("mixed", ["threat"], "first")
    assert (second.statement.mode, second.statement.stance) == ("scare", "reject")
    assert [one.words for one in second.places] == ["“We agree,”", "said"]
    assert fresh.places[0].words == "\U0001f4a9"
    assert (fresh.statement.mode, fresh.note) == ("direct", "")
    assert (passage.tags, passage.note) == (["PER"], "who?")
    assert (found.id, found.codings[0].coder.name) == (KEY.format(1), "ada")


def test_doccano_counts_as_its_page_does():
    """Which shows what stands behind an emoji too early where offsets are code points."""
    one = Annotation(1, [place(SHORT, ADA, ADA + 3)], ["PER"])
    for form in ("doccano", "doccano-labels"):
        [line] = map(json.loads, FORMATS[form].write(Paper(document(SHORT, one))))
        if form == "doccano":
            [(start, end)] = [
                (each["start_offset"], each["end_offset"]) for each in line["entities"]
            ]
        else:
            [[start, end, _label]] = line["label"]
        in_units = SHORT.encode("utf-16-le")[2 * start : 2 * end]
        assert in_units.decode("utf-16-le") == "Ada"


@pytest.mark.parametrize(
    ("more", "start", "words"),
    [
        ({}, ADA, "Ada"),
        ({"Comments": []}, ADA + 1, "Ada"),
        ({"attache": {"offsets": "utf-16"}}, ADA + 1, "Ada"),
        # No place begins within the emoji, so these are code points all the same.
        ({"Comments": []}, 8, " me"),
    ],
)
def test_doccano_out_of_a_program_counts_code_points(more, start, words):
    line = {"text": SHORT, "label": [[start, start + 3, "PER"]]} | more

    [found] = read("doccano", json.dumps(line))

    assert marks(found) == [("PER", "passage", words)]


def test_doccano_has_more_of_a_statement_where_another_one_begins():
    """What goes on is no statement of its own: it takes nothing of what was said of another."""
    places = [place(SHORT, 0, 6, "content"), place(SHORT, QUOTE, QUOTE + 11, "content")]
    one = Annotation(1, places, [], "one", statement=Statement("indirect"))
    other = Annotation(2, places[1:], [], "other", statement=Statement("scare"))
    data = b"".join(FORMATS["doccano"].write(Paper(document(SHORT, one, other))))

    line = json.loads(data)
    numbers = {each["id"]: each["id"] + 40 for each in line["entities"]}
    for each in line["entities"]:
        each["id"] = numbers[each["id"]]
    for each in line["relations"]:
        each |= {"from_id": numbers[each["from_id"]], "to_id": numbers[each["to_id"]]}
    [found] = read("doccano", json.dumps(line))

    assert [(each.note, each.statement.mode) for each in found.codings[0].annotations] == [
        ("one", "indirect"),
        ("other", "scare"),
    ]


def test_a_text_that_nobody_annotated_asks_for_nobody(cast):
    line = {"id": 5, "text": SHORT, "Comments": [], "entities": [], "relations": []}

    report = imported(json.dumps(line).encode(), cast.project, "doccano", source_name="Fen Post")

    assert (report.told, report.counts["refused"], report.counts["codings"]) == ([], 0, 0)
    assert ProjectArticle.objects.filter(project=cast.project).exists()

    line["entities"] = [_entity(7, "PER", ADA + 1, ADA + 4)]
    report = imported(json.dumps(line).encode(), cast.project, "doccano", source_name="Fen Post")
    assert report.counts["refused"] == 1
    assert not Span.objects.exists()


def test_label_studio_takes_nothing_of_people_whom_it_does_not_know():
    paper = document(SHORT, Annotation(1, [place(SHORT, ADA, ADA + 3)], ["PER"]))
    [task] = json.loads(b"".join(FORMATS["label-studio"].write(Paper(paper))))

    [one] = task["annotations"]
    assert "completed_by" not in one
    assert task["data"]["attache"][str(one["id"])]["coder"]["name"] == "ada"


def _region(key, label, start, end):
    value = {"start": start, "end": end, "text": SHORT[start:end], "labels": [label]}
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def test_label_studio_keeps_whose_annotations_it_was_given():
    result = [_region("p1.0", "PER", ADA, ADA + 3)]
    mine = {"completed_by": 1, "task": 9, "result": result}
    task = {
        "id": 9,
        "data": {
            "text": SHORT,
            "attache": {
                "1000": {"coder": {"kind": "human", "name": "ada"}, "state": "done"},
                "1001": {"coder": {"kind": "gold"}, "state": "open"},
                "1002": 3,
            },
        },
        "annotations": [
            mine | {"id": 1, "import_id": 1000, "updated_by": 1},
            mine | {"id": 2, "import_id": 1001},
            # Made there, with a number of its own that is one of ours by chance.
            mine | {"id": 1000, "import_id": None},
            mine | {"id": 4, "import_id": 1002},
        ],
    }
    older = {"data": task["data"], "annotations": [mine | {"id": 1000}]}

    first, second = read("label-studio", json.dumps([task, older]))

    assert [(one.coder.label, one.state) for one in first.codings] == [
        *(("ada", "done"), ("~gold", "open"), ("label-studio-1", ""), ("label-studio-1", ""))
    ]
    assert [one.coder.label for one in second.codings] == ["label-studio-1"]
    assert {words for _tag, _role, words in marks(first)} == {"Ada"}


@pytest.mark.parametrize(
    "label", ["thème-é", "貿易", "\U00020000x", "appeal", "a_u00e9", "_U0001f4a9"]
)
def test_brat_knows_types_in_ascii_only(label):
    assert ITS_OWN.fullmatch(type_of(label))
    assert label_of(type_of(label)) == label


@given(label=st.from_regex(r"[\w-]+", fullmatch=True))
def test_brat_types_are_told_again(label):
    assert ITS_OWN.fullmatch(type_of(label))
    assert label_of(type_of(label)) == label


@pytest.mark.parametrize("stored", ["_u0041", "_Uffffffff", "_ud800", "PER", "a_u00e"])
def test_types_that_are_not_ours_are_their_own_labels(stored):
    assert label_of(stored) == stored


def test_brat_is_told_of_every_type_and_that_places_overlap():
    one = Annotation(1, [place(SHORT, ADA, ADA + 3)], ["thème-é", "per"])
    found = members(Paper(document(SHORT, one)), "brat")
    [ann] = [data.decode() for name, data in found.items() if name.endswith(".ann")]

    conf = found["annotation.conf"].decode()
    named = conf.partition("[relations]")[0].split()
    types = [line.split("\t")[1].split()[0] for line in ann.splitlines() if line.startswith("T")]
    assert set(types) <= set(named)
    assert all(ITS_OWN.fullmatch(name) for name in named[1:])
    assert "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>" in conf
    assert f"{type_of('thème-é')} | thème-é\n" in found["visual.conf"].decode()


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_brat_breaks_lines_at_more_than_line_feeds(mark):
    text = f"Envoys{mark}meet. We agree."
    whole = Annotation(1, [place(text, 0, 12)], ["per"])
    said = Annotation(2, [place(text, 13, 22, "content")], statement=Statement())
    said.statement.printed_capacity = f"envoy{mark}extraordinary"
    paper = Paper(document(text, whole, said))
    [ann] = [data.decode() for name, data in members(paper, "brat").items() if "ann" in name[-4:]]

    assert ann.splitlines() == ann.removesuffix("\n").split("\n")
    assert "T1\tper 0 6;7 12\tEnvoys meet." in ann
    [back] = FORMATS["brat"].read(*_packed(paper))
    statement, passage = back.codings[0].annotations
    assert [(one.start, one.end) for one in passage.places] == [(0, 12)]
    assert statement.statement.printed_capacity == said.statement.printed_capacity


def _packed(paper):
    return io.BytesIO(b"".join(FORMATS["brat"].write(paper))), "a file"


def test_brat_takes_an_attribute_off_and_ends_relations_with_a_tab():
    facts = {"mode": "mixed", "stance": "critical", "speaker": {"name": "Ada Quill"}, "note": "x"}
    ann = (
        f"T1\tContent 15 26\t“We agree,”\nA1\tMode T1 indirect\n"
        f"#1\tAttacheFacts T1\t{json.dumps(facts)}\nT2\tSpeaker 32 35\tAda\n"
        "R1\tspeaker_of Arg1:T2 Arg2:T1\t\n\n"
    )
    [found] = read("brat", zipped(ada__a_dot_ann=ann, ada__a_dot_txt=SHORT))

    [one] = found.codings[0].annotations
    assert (one.statement.mode, one.statement.stance, one.note) == ("indirect", "", "x")
    assert one.statement.speaker.name == "Ada Quill"
    assert [each.role for each in one.places] == ["content", "speaker"]


def test_brat_keeps_a_note_as_it_was_written_until_somebody_writes_another_one():
    note = "\tA list:\n\t- one\ttwo"
    paper = Paper(document(SHORT, Annotation(1, [place(SHORT, ADA, ADA + 3)], ["per"], note)))
    [ann] = [data.decode() for name, data in members(paper, "brat").items() if "ann" in name[-4:]]
    assert "AnnotatorNotes T1\tA list: - one two\n" in ann

    def told(ann):
        [found] = read("brat", zipped(ada__a_dot_ann=ann, ada__a_dot_txt=SHORT))
        [one] = found.codings[0].annotations
        return one.note

    assert told(ann) == note
    assert told(ann.replace("A list: - one two", "None\tof it")) == "None\tof it"


def _of_recogito(*places, **more):
    """An annotation as @recogito/text-annotator 4.1.1 gives it: targets have nothing of ours left,
    and offsets count as JavaScript does."""
    targets = [
        {
            "annotation": "urn:uuid:1",
            "styleClass": None,
            "id": None,
            "scope": None,
            "source": "https://fen.example/1",
            "selector": [
                {"type": "TextQuoteSelector", "exact": words},
                {"type": "TextPositionSelector", "start": start, "end": start + len(words)},
            ],
        }
        for words, start in places
    ]
    made = {"id": "urn:uuid:1", "@context": "http://www.w3.org/ns/anno.jsonld", "target": targets}
    body = {"type": "TextualBody", "purpose": "tagging", "value": "appeal", "creator": None}
    return made | {"type": "Annotation", "body": [body], "attache:coder": "ada"} | more


def test_web_annotations_whose_targets_were_stripped():
    roles = {"@list": ["content", "cue"]}
    said = {"attache:statement": {"attache:mode": "mixed"}, "attache:roles": roles}
    whole = _of_recogito(("“We agree,”", 16), ("said", 28), **said)
    cut = _of_recogito(("“We agree,”", 16), **said)
    odd = _of_recogito(("“We agree,”", 16), ("said", 28), **said | {"attache:roles": ["a", "b"]})

    *bad, found = read("web-annotation", json.dumps([whole, cut, odd]))

    assert [one.why for one in bad] == ["“target.attache:role” is missing or no such value."] * 2
    [one] = found.codings[0].annotations
    assert [(each.role, each.words) for each in one.places] == [
        ("content", "“We agree,”"),
        ("cue", "said"),
    ]


def test_web_annotations_say_what_each_place_is_twice():
    places = [place(SHORT, QUOTE, QUOTE + 11, "content"), place(SHORT, 27, 31, "cue")]
    said = Annotation(1, places, statement=Statement())
    passage = Annotation(2, [place(SHORT, 0, 6)], ["appeal"])
    data = json.loads(
        b"".join(FORMATS["web-annotation"].write(Paper(document(SHORT, said, passage))))
    )

    first, second = data["first"]["items"]
    assert first["attache:roles"] == {"@list": ["content", "cue"]}
    assert "attache:roles" not in second


def test_offsets_in_utf16_are_found_where_the_words_are(cast):
    """Twice the same words, so that they are not found by themselves."""
    text = "\U0001f4a9 Ada met Ada."
    line = {"text": text, "label": []}
    imported(json.dumps(line).encode(), cast.project, "doccano", source_name="Fen Post")
    article = ProjectArticle.objects.filter(project=cast.project).latest("pk").article
    of_it = {"attache:article": str(article.pk)}

    data = json.dumps([_of_recogito(("Ada", start), **of_it) for start in (11, 10)]).encode()
    report = imported(data, cast.project, "web-annotation", new_tags=True)

    [span] = Span.objects.all()
    assert (span.start, span.end) == (10, 13)
    assert report.counts["refused"] == 0
    assert report.counts["annotations"] == 1
