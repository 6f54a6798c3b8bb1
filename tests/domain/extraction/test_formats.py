import pytest

from annotations.domain.extraction import Format, format_of
from annotations.domain.extraction.formats import is_html
from annotations.domain.text import CannotExtract
from tests.domain.extraction.samples import docx, pdf

PDF = pdf([(50, 700, 12, "words")])
DOCX = docx(("Normal", "words"))


@pytest.mark.parametrize(
    ("data", "filename", "media_type", "expected"),
    [
        (b"words", "a.txt", "", Format.PLAIN),
        (b"words", "A.TXT", "", Format.PLAIN),
        (b"words", "", "", Format.PLAIN),
        (b"words", "no ending", "", Format.PLAIN),
        (b"words", "release 2.0", "", Format.PLAIN),
        (b"<p>words", "a.html", "", Format.HTML),
        (b"<p>words", "", "text/html; charset=utf-8", Format.HTML),
        (b"<p>words", "", "application/xhtml+xml", Format.HTML),
        (b"# words", "a.md", "", Format.MARKDOWN),
        (b"# words", "a.markdown", "text/plain", Format.MARKDOWN),
        (PDF, "a.pdf", "", Format.PDF),
        (PDF, "a.txt", "text/plain", Format.PDF),
        (b"\n\n" + PDF, "a.pdf", "", Format.PDF),
        (DOCX, "a.docx", "", Format.DOCX),
        (DOCX, "", "", Format.DOCX),
    ],
)
def test_the_bytes_decide_then_the_name_then_the_declaration(data, filename, media_type, expected):
    assert format_of(data, filename, media_type) == expected


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a.txt", "binary"),
        (b"PK\x03\x04....", "a.zip", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "a.doc", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "a.docx", "encrypted"),
        (b"{}", "a.json", "unsupported"),
        (b"a,b", "a.csv", "unsupported"),
        (b"words", "a.pdf", "broken_file"),
        (b"words", "a.docx", "broken_file"),
    ],
)
def test_other_files_are_refused_by_name(data, filename, code):
    with pytest.raises(CannotExtract) as refused:
        format_of(data, filename)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html><p>x", True),
        ("<?xml version='1.0'?>\n<!-- x -->\n<html>", True),
        ("<p>One</p>\n<p>Two</p>", True),
        ("  <div class='a'><h1>One</h1></div>", True),
        ("<p>never closed", False),
        ("Words about <html> tags and <p>paragraphs</p>", False),
        ("<Quill> we shall meet </Quill>", False),
        ("plain", False),
    ],
)
def test_the_source_of_a_page_is_known_by_how_it_opens(text, expected):
    assert is_html(text) is expected
