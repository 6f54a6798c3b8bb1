"""The shapes in which other programs really hand out their work; the words are invented."""

import io
import json

import pytest

from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.markup import text_of_markup
from annotations.exchange.coded.reading import read_each
from annotations.exchange.coded.recognising import form_of
from annotations.exchange.coded.taken import Trouble
from annotations.models import Span
from tests.exchange.coded.test_foreign import SHORT, marks, read, zipped
from tests.helpers.coded import imported

ADA = SHORT.index("Ada")
QUOTE, PER = (15, 26, "Quote"), (ADA, ADA + 3, "PER")


def test_brat_events_with_a_content_are_statements():
    ann = (
        "T1\tProposition 15 26\t“We agree,”\nT2\tPER 32 35\tAda\nT3\tSay 27 31\tsaid\n"
        "E1\tSay:T3 Content:T1 Speaker1:T2\nA1\tStance E1 critical\n#1\tAnnotatorNotes E1\tlook\n"
        "E2\tSay:T3 Place:T2\n"
    )
    left, found = read("brat", zipped(a_dot_ann=ann, a_dot_txt=SHORT))

    assert (left.why, left.is_left_out) == ("The role “Place” of the event E2 is not kept.", True)
    assert marks(found) == [
        ("direct", "content", "“We agree,”"),
        ("direct", "cue", "said"),
        ("direct", "speaker", "Ada"),
        ("Proposition", "passage", "“We agree,”"),
        ("PER", "passage", "Ada"),
        ("Say", "passage", "said"),
    ]
    said = found.codings[0].annotations[0]
    assert (said.statement.stance, said.note) == ("critical", "look")


def test_brat_of_programs_that_count_otherwise_is_found_by_its_words():
    ann = f"T1\tPER {ADA + 1} {ADA + 4}\tAda\n"

    [found] = read("brat", zipped(a_dot_ann=ann, a_dot_txt=SHORT))

    assert marks(found) == [("PER", "passage", "Ada")]


def test_brat_has_tabs_in_its_words():
    [found] = read("brat", zipped(a_dot_ann="T1\tPER 0 5\tAda\tQ\n", a_dot_txt="Ada\tQ."))

    assert marks(found) == [("PER", "passage", "Ada\tQ")]


@pytest.mark.parametrize(
    ("given", "wanted", "tags"),
    [
        ({"data": SHORT, "label": [list(PER)]}, [("PER", "Ada")], []),
        ({"text": SHORT, "label": ["Trade", "War"]}, [], ["Trade", "War"]),
        ({"text": SHORT, "label": "Trade"}, [], ["Trade"]),
        ({"text": SHORT, "entities": [list(PER)], "cats": ["War"]}, [("PER", "Ada")], ["War"]),
        ({"text": SHORT, "annotations": [{"label": 4, "user": 1}]}, [], ["4"]),
    ],
    ids=["data", "classes", "class", "intent", "numbers"],
)
def test_doccano_of_each_kind_of_project(given, wanted, tags):
    [found] = read("doccano", json.dumps(given))

    assert [(tag, words) for tag, _role, words in marks(found)] == wanted
    assert found.codings[0].tags == tags


def test_doccano_of_old_keeps_whose_each_label_is():
    start, end, _label = PER
    places = {"label": 2, "start_offset": start, "end_offset": end}
    line = {"text": SHORT, "annotations": [places | {"user": 1}, places | {"user": 2}]}
    data = json.dumps([line, 3])

    found, bad = read("doccano", data)

    assert form_of(io.BytesIO(data.encode())) == "doccano"
    assert [one.coder.name for one in found.codings] == ["doccano-1", "doccano-2"]
    assert marks(found) == [("2", "passage", "Ada")] * 2
    assert (bad.at, bad.why) == ("text 2", "This is no object.")


def test_label_studio_in_short():
    place = {"start": ADA, "end": ADA + 3, "text": "Ada", "labels": ["PER"]}
    task = {"id": 1, "report": SHORT, "names": [place], "annotator": 4, "annotation_id": 9}
    data = json.dumps([task])

    [found] = read("label-studio", data)

    assert form_of(io.BytesIO(data.encode())) == "label-studio"
    assert found.text == SHORT
    assert found.codings[0].coder.name == "label-studio-4"
    assert marks(found) == [("PER", "passage", "Ada")]


def test_label_studio_with_notes_and_broken_relations():
    value = {"start": ADA, "end": ADA + 3, "text": "Ada"}
    result = [
        {"id": "a", "type": "labels", "value": value | {"labels": ["PER"]}},
        {"id": "a", "type": "textarea", "from_name": "why", "value": value | {"text": ["look"]}},
        {"type": "relation", "from_id": "a"},
        "nothing",
    ]
    left, found = read("label-studio", json.dumps([{"data": {"x": SHORT}, "annotations": [
        {"completed_by": 1, "result": result}]}]))  # fmt: skip

    assert left.why == "The relation “” between PER and nothing is not kept."

    [one] = found.codings[0].annotations
    assert (one.tags, one.note) == (["PER"], "look")


