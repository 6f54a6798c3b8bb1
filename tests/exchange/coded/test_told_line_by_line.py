"""What of other programs' files has no place here is told, and what is wrong costs nothing else."""

import io
import json
import zipfile

import pytest

from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.reading import read_each
from annotations.exchange.coded.taken import BadFile, Trouble
from annotations.exchange.coded.web_annotations import OURS
from annotations.models import Span
from tests.exchange.coded.test_foreign import SHORT, marks, read, zipped
from tests.helpers.coded import imported

ADA = SHORT.index("Ada")
PLACE = {"start": ADA, "end": ADA + 3, "text": "Ada"}


def told(found: list) -> list[tuple[str, bool]]:
    return [(one.why, one.is_left_out) for one in found if isinstance(one, Trouble)]


def region(key: str, kind: str, control: str, value: dict, **more) -> dict:
    return {"id": key, "type": kind, "from_name": control, "value": value} | more


def task(*result, **more) -> str:
    annotation = {"completed_by": 1, "result": list(result)}
    return json.dumps([{"data": {"text": SHORT}, "annotations": [annotation]} | more])


def test_label_studio_says_several_things_of_one_region():
    """Two controls of labels have one id for what both say of a place."""
    [found] = read(
        "label-studio",
        task(
            region("a", "labels", "ner", PLACE | {"labels": ["PER"]}, meta={"text": "who?"}),
            region("a", "labels", "role", PLACE | {"labels": ["Official"]}),
            region("b", "text", "ner", PLACE | {"start": 0, "end": 6, "text": "Envoys"}),
        ),
    )

    first, second = found.codings[0].annotations
    assert (first.tags, first.note) == (["PER", "Official"], "who?")
    assert (second.tags, second.places[0].words) == ([], "Envoys")


def test_label_studio_tells_what_has_no_place_here():
    found = read(
        "label-studio",
        task(
            region("a", "labels", "ner", PLACE | {"labels": ["PER"]}),
            region("b", "labels", "ner", {"start": 0, "end": 6, "labels": ["ORG"]}),
            region("a", "rating", "trust", PLACE | {"rating": 4}),
            region("a", "choices", "mood", PLACE | {"choices": ["cross"]}),
            region("t", "taxonomy", "topic", {"taxonomy": [["Trade", "Tariffs"], ["War"]]}),
            region("s", "textarea", "summary", {"text": ["They met"]}),
            {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["of"]},
            drafts=[{"result": [region("a", "labels", "ner", PLACE)]}, {"result": []}],
        )[:-1]
        + "]",
    )

    assert told(found) == [
        ("There is no place here for what “trust” says: 4", True),
        ("There is no place here for what “mood” says: cross", True),
        ("There is no place here for what “summary” says: They met", True),
        ("The relation “of” between PER and ORG is not kept.", True),
        ("What is a draft in Label Studio is not taken: submit it first.", True),
    ]
    assert found[-1].codings[0].tags == ["Tariffs", "War"]


def test_label_studio_s_short_form_has_several_choices():
    line = {"text": SHORT, "annotator": 1, "topic": {"choices": ["Trade", "War"]}}

    [found] = read("label-studio", json.dumps([line]))

    assert found.codings[0].tags == ["Trade", "War"]


def test_facts_that_are_none_cost_their_statement_only():
    said = {"start": 15, "end": 26, "text": "“We agree,”", "labels": ["Content"]}
    found = read(
        "label-studio",
        task(
            region("a", "labels", "l", said, meta={"attache": {"speaker": 3, "tags": 4}}),
            region("b", "labels", "l", PLACE | {"labels": ["PER"]}),
        ),
    )

    why = "“statement.speaker” of ““We agree,”” is missing or no such value."
    assert told(found) == [(why, False)]
    assert marks(found[-1]) == [("PER", "passage", "Ada")]


WRONG = [True, 3, "x", ["x"], [[]], {"a": 1}, None]


@pytest.mark.parametrize("wrong", WRONG, ids=map(str, range(len(WRONG))))
def test_label_studio_with_other_things_in_it_is_read_all_the_same(wrong):
    """None of these is anything that it writes; somebody's script may."""
    good = region("b", "labels", "l", PLACE | {"labels": ["PER"]})
    for field in ("value", "meta", "labels", "type", "id"):
        assert read("label-studio", task(good | {field: wrong}, good))
    assert read("label-studio", task(region("b", "choices", "mode", {"choices": wrong})))
    assert read("label-studio", task(region("b", "labels", "l", PLACE | {"labels": wrong})))
    assert read("label-studio", task({"type": "relation", "labels": wrong}))
    for field in ("annotations", "predictions", "drafts"):
        data = json.dumps([{"data": {"text": SHORT}, field: wrong}])
        assert read("label-studio", data)[-1].text == SHORT
        data = json.dumps([{"data": {"text": SHORT}, field: [{"result": wrong}]}])
        assert read("label-studio", data)[-1].text == SHORT


