"""Files that are damaged or forged, or hold far more of one thing than anybody makes by hand."""

import io
import json
import struct
import zipfile
from time import process_time

import pytest

from annotations.exchange.bulk.archives import items_of_archive
from annotations.exchange.coded.entities import LABELS, Entity, Relation, annotations_of
from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.reading import read_each
from annotations.exchange.coded.taken import BadFile, Trouble
from annotations.exchange.coded.web_annotations import OURS
from tests.exchange.coded.test_foreign import SHORT, marks, read
from tests.exchange.coded.test_told_line_by_line import told

ZIPS = ("brat", "csv", "tei", "uima-json", "uima-xmi", "xlsx")
# Behind the mark of an entry in the directory of a zip, and before the name of the member.
ENTRY, BEFORE_NAME = b"PK\x01\x02", 46
LINE = f"T1\tPER {SHORT.index('Ada')} {SHORT.index('Ada') + 3}\tAda\n"


def members(form: str) -> bytes:
    names = {"brat": "a.ann", "csv": "spans.csv", "xlsx": "[Content_Types].xml"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(names.get(form, f"a.{form.rpartition('-')[2]}"), "x" * 2_000)
        archive.writestr("a.txt", "x")
    return made.getvalue()


def nothing_but_told(form: str, data: bytes) -> None:
    try:
        found = list(read_each(io.BytesIO(data), "a.zip", form, READABLE[form].read))
    except BadFile:
        return
    assert all(isinstance(one, Trouble) for one in found)


@pytest.mark.parametrize("form", ZIPS)
def test_a_directory_with_another_end_is_of_no_zip(form):
    """The member then begins before the file does."""
    data = members(form)
    end = data.index(b"PK\x05\x06")
    longer = struct.unpack_from("<I", data, end + 16)[0] + 100
    nothing_but_told(form, data[: end + 16] + struct.pack("<I", longer) + data[end + 20 :])


def nameless(data: bytes) -> bytes:
    """The first one, as far as its directory knows."""
    name = data.index(ENTRY) + BEFORE_NAME
    return data[:name] + b"\0" + data[name + 1 :]


@pytest.mark.parametrize("form", ZIPS)
def test_members_whose_name_begins_with_a_nul_have_none(form):
    nothing_but_told(form, nameless(members(form)))


def test_an_upload_of_articles_with_such_a_member_has_the_others():
    data = nameless(members("brat"))
    assert [one.name for one in items_of_archive(io.BytesIO(data))] == ["a.txt"]


def test_one_damaged_member_is_told_and_the_others_are_read():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("a.ann", LINE * 9), ("a.txt", SHORT)):
            archive.writestr(name, text)
        archive.writestr("b.ann", LINE)
        archive.writestr("b.txt", SHORT)
    data = bytearray(made.getvalue())
    # A block of a kind that there is none of.
    data[30 + len("a.ann")] = 0xFF

    found = read("brat", bytes(data))

    assert told(found) == [("“a.ann” is damaged.", False)]
    assert marks(found[-1]) == [("PER", "passage", "Ada")]


def test_words_of_parquet_that_are_no_utf_8():
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    made = io.BytesIO()
    words = pyarrow.array([b"\xff\xfe"], pyarrow.binary()).view(pyarrow.string())
    parquet.write_table(pyarrow.table({"article": ["a"], "words": words}), made)

    with pytest.raises(BadFile, match="damaged"):
        read("parquet", made.getvalue())


def test_a_value_of_xmi_as_an_attribute_and_more_of_them_behind_it():
    data = (
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
        'xmlns:x="http:///x.ecore"><x:Name xmi:id="2" sofa="1" begin="0" end="6" value="ORG">'
        '<value>PER</value></x:Name><cas:Sofa xmi:id="1" sofaID="_InitialView" '
        'sofaString="Envoys meet."/></xmi:XMI>'
    )
    assert marks(read("uima-xmi", data)[-1]) == [("ORG PER", "passage", "Envoys")]


def annotation(**more) -> dict:
    selector = {"type": "TextQuoteSelector", "exact": "Ada"}
    return {"body": [], "target": {"source": "urn:a", "selector": selector}, **more}


