"""What others say of our files: dkpro-cassis, PyLD, lxml and brat's own rules."""

import hashlib
import io
import json
import zipfile

import cassis
import pytest
from lxml import etree
from pyld import jsonld

from annotations.domain.coded import Annotation, Party, Statement
from annotations.exchange.coded.formats import FORMATS
from tests.helpers.json_ld import load_context
from tests.helpers.papers import AT, KEY, Paper, document, place

TEXT = "Envoys \U0001f4a9 meet\n\n“We agree,” said Ada <Quill> & “gladly”.\n"


@pytest.fixture
def paper() -> Paper:
    """A passage over two lines, and a statement in two places that overlaps it."""
    at = TEXT.index
    first, second = at("“We"), at("“gladly")
    said = Statement("direct", Party("Ada <Quill>", "person"), stance="endorse")
    places = [place(TEXT, first, first + 11, "content"), place(TEXT, second, second + 8, "content")]
    places.append(place(TEXT, at("said"), at("said") + 4, "cue"))
    passage = Annotation(
        1, [place(TEXT, 9, first + 5)], ["appeal"], "A “note”", AT, id=KEY.format(5)
    )
    one = Annotation(2, places, ["threat"], "", AT, said, KEY.format(6))
    return Paper(document(TEXT, passage, one, url="https://example.org/1"))


def written(paper: Paper, form: str) -> bytes:
    return b"".join(FORMATS[form].write(paper))


def members(paper: Paper, form: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(paper, form))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def covered(cas: cassis.Cas) -> set[tuple[str, str, str]]:
    found = cas.select("webanno.custom.Attache")
    return {(one.role, one.annotation, one.get_covered_text()) for one in found}


PLACES = {
    ("passage", "1", "meet\n\n“We a"),
    ("content", "2", "“We agree,”"),
    ("content", "2", "“gladly”"),
    ("cue", "2", "said"),
}


@pytest.mark.parametrize("form", ["uima-xmi", "uima-json"])
def test_cassis_reads_both_forms_of_cas(paper, form):
    found = members(paper, form)
    [name] = [name for name in found if name.endswith((".xmi", ".json")) and "/" in name]
    if form == "uima-xmi":
        types = cassis.load_typesystem(io.BytesIO(found["TypeSystem.xml"]))
        cas = cassis.load_cas_from_xmi(io.BytesIO(found[name]), typesystem=types)
    else:
        cas = cassis.load_cas_from_json(io.BytesIO(found[name]))

    assert cas.sofa_string == TEXT
    assert covered(cas) == PLACES
    [first] = [one for one in cas.select("webanno.custom.Attache") if one.stance]
    assert (first.stance, first.speaker, first.tags) == ("endorse", "Ada <Quill>", "threat")


def test_what_cassis_writes_is_read(paper):
    found = members(paper, "uima-json")
    [name] = [name for name in found if "/" in name]
    cas = cassis.load_cas_from_json(io.BytesIO(found[name]))
    for form, ending, data in (
        ("uima-json", "json", cas.to_json().encode()),
        ("uima-xmi", "xmi", cas.to_xmi().encode()),
    ):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"annotation/A title.txt/ada.{ending}", data)
        packed.seek(0)

        [back] = FORMATS[form].read(packed, "a file")

        assert back.text == TEXT
        assert back.codings[0].coder.label == "ada"
        ours = {
            (p.role, str(one.number), p.words)
            for one in back.codings[0].annotations
            for p in one.places
        }
        assert ours == PLACES