def test_brat_tells_each_line_that_has_no_place_here():
    ann = (
        "T1\tPER 32 35\tAda\nT2\tORG 0 6\tEnvoys\nT1\tLOC 0 6\tEnvoys\nA1\tNegation T1\n"
        "#1\tAnnotatorNotes T1\tone\n#2\tAnnotatorNotes T1\ttwo\n#3\tAnnotatorNotes R1\twhy\n"
        "R1\tOf Arg1:T1 Arg2:T2\n"
    )
    found = read("brat", zipped(ada__a_dot_ann=ann, ada__a_dot_txt=SHORT, b_dot_txt="Alone"))

    assert told(found) == [
        ("“T1” is there already.", False),
        ("There is no place here for the attribute “Negation T1”.", True),
        (
            "It is said of something that is no place, or is not there: AnnotatorNotes R1 why",
            True,
        ),
        ("The relation “Of” between PER and ORG is not kept.", True),
        ("There is no .ann beside it.", True),
    ]
    document = found[-2]
    assert marks(document) == [("PER", "passage", "Ada"), ("ORG", "passage", "Envoys")]
    assert document.codings[0].annotations[0].note == "one\ntwo"


def test_one_text_that_is_no_utf_8_does_not_cost_the_zip():
    data = zipped(
        a_dot_ann="T1\tPER 0 3\tAda\n",
        a_dot_txt="Ada Müller".encode("latin-1"),
        b_dot_ann="T1\tPER 0 3\tAda\n".encode("utf-16"),
        b_dot_txt="Ada Müller",
    )

    bad, found = read("brat", data)

    assert (bad.at, bad.why) == ("a.ann", "“a.txt” is not UTF-8.")
    assert marks(found) == [("PER", "passage", "Ada")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two_and_windows_has_folders_too():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in (
            *(("a.ann", "T1\tPER 0 3\tAda\n"), ("a.txt", "Ada one")),
            *(("a.ann", "T1\tPER 0 3\tBob\n"), ("a.txt", "Bob two")),
            *(("eve\\c.ann", "T1\tPER 0 3\tEve\n"), ("eve\\c.txt", "Eve ten")),
        ):
            archive.writestr(name, text)

    found = read("brat", made.getvalue())

    assert [one.text for one in found] == ["Ada one", "Bob two", "Eve ten"]
    assert [one.codings[0].coder.name for one in found] == ["", "", "eve"]


def test_a_place_past_the_end_of_a_text_is_told_as_that(cast):
    line = {"text": SHORT, "label": [[36, 99, "PER"], [-3, 2, "PER"], [ADA, ADA + 3, "PER"]]}
    given = {"coder": "ada", "source_name": "Fen Post", "new_tags": True}

    report = imported(json.dumps(line).encode(), cast.project, "doccano", **given)

    assert [one.why for one in report.told] == [
        "[36, 99) lies outside the text.",
        "[-3, 2) lies outside the text.",
    ]
    assert Span.objects.get().words == "Ada"


def test_doccano_counts_on_behind_a_place_that_lies_outside():
    """The emoji is two units there: what stands behind it was taken one too early."""
    label = [[ADA + 1, ADA + 4, "PER"], [30, 99, "PER"]]

    [found] = read("doccano", json.dumps({"text": SHORT, "label": label, "Comments": []}))

    assert found.codings[0].annotations[0].places[0].words == "Ada"


def test_doccano_of_spacy_says_whether_each_class_fits():
    [found] = read("doccano", json.dumps({"text": SHORT, "cats": {"Trade": 1.0, "War": 0.0}}))

    assert found.codings[0].tags == ["Trade"]


@pytest.mark.parametrize(
    ("form", "data", "looks"),
    [
        ("brat", '{"text": "Ada", "label": [[0, 3, "PER"]]}', "doccano"),
        ("jsonl", '{"text": "Ada", "label": [[0, 3, "PER"]]}', "doccano"),
        ("csv", task(), "label-studio"),
        ("tei", zipped(a_dot_ann="", a_dot_txt="x"), "brat"),
        ("web-annotation", "article,start,end,words\n", "csv"),
    ],
)
def test_a_file_of_another_format_says_which_it_looks_like(form, data, looks):
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    try:
        whys = [one.why for one in read_each(file, "a", form, READABLE[form].read)]
    except BadFile as reason:
        whys = [str(reason)]

    assert f"It looks like a file of the format “{looks}”." in whys[-1]


@pytest.mark.parametrize("form", ["doccano", "label-studio", "csv", "web-annotation"])
def test_utf_16_is_taken_where_it_says_so(form):
    words = {"type": "TextQuoteSelector", "exact": "Adé"}
    files = {
        "doccano": json.dumps({"text": "Adé", "label": [[0, 3, "PER"]]}, ensure_ascii=False),
        "label-studio": task(region("a", "labels", "l", PLACE | {"labels": ["PER"]})),
        "csv": "article,start,end,words\nhttps://x.org/1,0.0,3.0,Adé\n",
        "web-annotation": json.dumps({"target": {"source": "https://x.org/1", "selector": words}}),
    }
    data = files[form].encode("utf-16")

    [found] = read_each(io.BytesIO(data), "a", form, READABLE[form].read)

    assert marks(found)[0][2] in ("Adé", "Ada")


BAD_WORDS = "a\x00b\ud800"


def test_words_that_no_database_keeps_are_mended_or_refused(cast):
    result = [
        region("a", "labels", "l", PLACE | {"labels": [BAD_WORDS]}, meta={"text": [BAD_WORDS]}),
        region("b", "labels", "l", PLACE | {"start": 2, "end": 5, "text": BAD_WORDS}),
        region("c", "choices", "k", {"choices": [BAD_WORDS]}),
    ]
    annotation = {"completed_by": {"email": BAD_WORDS}, "result": result}
    data = json.dumps(
        [
            {"data": {"text": SHORT, "title": BAD_WORDS}, "annotations": [annotation]},
            {"data": {"text": BAD_WORDS}, "annotations": []},
        ]
    ).encode()
    given = {"source_name": "Fen Post", "new_tags": True}

    report = imported(data, cast.project, "label-studio", **given)

    [span] = Span.objects.all()
    assert (span.words, span.note) == ("Ada", "a\ufffdb\ufffd")
    assert [one.name for one in cast.project.codebook.tags.all()] == ["a\ufffdb\ufffd"]
    assert [one.at for one in report.told] == ["task 1 a\ufffdb\ufffd", "task 2"]
    assert "half of a surrogate pair" in report.told[1].why


def test_a_hash_that_no_database_keeps_is_that_of_no_text(cast):
    target = {"source": "urn:x", "selector": {"type": "TextQuoteSelector", "exact": "Ada"}}
    one = {"target": target, f"{OURS}sha256": BAD_WORDS, f"{OURS}coder": "ada"}

    report = imported(json.dumps(one).encode(), cast.project, "web-annotation")

    assert [each.why for each in report.told] == [
        "The article is not here, and the file does not hold its text."
    ]


def test_a_place_past_the_end_is_told_as_it_stands_in_a_file_from_windows(cast):
    line = {"text": "Envoys\r\nmeet.\r\n", "label": [[8, 12, "PER"], [8, 900, "PER"]]}
    given = {"coder": "ada", "source_name": "Fen Post", "new_tags": True}

    report = imported(json.dumps(line).encode(), cast.project, "doccano", **given)

    assert [one.why for one in report.told] == ["[8, 900) lies outside the text."]
    assert Span.objects.get().words == "meet"


def test_a_table_of_other_columns_names_them():
    with pytest.raises(BadFile, match=r"Row 2 has neither .* columns are a, b"):
        read("csv", "a,b\n1,2\n")

    [found] = read("csv", "sep=;\narticle;start;end;words\nhttps://x.org/1;0;3;abc\n")
    assert marks(found) == [("", "passage", "abc")]


def test_capitals_in_the_ending_of_a_file_are_no_other_ending():
    [found] = read("brat", zipped(A_dot_ANN="T1\tPER 0 3\tAda\n", A_dot_TXT="Ada one"))

    assert marks(found) == [("PER", "passage", "Ada")]


def test_the_spans_of_prodigy_are_places_too():
    line = {"text": SHORT, "spans": [{"start": 0, "end": 6, "label": "ORG", "token_start": 0}]}

    [found] = read("doccano", json.dumps(line))

    assert marks(found) == [("ORG", "passage", "Envoys")]