def test_what_stands_within_too_much_is_told_and_the_rest_is_read():
    deep = '{"id": ' * 700 + "1" + "}" * 700
    whole = json.dumps(annotation())
    broken = json.dumps(annotation(**{f"{OURS}statement": "HERE"})).replace('"HERE"', deep)

    found = read("web-annotation", f"{broken}\n{whole}")

    assert marks(found[-1]) == [("", "passage", "Ada")]
    assert told(found) == [("It has too many things within one another.", False)]


def test_pages_within_too_many_pages_are_told():
    pages = '[{"items": ' * 60 + "[1]" + "}]" * 60
    assert [is_left for _why, is_left in told(read("web-annotation", pages))] == [False]


LETTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Before.</p><floatingText><body>'
    "<p>We <q>agree</q>.</p></body></floatingText><p>After.</p></body></text></TEI>"
)


def test_a_letter_within_a_text_of_tei_is_there_once():
    [document] = read("tei", LETTER)
    assert document.text == "Before.\n\nWe agree.\n\nAfter."
    assert marks(document) == [("direct", "content", "agree")]


def test_each_text_of_a_group_of_tei_is_there():
    text = "<text><body><p>{}</p></body></text>"
    group = f"<text><group>{text.format('One.')}{text.format('Two.')}</group></text>"
    [document] = read("tei", f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{group}</TEI>')
    assert document.text == "One.\n\nTwo."


def test_a_column_without_a_name_is_told_once():
    table = ",article,start,end,words\n0,x,15,27,a\n1,x,0,6,b\n"
    assert told(read("csv", table)) == [("The column “#1” is not taken.", True)]


@pytest.mark.parametrize("number", ["²", "9" * 5_000])
def test_no_number_is_told_by_its_column(number):
    table = f"article,annotation,start,end,words\nx,{number},0,6,a\nx,1,{number},6,a\n"
    found = read("csv", table)

    assert told(found) == [("“start” is missing or no such value.", False)]
    assert [one.number for one in found[-1].codings[0].annotations] == [0]


@pytest.mark.parametrize("form", ["csv", "uima-json"])
def test_a_note_of_several_lines_at_each_place_is_one_note(form):
    places = [(0, 6), (7, 8)]
    if form == "csv":
        rows = [f'x,1,{start},{end},"one\ntwo"\n' for start, end in places]
        found = read("csv", "article,annotation,start,end,note\n" + "".join(rows))
    else:
        layer = {"%TYPE": "webanno.custom.Attache", "@sofa": 1, "annotation": "1"}
        sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": SHORT}
        rows = [{**layer, "begin": one, "end": to, "note": "one\ntwo"} for one, to in places]
        found = read("uima-json", json.dumps({"%FEATURE_STRUCTURES": [sofa, *rows]}))

    [one] = found[-1].codings[0].annotations
    assert one.note == "one\ntwo"


def ring_of(count: int, is_closed: bool) -> float:
    """How long reading it takes, in seconds of the processor."""
    entities = [Entity(str(at), LABELS["content"], [(at, at + 1)]) for at in range(count)]
    several = [Relation("continues", str(at), str(at - 1)) for at in range(1, count)]
    if is_closed:
        several.append(Relation("continues", "0", str(count - 1)))
    began = process_time()
    [one] = annotations_of("a" * count, entities, several, [])
    assert len(one.places) == count
    return process_time() - began


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_long_chain_of_contents_is_gone_through_once(is_closed):
    """With a way for each of them, it were a minute."""
    assert ring_of(6_000, is_closed) < 2


def test_whoever_speaks_in_tei_is_looked_for_once():
    """With a way through the file for each of them, it were a minute."""
    count = 8_000
    people = "".join(f'<person xml:id="p{at}"><name>N{at}</name></person>' for at in range(count))
    quotes = "".join(f'<q who="#p{at}">a</q> ' for at in range(count))
    began = process_time()

    [document] = read(
        "tei",
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{people}</teiHeader>'
        f"<text><body><p>{quotes}</p></body></text></TEI>",
    )

    assert process_time() - began < 3
    said = [one.statement for one in document.codings[0].annotations]
    assert [one.speaker.name for one in said] == [f"N{at}" for at in range(count)]
