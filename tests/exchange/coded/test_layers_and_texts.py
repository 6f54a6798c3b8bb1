"""CAS, TEI and Web Annotations of others: what is taken of them, and what is told instead."""

import json

import pytest

from annotations.exchange.coded.taken import BadFile, Trouble
from tests.exchange.coded.test_foreign import SHORT, marks, read, zipped
from tests.exchange.coded.test_told_line_by_line import told

HEAD = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0">'
)
SOFA = '<cas:Sofa xmi:id="1" sofaID="_InitialView" sofaString="{}"/>'.format(
    SHORT.replace("\n", "&#10;")
)


def xmi(inside: str, sofa: str = SOFA) -> str:
    return f"{HEAD}{inside}{sofa}</xmi:XMI>"


def test_a_layer_tells_what_of_it_is_not_taken():
    found = read(
        "uima-xmi",
        xmi(
            '<custom:Speech xmi:id="2" sofa="1" begin="16" end="27" mood="cross">'
            "<value>Trade</value><value>War</value></custom:Speech>"
            '<custom:Says xmi:id="3" sofa="1" begin="33" end="36" Governor="2" Dependent="2"/>'
            '<custom:About xmi:id="4" genre="speech"/>'
        ),
    )

    assert told(found) == [
        ("The relation 3 of the layer “Says” is not kept.", True),
        ("Of the layer “Speech”, this is not taken: mood", True),
        ("The layer “About” says nothing of places in the text, and is not taken.", True),
    ]
    assert marks(found[-1]) == [("Trade War", "passage", "“We agree,”")]


@pytest.mark.parametrize("form", ["uima-xmi", "uima-json"])
def test_one_place_that_is_none_does_not_cost_the_text(form):
    places = [(33, 36), (8, 10), ("x", 10), (30, 999)]
    if form == "uima-xmi":
        rows = (
            f'<custom:S xmi:id="{number}" sofa="1" begin="{start}" end="{end}" value="PER"/>'
            for number, (start, end) in enumerate(places, start=2)
        )
        data = xmi("".join(rows))
    else:
        sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": SHORT}
        more = [
            {"%ID": number, "%TYPE": "custom.S", "@sofa": 1, "begin": start, "end": end}
            | {"value": "PER"}
            for number, (start, end) in enumerate(places, start=2)
        ]
        data = json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, *more, None]})

    *bad, found = read(form, data)

    assert [one.why for one in bad] == [
        "S 3 is no place in the text: [8, 10)",
        "S 4 is no place in the text: [x, 10)",
        "S 5 is no place in the text: [30, 999)",
    ]
    assert marks(found) == [("PER", "passage", "Ada")]


def test_the_first_view_of_a_cas_is_the_text_wherever_it_stands():
    other = '<cas:Sofa xmi:id="9" sofaID="German" sofaString="Die Gesandten"/>'
    inside = (
        '<custom:S xmi:id="2" sofa="1" begin="33" end="36" value="PER"/>'
        '<custom:S xmi:id="3" sofa="9" begin="0" end="3" value="DET"/>'
    )

    left, found = read("uima-xmi", xmi(inside, other + SOFA))

    assert (left.why, left.is_left_out) == (
        "The view “German” is not taken: an article has one text.",
        True,
    )
    assert (found.text, marks(found)) == (SHORT, [("PER", "passage", "Ada")])


