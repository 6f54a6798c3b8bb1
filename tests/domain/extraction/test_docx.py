import io
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from annotations.domain.extraction import docx
from annotations.domain.text import CannotExtract
from tests.domain.extraction import samples
from tests.domain.extraction.samples import LONG


def test_styles_say_what_a_paragraph_is():
    data = samples.docx(
        ("Title", "Envoys meet again"),
        ("Normal", LONG),
        ("Heading 1", "No new sanctions"),
        ("List Bullet", "one"),
        ("List Number", "two"),
        ("Intense Quote", "said"),
        ("Normal", "  "),
    )

    assert list(docx.contents_of(data).pieces) == [
        ("title", "Envoys meet again"),
        ("paragraph", LONG),
        ("heading", "No new sanctions"),
        ("item", "one"),
        ("item", "two"),
        ("quote", "said"),
    ]


def test_rows_of_a_table_are_lines():
    data = samples.docx(("Normal", LONG), tables=[[["a", "b"], ["1", "2"]]])

    assert list(docx.contents_of(data).pieces)[1:] == [("paragraph", "a\tb"), ("paragraph", "1\t2")]


def test_breaks_links_and_tracked_insertions_are_words_and_deletions_are_not():
    document = Document()
    paragraph = document.add_paragraph("before ")
    for tag, text_tag, words in (("w:ins", "w:t", "inserted "), ("w:del", "w:delText", "deleted ")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    run = paragraph.add_run("after")
    run.add_break()
    run.add_text("next")
    stream = io.BytesIO()
    document.save(stream)

    assert list(docx.contents_of(stream.getvalue()).pieces) == [
        ("paragraph", "before inserted after\nnext")
    ]


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04" + b"nonsense" * 20, "broken_file"),
        (samples.docx(("Normal", LONG))[:-200], "broken_file"),
        (zipped(other="x"), "broken_file"),
        (zipped(**{"word__document.xml": "<w:document"}), "broken_file"),
        (samples.docx(("Normal", " ")), "no_text"),
    ],
    ids=["nonsense", "cut", "another zip", "no XML", "empty"],
)
def test_what_is_no_document_is_refused(data, code):
    with pytest.raises(CannotExtract) as refused:
        docx.contents_of(data)

    assert refused.value.code == code


def test_a_file_that_unpacks_to_very_much_is_refused(monkeypatch):
    monkeypatch.setattr(docx, "MAX_PART", 1_000_000)
    data = zipped(**{"word__document.xml": "<a/>", "word__media": b"\0" * 3_000_000})

    with pytest.raises(CannotExtract) as refused:
        docx.contents_of(data)

    assert refused.value.code == "too_complex"


def test_entities_are_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    data = samples.docx(("Normal", "WORDS " + LONG))
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'.encode()
                content = content.replace(b"?>", b"?>" + entity, 1).replace(b"WORDS", b"&e;")
            archive.writestr(part, content)

    try:
        words = str(docx.contents_of(target.getvalue()).pieces)
    except CannotExtract:
        words = ""

    assert "secret" not in words
