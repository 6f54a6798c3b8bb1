"""Files as other programs and people write them."""

import io
import json
import zipfile
from contextlib import suppress

import pytest

from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.taken import BadFile, Trouble
from annotations.models import Attribution, Coding, MadeKind, Revision, Span, Tag
from tests.factories.articles import TEXT
from tests.factories.projects import make_tag
from tests.helpers.coded import imported

SHORT = "Envoys \U0001f4a9 meet.\n“We agree,” said Ada."


def zipped(**files: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return made.getvalue()


def read(form: str, data: bytes | str, name: str = "a file") -> list:
    data = data.encode() if isinstance(data, str) else data
    return list(READABLE[form].read(io.BytesIO(data), name))


def marks(found) -> list[tuple]:
    """(tags or mode, words) of each place, coder by coder."""
    return [
        (one.statement.mode if one.statement else " ".join(one.tags), place.role, place.words)
        for coding in found.codings
        for one in coding.annotations
        for place in one.places
    ]


def test_doccano_has_labels_as_triples_and_as_objects():
    at = SHORT.index("Ada")
    lines = [
        {"text": SHORT, "label": [[at, at + 3, "PER"]]},
        {"text": SHORT, "labels": [{"start": at, "end": at + 3, "label": "PER"}]},
        {
            "text": SHORT,
            "entities": [
                {"id": 7, "label": "Quote", "start_offset": 15, "end_offset": 26},
                {"id": 8, "label": "Speaker", "start_offset": at, "end_offset": at + 3},
            ],
            "relations": [{"id": 1, "from_id": 7, "to_id": 8, "type": "says"}],
        },
        {"text": SHORT, "label": [["a", 3, "PER"]]},
        {"label": []},
        {"text": SHORT, "label": 3},
    ]
    found = read("doccano", "\n".join(map(json.dumps, lines)))
    first, second, third, *others = (one for one in found if not isinstance(one, Trouble))

    assert marks(first) == marks(second) == [("PER", "passage", "Ada")]
    assert marks(third) == [("direct", "content", "“We agree,”"), ("direct", "speaker", "Ada")]
    # One label that is none costs no more than itself.
    assert [one.at for one in others] == ["line 4", "line 6"]
    assert [one.at for one in found if isinstance(one, Trouble)] == ["line 4", "line 5", "line 6"]


def test_label_studio_of_any_age_finds_its_words():
    at = SHORT.index("Ada")

    def region(start, end, **value):
        value = {"start": start, "end": end, "text": "Ada", "labels": ["PER"]} | value
        return {"id": f"r{start}{end}", "type": "labels", "from_name": "l", "value": value}

    task = {
        "data": {"text": SHORT},
        "annotations": [
            {"completed_by": 3, "result": [region(at, at + 3)]},
            {"completed_by": {"email": "b@x.org"}, "result": [region(at + 1, at + 4)]},
            {"completed_by": 5, "result": [region(at, at + 2)]},
            {"completed_by": 6, "was_cancelled": True, "result": [region(0, 3)]},
            {"completed_by": 7, "result": [region(0, 3)]},
        ],
        "predictions": [{"model_version": "m1", "result": [region(at, at + 3)]}],
    }

    skipped, trouble, found = read("label-studio", json.dumps([task]))

    assert trouble.why == "The text does not say “Ada” there."
    assert (skipped.why, skipped.is_left_out) == ("It was skipped in Label Studio.", True)
    assert marks(found) == [("PER", "passage", "Ada")] * 3
    assert [one.coder.label for one in found.codings] == [
        *("label-studio-3", "b@x.org", "label-studio-5", "label-studio-7", "~machine")
    ]


def test_brat_of_others_has_fragments_attributes_and_damaged_lines():
    ann = (
        "T1\tQuote 15 18;19 26\t“We agree,”\nA1\tStance T1 critical\n#1\tAnnotatorNotes T1\tlook\n"
        "T2\tPER 32 35\tAda\nR1\tby Arg1:T2 Arg2:T1\nT3\tPER x y\tAda\nE1\tSay:T1\n*\tEquiv T1 T2\n"
        "T4\tPER 0 3\tEnv\nT5\tPER 0 3\tAda\nnonsense\n\n"
    )
    data = zipped(ada__a_dot_ann=ann, ada__a_dot_txt=SHORT, ada__b_dot_ann="T1\tPER 0 3\tEnv")

    *told, found, alone = read("brat", data)
    bad, equal, other, nonsense, relation = told

    [coding] = found.codings
    statement, passage, _fourth = coding.annotations
    assert (coding.coder.name, statement.note, statement.statement.stance) == (
        "ada",
        "look",
        "critical",
    )
    assert [place.words for place in statement.places] == ["“We", "agree,”"]
    assert (passage.tags, bad.at) == (["PER"], "ada/a.ann, line 6")
    assert (equal.at, other.why) == ("ada/a.ann, line 8", "The text does not say “Ada” there.")
    assert nonsense.why == "This is no line of brat's."
    assert [one.is_left_out for one in told] == [False, True, False, False, True]
    assert relation.why == "The relation “by” between PER and Quote is not kept."
    assert alone.why == "There is no text beside it."


def test_tei_of_others_has_said_and_who():
    data = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
      <title>Envoys</title></titleStmt></fileDesc><profileDesc><particDesc><listPerson>
      <person xml:id="ada"><persName>Ada <surname>Quill</surname></persName></person>
      </listPerson></particDesc></profileDesc></teiHeader><text><body><head>Envoys meet</head>
      <p>They agree. <said who="#ada">We
         agree,</said> she says, <quote>gladly</quote>.</p></body></text></TEI>"""

    [found] = read("tei", data)

    assert found.text == "Envoys meet\n\nThey agree. We agree, she says, gladly."
    assert marks(found) == [("direct", "content", "We agree,"), ("direct", "content", "gladly")]
    assert found.codings[0].annotations[0].statement.speaker.name == "Ada Quill"


def test_inception_exports_of_others_have_layers_of_their_own():
    cas = {
        "%TYPES": {},
        "%FEATURE_STRUCTURES": [
            {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": SHORT},
            {"%ID": 2, "%TYPE": "de.x.Token", "@sofa": 1, "begin": 0, "end": 6},
            {"%ID": 3, "%TYPE": "de.x.NamedEntity", "@sofa": 1, "begin": 33, "end": 36, "value": "PER"},
        ],
        "%VIEWS": {},
    }  # fmt: skip
    names = ("annotation/a.txt/ada.json", "annotation/a.txt/INITIAL_CAS.json")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in (*names, "curation/a.txt/CURATION_USER.json"):
            archive.writestr(name, json.dumps(cas))

    first, gold = read("uima-json", made.getvalue())

    assert marks(first) == [("Token", "passage", "Envoys"), ("PER", "passage", "Ada")]
    assert (first.codings[0].coder.label, gold.codings[0].coder.label) == ("ada", "~gold")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_places_can_be_written_by_hand(delimiter):
    rows = [["article", "Annotator", "from", "to", "quote", "code"], ["https://x.org/1", "ada"]]
    rows[1] += ["3", "6", "oys", "PER LOC"]
    rows.append(["https://x.org/1", "ada", "3", "", "", ""])

    found, *_more = read("csv", "\n".join(delimiter.join(row) for row in rows))

    assert (found.url, found.codings[0].coder.name) == ("https://x.org/1", "ada")
    assert marks(found)[0] == ("PER LOC", "passage", "oys")


@pytest.mark.parametrize("form", sorted(READABLE))
def test_what_is_no_such_file_is_told_in_a_sentence(form):
    for data in (b"\x00\x01\xff", b"PK\x03\x04 no zip", b"{", b"<a>"):
        told: list = []
        with suppress(BadFile):
            told = read(form, data)
        assert all(isinstance(one, Trouble) for one in told), told


def test_xml_with_entities_or_a_dtd_is_refused():
    bomb = '<!DOCTYPE TEI [<!ENTITY a "x">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&a;</TEI>'

    with pytest.raises(BadFile, match="document type"):
        read("tei", bomb)


QUOTED = {
    "type": "Annotation",
    "motivation": "tagging",
    "body": [{"type": "TextualBody", "purpose": "tagging", "value": "Appeal"}],
    "creator": "acct:ada@notes.example",
}


def target(article, *selectors) -> dict:
    return {"source": f"urn:uuid:{article.pk}", "selector": list(selectors)}


def test_web_annotations_of_whole_articles_of_two_and_without_roles():
    here, there = "https://example.org/1", "https://example.org/2"
    tag = {"type": "TextualBody", "purpose": "tagging", "value": "Trade"}
    words = {"selector": {"type": "TextQuoteSelector", "exact": "We agree"}}
    lines = [
        {"body": tag, "target": here},
        {"body": tag, "target": [here, there]},
        {"target": words | {"source": here}, "attache:statement": {"attache:mode": "direct"}},
        {"body": "Look", "target": here},
    ]
    two, note, found = read("web-annotation", "\n".join(map(json.dumps, lines)))

    assert isinstance(two, Trouble)
    assert isinstance(note, Trouble)
    assert found.codings[0].tags == ["Trade"]
    assert marks(found) == [("direct", "content", "We agree")]


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ({"exact": "cornered"}, ""),
        ({"exact": "says", "prefix": "knows, "}, "The text does not say “says”"),
        ({"exact": "says", "suffix": " Ada Quill"}, ""),
        ({"exact": "says"}, "stands in several places"),
        ({"exact": "nowhere"}, "does not say “nowhere”"),
    ],
)
def test_web_annotations_with_words_alone_are_never_guessed(cast, quote, why):
    make_tag(cast.project.codebook)
    article = cast.project_article.article
    if "prefix" in quote:
        quote = {"exact": "says", "prefix": "knows, "}
        why = ""
    found = QUOTED | {"target": target(article, {"type": "TextQuoteSelector", **quote})}

    report = imported(json.dumps(found).encode(), cast.project, "web-annotation")

    if why:
        assert why in report.told[0].why
        assert not Span.objects.exists()
    else:
        span = Span.objects.get()
        assert TEXT[span.start : span.end] == span.words == quote["exact"]
        assert span.coding.analyst.username == "ada@notes.example"


def test_tags_that_the_codebook_lacks_are_refused_or_made(cast):
    article = cast.project_article.article
    found = QUOTED | {"target": target(article, {"type": "TextQuoteSelector", "exact": "cornered"})}
    data = json.dumps([found]).encode()

    report = imported(data, cast.project, "web-annotation")
    assert report.told[0].why == "The codebook has no tag “Appeal”."

    report = imported(data, cast.project, "web-annotation", new_tags=True)
    assert (report.counts["annotations"], report.named[MadeKind.TAG]) == (1, ["Appeal"])
    assert Tag.objects.get().applies_to == ["passage", "statement", "article"]


def test_an_article_of_others_is_made_with_its_source_only(cast):
    make_tag(cast.project.codebook, "PER")
    line = json.dumps({"text": SHORT, "label": [[32, 35, "PER"]]}).encode()

    refused = imported(line, cast.project, "doccano", coder="ada")
    assert refused.told[0].why == "Say which source the article is from."

    report = imported(line, cast.project, "doccano", coder="ada", source_name="Fen Post")
    assert (report.counts["articles"], report.counts["annotations"]) == (1, 1)
    revision = Revision.objects.get(text=SHORT)
    assert (revision.article.title, revision.article.source.name) == (
        "Envoys \U0001f4a9 meet.",
        "Fen Post",
    )
    assert not revision.article.source.is_reviewed
    assert Coding.objects.get().state == "open"

    again = imported(line, cast.project, "doccano", coder="ada", source_name="Fen Post")
    assert (again.counts["articles"], again.counts["there"]) == (0, 1)


def test_the_machine_is_left_out_and_that_is_told(cast):
    line = {
        "id": str(cast.project_article.article_id),
        "title": "x",
        "codings": [{"coder": {"kind": "machine"}, "annotations": []}],
    }

    report = imported(json.dumps(line).encode(), cast.project)

    assert (report.counts["left"], report.counts["refused"]) == (1, 0)


def test_what_changed_since_is_found_by_its_words_or_refused(cast):
    article = cast.project_article.article

    def one(start, words, prefix=""):
        place = {"role": "content", "start": start, "end": start + len(words), "words": words}
        return {"places": [place | {"prefix": prefix}], "statement": {}}

    line = {
        "id": str(article.pk),
        "title": "x",
        "codings": [
            {
                "coder": {"name": "ada"},
                "annotations": [one(3, "cornered", "are being "), one(3, "says"), one(9_000, "no")],
            }
        ],
    }

    report = imported(json.dumps(line).encode(), cast.project)

    assert [span.words for span in Span.objects.all()] == ["cornered"]
    assert Attribution.objects.count() == 1
    assert [told.at for told in report.told] == ["line 1 ada", "line 1 ada"]
