"""What was once gone without a word, and no word of its own tells of it."""

import json
import zipfile
from io import BytesIO

from annotations.exchange.coded.taken import Trouble
from tests.exchange.coded.test_awkward_files import TEI
from tests.exchange.coded.test_foreign import SHORT, marks, read, zipped
from tests.exchange.coded.test_told_line_by_line import PLACE, region, task, told


def packed(files: dict[str, str]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_brat_s_own_note_that_somebody_changed_is_told():
    ann = "T1\tContent 32 35\tAda\n#1\tAttacheFacts T1\tnot mine\n#2\tAnnotatorNotes T1\tmine\n"

    why, found = read("brat", zipped(a_dot_ann=ann, a_dot_txt=SHORT))

    assert (why.at, why.is_left_out) == ("a.ann, line 2", False)
    assert found.codings[0].annotations[0].note == "mine"


def test_a_relation_with_a_name_of_its_own_is_told_and_taken():
    ann = "T1\tQuote 15 26\t“We agree,”\nT2\tSpeaker 32 35\tAda\nR1\t{} Arg1:T2 Arg2:T1\n"

    why, found = read("brat", zipped(a_dot_ann=ann.format("denies"), a_dot_txt=SHORT))
    [usual] = read("brat", zipped(a_dot_ann=ann.format("said_by"), a_dot_txt=SHORT))

    assert told([why]) == [("That a relation of Speaker is called “denies” is not kept.", True)]
    assert marks(found) == marks(usual)
    assert [role for _mode, role, _words in marks(found)] == ["content", "speaker"]


def test_prodigy_s_rejected_texts_are_no_annotations():
    spans = [{"start": 32, "end": 35, "label": "PER"}]
    lines = [{"text": SHORT, "spans": spans, "answer": one} for one in ("accept", "reject")]

    taken, why, left = read("doccano", "\n".join(map(json.dumps, lines)))

    assert told([why]) == [("In Prodigy somebody answered: reject", True)]
    assert (marks(taken), left.codings) == ([("PER", "passage", "Ada")], [])


def test_doccano_says_who_else_worked_on_a_line_of_ours():
    kept = {"coder": {"kind": "human", "name": "ada"}}
    line = {"text": SHORT, "entities": [], "username": "ben", "attache": kept}

    [why, found] = read("doccano", json.dumps(line))

    assert "of ben" in why.why
    assert found.codings[0].coder.name == "ada"


def test_label_studio_s_second_choice_of_one_control_is_told():
    chosen = [region("a", "choices", "mode", {"choices": [one]}) for one in ("mixed", "direct")]
    said = region("a", "labels", "l", PLACE | {"labels": ["Content"]})

    why, found = read("label-studio", task(said, *chosen))

    assert told([why]) == [("There is no place here for what “mode” says: direct", True)]
    assert found.codings[0].annotations[0].statement.mode == "mixed"


def test_tables_of_a_zip_are_all_read_and_what_has_no_place_is_told():
    head = "article_id,coder,annotation,start,end,words\n"
    files = {
        "one/spans.csv": head + "https://x.org/1,ada,1,0,3,Env\n",
        "one/statements.csv": "article_id,coder,annotation,kind,speaker\nhttps://x.org/1,ada,2,"
        "statement,Ada Quill\n",
        "two/spans.csv": head + "https://x.org/2,ben,1,0,3,Env\n",
        "more.csv": "a,b\n1,2\n",
    }

    more, first, gone, second = read("csv", packed(files))

    assert (more.at, more.why) == ("more.csv", "There is no spans.csv beside it.")
    assert told([gone]) == [("There is no place of the annotation 2.", False)]
    assert (first.url, second.url) == ("https://x.org/1", "https://x.org/2")


def test_a_table_of_places_that_tells_speakers_has_statements():
    rows = "article,start,end,words,speaker,organisation\nhttps://x.org/1,0,3,Env,Ada,Fen\n"

    [why, found] = read("csv", rows)

    assert marks(found) == [("direct", "content", "Env")]
    assert found.codings[0].annotations[0].statement.speaker.name == "Ada"
    assert told([why]) == [("“organisation: Fen” is not kept.", True)]


def test_a_table_with_two_columns_of_tags_and_of_articles_has_both():
    rows = "id,article,start,end,words,label,tag\n7,https://x.org/1,0,3,Env,PER,ORG\n"

    found = read("csv", rows)

    assert marks(found[-1]) == [("PER ORG", "passage", "Env")]
    assert told(found) == [("The column “article” is not taken.", True)]


def test_tei_has_several_people_who_worked_on_it():
    names = "".join(f"<respStmt><resp/><name>{one}</name></respStmt>" for one in ("Ada", "Ben"))
    data = TEI.format("<p>They <said who='#x'/> met.</p>")
    found = read("tei", data.replace("<title>T</title>", f"<title>T</title>{names}"))

    assert found[-1].codings[0].coder.name == "Ada"
    assert told(found) == [
        ("Others who worked on it are not kept as coders: Ben", True),
        ("“who” of <said> is not kept: #x", True),
    ]


def test_what_somebody_changed_of_our_layer_in_inception_counts():
    facts = json.dumps({"mode": "mixed", "speaker": {"name": "Ada Quill", "kind": "person"}})
    ours = {"%TYPE": "webanno.custom.Attache", "@sofa": 1, "begin": 16, "end": 27}
    rows = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": SHORT},
        ours | {"annotation": "1", "role": "content", "facts": facts, "speaker": "Ben"},
        ours | {"annotation": "2", "role": "content", "facts": facts, "speaker": "Ada Quill"},
        ours | {"annotation": "3", "speaker": "Eve", "begin": 33, "end": 36},
    ]
    [found] = read("uima-json", json.dumps({"%FEATURE_STRUCTURES": rows}))

    said = [one.statement for one in found.codings[0].annotations]
    named = [(one.speaker.name, one.speaker.kind, one.mode) for one in said]
    assert named == [("Ben", "", "mixed"), ("Ada Quill", "person", "mixed"), ("Eve", "", "direct")]


def test_texts_of_views_that_are_elsewhere_are_told():
    rows = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "V", "sofaURI": "https://x.org/1"},
        {"%ID": 2, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": SHORT},
        {"%ID": 3, "%TYPE": "de.x.Span", "@sofa": 9, "begin": 0, "end": 6, "value": "ORG"},
    ]
    *whys, _found = read("uima-json", json.dumps({"%FEATURE_STRUCTURES": rows}))

    assert all(isinstance(one, Trouble) for one in whys)
    assert [one.why.split("”")[0] for one in whys] == ["The view “V", "The view “9"]