def test_lists_of_words_in_a_cas_are_several_tags():
    rows = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": SHORT},
        {"%ID": 2, "%TYPE": "x.S", "@sofa": 1, "begin": 33, "end": 36, "@value": 3},
        {"%ID": 3, "%TYPE": "uima.cas.String[]", "%ELEMENTS": ["Trade", "War"]},
    ]

    [found] = read("uima-json", json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": rows}))

    assert found.codings[0].annotations[0].tags == ["Trade", "War"]


def test_a_file_in_a_zip_that_is_no_xml_does_not_cost_the_others():
    for form, good in (("uima-xmi", xmi("")), ("tei", tei("<p>Envoys</p>"))):
        ending = "xmi" if form == "uima-xmi" else "xml"
        bad, found = read(form, zipped(**{f"a_dot_{ending}": "<x", f"b_dot_{ending}": good}))
        assert bad.at == f"a.{ending}"
        assert "is no proper XML: line 1, " in bad.why
        assert found.text


def tei(body: str, more: str = "", space: str = ' xmlns="http://www.tei-c.org/ns/1.0"') -> str:
    return f"<TEI{space}><teiHeader/>{more}<text><body>{body}</body></text></TEI>"


def test_a_corpus_of_tei_is_each_of_its_texts():
    one, two = (tei(f"<p>{name} says <said>Yes</said></p>", space="") for name in ("Ada", "Bob"))
    data = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{one}{two}</teiCorpus>'

    found = read("tei", data, "c.xml")

    assert [(one.at, one.text) for one in found] == [
        ("c.xml, text 1", "Ada says Yes"),
        ("c.xml, text 2", "Bob says Yes"),
    ]


def test_tei_without_its_namespace_is_meant_as_tei():
    spans = '<standOff><span from="#a" ana="#PER"/></standOff>'
    data = tei('<p><w id="a">Envoys</w></p>', spans, space="")
    old = data.replace("<TEI", "<TEI.2").replace("</TEI", "</TEI.2")

    for words in (data, old):
        [found] = read("tei", words)
        assert marks(found) == [("PER", "passage", "Envoys")]


def test_each_span_of_a_group_of_others_is_a_passage_and_what_was_said_stays():
    words = '<w xml:id="w1">We</w> <w xml:id="w2">agree</w> <w xml:id="w3">now</w>'
    spans = (
        '<standOff><spanGrp type="ner"><span from="#w1" ana="#PER"/><span target="#w3">a day'
        '</span><span from="#w2" type="verb"/></spanGrp><span from="#w1"/></standOff>'
    )

    kind, found = read("tei", tei(f"<p>{words} <said>Yes</said></p>", spans))

    assert kind.why == "“type” of <spanGrp> is not kept: ner"

    assert marks(found) == [
        ("PER", "passage", "We"),
        ("a day", "passage", "now"),
        ("verb", "passage", "agree"),
        ("", "passage", "We"),
        ("direct", "content", "Yes"),
    ]


def test_tei_reads_as_an_editor_means_it_and_tells_what_is_beside_the_text():
    body = (
        "<p>one<lb/>two<lb break='no'/>fold <choice><sic>teh</sic><corr>the</corr></choice> "
        "<persName>Ada</persName><note>Who?</note></p><quote><p>yes</p><p>no</p></quote>"
        "<span>beside</span>"
    )
    found = read("tei", tei(body).replace("<body>", "<front><p>Before</p></front><body>"))

    assert found[-1].text == "one twofold the Ada\n\nyes\n\nno"
    assert marks(found[-1]) == [("direct", "content", "yes\n\nno")]
    whys = told(found)
    assert all(is_left_out for _why, is_left_out in whys[1:])
    assert [why for why, _is_left_out in whys[-3:]] == [
        "A note in the text is not taken: Who?",
        "Names that are marked in the text are not taken as passages: persName 1",
        "What stands in <front> is not taken: Before",
    ]


def test_what_is_no_tei_says_so():
    with pytest.raises(BadFile, match="there is no text in it"):
        read("tei", "<html><body><p>x</p></body></html>")


QUOTE = {"type": "TextQuoteSelector", "exact": "Ada"}
AT = {"type": "TextPositionSelector", "start": 4, "end": 9}


def annotation(selector=QUOTE, **more) -> dict:
    target = {"source": "https://x.org/1", "selector": selector}
    body = {"type": "TextualBody", "purpose": "tagging", "value": "PER"}
    return {"type": "Annotation", "body": body, "target": target} | more


def places(selector) -> tuple:
    [found] = read("web-annotation", json.dumps(annotation(selector)))
    [place] = found.codings[0].annotations[0].places
    return place.start, place.end, place.words


def test_a_single_annotation_with_a_choice_is_one_annotation():
    """Its choice has items, too, as a collection has."""
    choice = {"type": "Choice", "items": [{"type": "TextualBody", "value": "A"}]}
    for more in ({"body": choice}, {"body": [annotation()["body"], choice]}):
        left, found = read("web-annotation", json.dumps(annotation(**more)))
        assert left.is_left_out
        assert "Choice" in left.why
        assert len(found.codings[0].annotations) == 1


@pytest.mark.parametrize(
    ("selector", "where"),
    [
        (AT | {"refinedBy": AT | {"start": 1, "end": 3}}, (5, 7, None)),
        (AT | {"refinedBy": QUOTE}, (None, None, "Ada")),
        ({"type": "FragmentSelector", "value": "p2", "refinedBy": QUOTE}, (None, None, "Ada")),
        ([{"type": "CssSelector", "value": "p", "refinedBy": AT}, QUOTE], (None, None, "Ada")),
        ({"type": "TextPositionSelector", "start": 4.0, "end": 9.0}, (4, 9, None)),
    ],
)
def test_what_refines_another_selector_counts_within_it(selector, where):
    assert places(selector) == where


@pytest.mark.parametrize(
    "selector",
    [
        {"type": "XPathSelector", "value": "/p[2]", "refinedBy": AT},
        {"type": "RangeSelector", "startSelector": QUOTE, "endSelector": QUOTE},
        QUOTE | {"refinedBy": AT},
    ],
)
def test_offsets_within_what_is_not_known_are_no_place(selector):
    [bad] = read("web-annotation", json.dumps(annotation(selector)))

    assert bad.why.startswith("Nothing tells where in the text it is, but for ")
    assert selector["type"] in bad.why


def test_pages_without_annotations_in_them_say_so():
    page = {"type": "AnnotationPage", "items": ["https://x.org/a/1"]}
    collection = {"type": "AnnotationCollection", "total": 1, "first": "https://x.org/p/1"}
    for data in (page, collection):
        [bad] = read("web-annotation", json.dumps(data))
        assert bad.why == "It says where annotations are, and not what they are."
    targets = [{"source": f"https://x.org/{at}", "selector": QUOTE} for at in (1, 2)]
    [bad] = read("web-annotation", json.dumps(annotation(target=targets)))
    assert bad.why == "It is about several articles at once."


def test_items_are_found_in_a_graph_and_in_a_first_page():
    for data in (
        {"@context": {"items": []}, "@graph": [annotation()]},
        {"total": 1, "first": {"type": "AnnotationPage", "items": [annotation()]}, "last": "x"},
    ):
        [found] = read("web-annotation", json.dumps(data))
        assert not isinstance(found, Trouble)


@pytest.mark.parametrize("part", ["#char=10,20", "#comments"])
def test_what_is_said_of_a_part_by_its_address_is_not_said_of_the_whole(part):
    address = "https://x.org/1"
    for target in (address + part, {"id": address + part}, {"source": address + part}):
        [bad] = read("web-annotation", json.dumps(annotation(target=target)))
        assert bad.why == "Its address leads to a part of the article: tell its words."
    [found] = read("web-annotation", json.dumps(annotation(target=f"{address}#!/talks")))
    assert found.codings[0].tags == ["PER"]
    target = {"source": address + part, "selector": QUOTE}
    [found] = read("web-annotation", json.dumps(annotation(target=target)))
    assert marks(found) == [("PER", "passage", "Ada")]