def test_label_studio_counts_in_what_a_browser_shows():
    page = "<style>p {}</style><p>Envoys <b>meet</b>.</p>\n<p>“We agree,” said Ada &amp; Otto.<br>Yes</p>"
    text = "Envoys meet.\n“We agree,” said Ada & Otto.\nYes"
    assert text_of_markup(page) == text
    at = text.index("Ada")

    def region(words, **places):
        value = {"start": "/p[2]/text()[1]", "end": "/p[2]/text()[1]", "text": words}
        value |= {"startOffset": 17, "endOffset": 20, "hypertextlabels": ["PER"], **places}
        return {"id": words, "type": "hypertextlabels", "value": value}

    regions = [
        region("Ada", globalOffsets={"start": at, "end": at + 3}),
        region("Otto"),
        region("nobody"),
    ]
    task = {"data": {"html": page}, "annotations": [{"completed_by": 1, "result": regions}]}

    bad, found = read("label-studio", json.dumps([task]))

    assert found.text == text
    assert [words for _tag, _role, words in marks(found)] == ["Ada", "Otto"]
    assert bad.why == "The text does not say “nobody” there."


def test_tei_says_what_goes_on_and_points_at_words():
    data = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><said xml:id="a" next="#b"
      who="Ada Quill">We agree,</said> she says, <said xml:id="b" prev="#a">gladly.</said>
      <q>Yes.</q></p></body></text></TEI>"""
    [found] = read("tei", data)

    first, second = found.codings[0].annotations
    assert [place.words for place in first.places] == ["We agree,", "gladly."]
    assert (first.statement.speaker.name, second.statement.speaker) == ("Ada Quill", None)

    data = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><w xml:id="w1">We</w>
      <w xml:id="w2">agree</w> <w xml:id="w3">now</w></p></body></text><standOff><spanGrp ana="#Deal">
      <span from="#w1" to="#w2"/></spanGrp><spanGrp ana="#Time"><span target="#w3"/></spanGrp>
      <spanGrp><span from="#gone" to="#w2"/></spanGrp></standOff></TEI>"""
    bad, found = read("tei", data)

    assert marks(found) == [("Deal", "passage", "We agree"), ("Time", "passage", "now")]
    assert "#gone" in bad.why


def _cas(*more):
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": SHORT}
    return json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, *more], "%VIEWS": {}})


def test_inception_relations_are_no_places_and_quotes_are_statements():
    at = {"@sofa": 1, "begin": 33, "end": 36}
    cas = _cas(
        {"%ID": 2, "%TYPE": "webanno.custom.Quote", "@sofa": 1, "begin": 16, "end": 27},
        {"%ID": 3, "%TYPE": "webanno.custom.Who", **at, "label": "PER"},
        {"%ID": 4, "%TYPE": "webanno.custom.Says", **at, "@Governor": 3, "@Dependent": 2},
    )
    packed = io.BytesIO(
        zipped(annotation__a_dot_txt__ada_dot_json=cas, exportedproject_dot_json="{}")
    )

    assert form_of(packed) == "uima-json"
    left, found = read_each(packed, "project.zip", "uima-json", READABLE["uima-json"].read)

    assert left.why == "The relation 4 of the layer “Says” is not kept."
    assert marks(found) == [("direct", "content", "“We agree,”"), ("PER", "passage", "Ada")]
    assert found.codings[0].coder.name == "ada"


def test_inception_packs_xmi_of_each_person_by_itself():
    xmi = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        'xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">'
        '<custom:Who xmi:id="2" sofa="1" begin="0" end="6" label="PER"/>'
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="Envoys meet."/></xmi:XMI>'
    )
    inner = zipped(ada_dot_xmi=xmi, TypeSystem_dot_xml="<typeSystemDescription/>")
    packed = io.BytesIO(
        zipped(
            exportedproject_dot_json="{}",
            annotation__a_dot_txt__ada_dot_zip=inner,
            annotation__a_dot_txt__INITIAL_CAS_dot_zip=inner,
            curation__a_dot_txt__CURATION_USER_dot_zip=inner,
        )
    )

    assert form_of(packed) == "uima-xmi"
    found = list(read_each(packed, "project.zip", "uima-xmi", READABLE["uima-xmi"].read))

    assert not [one for one in found if isinstance(one, Trouble)]
    assert [one.codings[0].coder.label for one in found] == ["ada", "~gold"]
    assert [marks(one) for one in found] == [[("PER", "passage", "Envoys")]] * 2


def test_texts_from_windows_are_counted_as_they_are_kept(cast):
    text = "Envoys meet.\r\n\r\nAda agrees.\r\nAda again."
    at = text.rindex("Ada")
    line = {"text": text, "label": [[at, at + 3, "PER"], [8, 19, "PER"]]}

    report = imported(
        json.dumps(line).encode(),
        cast.project,
        "doccano",
        coder="ada",
        source_name="Fen Post",
        new_tags=True,
    )

    assert not report.told
    plain = text.replace("\r\n", "\n")
    spans = list(Span.objects.order_by("start"))
    assert [span.words for span in spans] == ["eet.\n\nAda", "Ada"]
    assert [plain[span.start : span.end] for span in spans] == [span.words for span in spans]