def test_web_annotations_are_json_ld(paper):
    found = json.loads(written(paper, "web-annotation"))
    [graph] = jsonld.expand(found, {"documentLoader": load_context})

    assert graph["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]
    [page] = graph["http://www.w3.org/ns/activitystreams#first"]
    [items] = page["http://www.w3.org/ns/activitystreams#items"]
    passage, statement = items["@list"]
    oa = "http://www.w3.org/ns/oa#"
    assert passage["@type"] == [f"{oa}Annotation"]
    assert passage["http://purl.org/dc/terms/created"][0]["@value"] == "2026-03-04T10:00:00Z"
    assert len(statement[f"{oa}hasTarget"]) == 3
    selectors = statement[f"{oa}hasTarget"][0][f"{oa}hasSelector"]
    assert {one["@type"][0].removeprefix(oa) for one in selectors} == {
        "TextQuoteSelector",
        "TextPositionSelector",
    }
    position = selectors[1]
    start = position[f"{oa}start"][0]["@value"]
    assert TEXT[start : position[f"{oa}end"][0]["@value"]] == "“We agree,”"
    # No term is lost, which is what happens to those that a context does not know.
    facts = statement["urn:attache:statement"][0]
    assert facts["urn:attache:stance"][0]["@value"] == "endorse"
    assert len(jsonld.to_rdf(found, {"documentLoader": load_context})["@default"]) > 40


def test_tei_is_well_formed_and_says_who(paper):
    [data] = [data for name, data in members(paper, "tei").items() if name.endswith(".xml")]
    root = etree.fromstring(data)
    space = {"t": "http://www.tei-c.org/ns/1.0"}

    order = [etree.QName(one).localname for one in root]
    assert order == ["teiHeader", "standOff", "text"]
    assert "".join(root.find(".//t:body", space).itertext()) == TEXT
    said = root.findall(".//t:said", space)
    assert ["".join(one.itertext()) for one in said] == ["“We agree,”", "“gladly”"]
    [who] = {one.get("who") for one in said}
    key = "{http://www.w3.org/XML/1998/namespace}id"
    ids = [one.get(key) for one in root.iter() if one.get(key)]
    assert len(ids) == len(set(ids))
    assert who.removeprefix("#") in ids
    for span in root.findall(".//t:span", space):
        assert {span.get("from")[1:], span.get("to")[1:]} <= set(ids)


@pytest.mark.parametrize("annotated", [True, False])
def test_tei_has_no_list_of_annotations_where_there_are_none(annotated):
    """Which its schema refuses (tei_all of TEI P5 4.3.0, by jing)."""
    found = document(TEXT)
    if not annotated:
        found.codings = []
    [data] = [data for name, data in members(Paper(found), "tei").items() if name.endswith(".xml")]

    root = etree.fromstring(data)

    assert [etree.QName(one).localname for one in root] == ["teiHeader", "text"]
    [back] = FORMATS["tei"].read(io.BytesIO(data), "a file")
    assert back.text == TEXT


def test_short_names_that_are_no_ids_in_xml_come_back():
    """² and ª are letters of a short name, but of no xml:id."""
    tags = ["m²", "1ª-mão", "威胁", "x_u00b2", "_2nd"]
    found = document(TEXT, Annotation(1, [place(TEXT, 0, 6)], tags))
    [data] = [data for name, data in members(Paper(found), "tei").items() if name.endswith(".xml")]

    ids = [
        one.get("{http://www.w3.org/XML/1998/namespace}id")
        for one in etree.fromstring(data).iter("{*}category")
    ]

    assert ids == ["tag.m.u00b2", "tag.1.u00aa-mão", "tag.威胁", "tag.x_u00b2", "tag._2nd"]
    [back] = FORMATS["tei"].read(io.BytesIO(data), "a file")
    assert back.codings[0].annotations[0].tags == tags


def test_a_web_annotation_is_of_an_address_that_is_an_iri():
    """As validate-web-annotation 0.3.0 demands. What browsers write otherwise is written so here."""
    address = 'https://example.org/ö?a=<b c>&d={e}|"f"%20'
    one = Annotation(1, [place(TEXT, 0, 6)], ["appeal"], "", AT, id=KEY.format(5))

    found = json.loads(written(Paper(document(TEXT, one, url=address)), "web-annotation"))

    [made] = found["first"]["items"]
    said = "https://example.org/ö?a=%3Cb%20c%3E&d=%7Be%7D%7C%22f%22%20"
    assert made["target"][0]["source"] == said


def test_brat_finds_its_words_where_it_looks(paper):
    found = members(paper, "brat")
    [ann] = [data.decode() for name, data in found.items() if name.endswith(".ann")]
    [text] = [data.decode() for name, data in found.items() if name.endswith(".txt")]

    marks = [line.split("\t") for line in ann.splitlines() if line.startswith("T")]
    assert len(marks) == 3
    for _key, label, words in marks:
        pieces = [piece.split() for piece in label.partition(" ")[2].split(";")]
        cut = [text[int(start) : int(end)] for start, end in pieces]
        assert " ".join(cut) == words
        assert not any("\n" in piece for piece in cut)
    assert "[entities]" in found["annotation.conf"].decode()


def test_every_zip_has_a_manifest_with_the_hash_of_each_file(paper):
    for form in ("csv", "brat", "tei", "uima-xmi", "uima-json"):
        found = members(paper, form)
        manifest = json.loads(found.pop("manifest.json"))
        hashes = {name: one["sha256"] for name, one in manifest["files"].items()}
        assert hashes == {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


def test_a_spreadsheet_computes_nothing():
    text = "=1+1 is said"
    one = Annotation(1, [place(text, 0, 4)], [], "@SUM(A1)", AT)
    found = members(Paper(document(text, one)), "csv")

    rows = found["spans.csv"].decode("utf-8-sig").splitlines()
    assert "'=1+1" in rows[1]
    assert "'@SUM(A1)" in rows[1]
    [back] = FORMATS["csv"].read(io.BytesIO(written(Paper(document(text, one)), "csv")), "")
    assert back.codings[0].annotations[0].places[0].words == "=1+1"
