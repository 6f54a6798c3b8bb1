from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.domain.extraction import extract, extract_pasted
from annotations.domain.extraction.extracts import Facts
from annotations.domain.text import MAX_BYTES, MAX_CHARACTERS, CannotExtract
from tests.domain.extraction import samples
from tests.domain.extraction.samples import ARTICLE, LAST, LONG, SPOKEN, article_page, page
from tests.domain.extraction.test_pdf import WRAPPED
from tests.domain.extraction.test_pdf import page as pdf_page

SHARED = Path(__file__).parents[4].joinpath("shared/data/articles")


def kinds_and_words(read):
    return [(block.kind, block.words(read.text)) for block in read.blocks]


def assert_partition(read):
    ends = [0, *(block.end for block in read.blocks)]
    assert [block.start for block in read.blocks] == ends[:-1]
    assert ends[-1] == len(read.text)


EXPECTED = [
    ("title", "Envoys meet again"),
    ("paragraph", LONG),
    ("heading", "No new sanctions"),
    ("paragraph", SPOKEN),
    ("paragraph", LAST),
]
FILES = {
    "plain": (ARTICLE.encode(), "a.txt"),
    "plain from Windows": (ARTICLE.replace("\n", "\r\n").encode("utf-16"), "a.txt"),
    "markdown": (
        ARTICLE.replace("Envoys", "# Envoys").replace("No new", "## No new").encode(),
        "a.md",
    ),
    "page": (
        samples.page(
            f"<article><h1>Envoys meet again</h1><p>{LONG}</p><h2>No new sanctions</h2>"
            f"<p>{SPOKEN}</p><p>{LAST}</p></article>"
        ).encode(),
        "a.html",
    ),
    "page as text": (
        samples.page(
            f"<article><h1>Envoys meet again</h1><p>{LONG}</p><h2>No new sanctions</h2>"
            f"<p>{SPOKEN}</p><p>{LAST}</p></article>"
        ).encode(),
        "a.txt",
    ),
    "docx with styles": (
        samples.docx(
            ("Title", "Envoys meet again"),
            ("Normal", LONG),
            ("Heading 2", "No new sanctions"),
            ("Normal", SPOKEN),
            ("Normal", LAST),
        ),
        "a.docx",
    ),
    "docx without": (
        samples.docx(*(("Normal", words) for words in ARTICLE.split("\n") if words)),
        "a.docx",
    ),
}


@pytest.mark.parametrize(("data", "filename"), FILES.values(), ids=FILES)
def test_every_format_gives_the_same_blocks(data, filename):
    read = extract(data, filename=filename)

    assert kinds_and_words(read) == EXPECTED
    assert_partition(read)
    assert read.facts.title == "Envoys meet again"
    assert read.facts.language == "en"
    assert extract(data, filename=filename) == read


def test_a_pdf_is_read():
    read = extract(samples.pdf(pdf_page((20, ["Envoys meet"]), WRAPPED)), filename="a.pdf")

    assert [block.kind for block in read.blocks] == ["title", "paragraph"]
    assert read.media_type == "application/pdf"
    assert read.extractor_version.split()[1] == "pypdf"


def test_plain_text_is_changed_in_nothing_but_its_line_ends_and_nul():
    text = "Envoys\u00a0meet\u200d again \r\n\r\n  A\u0301 line\twith\0all\u2028of it \r" + LONG

    read = extract_pasted(text)

    assert read.text == text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    assert_partition(read)


def test_residue_is_dropped_and_said():
    read = extract_pasted(ARTICLE + "\nLeave a Comment\n\nThis site uses Akismet to reduce spam.")

    assert read.text == ARTICLE + "\n"
    assert read.dropped == ("Leave a Comment", "This site uses Akismet to reduce spam.")


def test_residue_of_pages_is_dropped_too():
    after = "<p>Share this article</p><p>Related articles</p><p>Envoys part</p>"
    page = article_page().replace("</article>", f"{after}</article>")

    read = extract_pasted(page)

    assert read.text.endswith(LAST)
    assert "Related articles" in read.dropped


@pytest.mark.parametrize(
    ("head", "byline", "published"),
    [
        ("By Ada Quill\n18 March 2026\n\n", "Ada Quill", date(2026, 3, 18)),
        ("By Ada Quill in Geneva | 18 March 2026\n\n", "Ada Quill", date(2026, 3, 18)),
        ("Published 18 March 2026 09:15 GMT\n\n", "", datetime(2026, 3, 18, 9, 15, tzinfo=UTC)),
        ("GENEVA, 18 March 2026 (Agency) — ", "", date(2026, 3, 18)),
        ("", "", None),
    ],
)
def test_byline_and_date_are_read_above_the_text(head, byline, published):
    read = extract_pasted(ARTICLE.replace(LONG, head + LONG))

    assert read.facts.byline == byline
    assert read.facts.published == published
    assert head.strip() in read.text


def test_the_day_is_the_one_the_outlet_prints():
    read = extract_pasted(ARTICLE.replace(LONG, f"18 March 2026 00:15 UTC+3\n\n{LONG}"))

    assert read.day == date(2026, 3, 18)
    assert read.instant == datetime(2026, 3, 17, 21, 15, tzinfo=UTC)
    naive = replace(read, facts=Facts(published=datetime(2026, 3, 18, 9, 15)))
    assert (naive.day, naive.instant) == (date(2026, 3, 18), None)


def test_the_title_of_the_page_is_put_first_where_its_text_has_none():
    head = '<meta property="og:title" content="Envoys meet again">'
    body = f"<article><p>{LONG}</p><p>{SPOKEN}</p><p>{LAST}</p></article>"

    read = extract(samples.page(body, head).encode(), filename="a.html")

    assert kinds_and_words(read)[:2] == [("title", "Envoys meet again"), ("paragraph", LONG)]


def test_a_heading_in_other_words_is_no_title_of_the_page():
    head = '<meta property="og:title" content="Envoys meet again">'
    body = f"<main><article><h3>Update one</h3><p>{LONG}</p><p>{LAST}</p></article></main>"
    read = extract(page(body, head).encode())

    assert kinds_and_words(read)[:2] == [("title", "Envoys meet again"), ("heading", "Update one")]


def test_a_text_has_one_title():
    body = f"<main><article><h1>Envoys meet again</h1><p>{LONG}</p><h1>What now?</h1><p>{LAST}</p></article></main>"
    read = extract(page(body).encode())

    assert [kind for kind, _ in kinds_and_words(read)] == [
        "title",
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_what_has_no_title_is_called_by_its_first_words():
    read = extract_pasted(LONG)

    assert read.facts.title == (
        "The delegations met for six hours behind closed doors, and nobody would say afterwards whether the…"
    )
    assert [block.kind for block in read.blocks] == ["paragraph"]


def test_the_page_may_declare_its_encoding_and_http_goes_before_it():
    page = article_page().replace("Ada", "Адa").replace("utf-8", "koi8-r")

    assert "Ад" in extract(page.encode("koi8-r", "replace"), filename="a.html").text
    assert (
        "Ад" in extract(page.encode("cp1251", "replace"), filename="a.html", charset="cp1251").text
    )


REFUSED = {
    "empty": (b"", "a.txt", "empty"),
    "blank": (b" \r\n\t", "a.html", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.txt", "binary"),
    "noise": (bytes(range(256)) * 4, "a.txt", "binary"),
    "mis-encoded": ("Приветствие".encode() + b"\xff\xfe" + "мира".encode(), "a.txt", "mis_encoded"),
    "too large": (b"x" * (MAX_BYTES + 1), "a.txt", "too_large"),
    "too long": (b"word " * 1_000_000 + b"x", "a.txt", "too_long"),
    "too long in a page": (
        b"<html><p>" + b"word " * 1_000_001 + b"</p></html>",
        "a.html",
        "too_long",
    ),
    "table": (b"a,b", "a.csv", "unsupported"),
}


@pytest.mark.parametrize(("data", "filename", "code"), REFUSED.values(), ids=REFUSED)
def test_each_refusal_is_one_clear_sentence(data, filename, code):
    with pytest.raises(CannotExtract) as refused:
        extract(data, filename=filename)

    assert refused.value.code == code
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("words", "code"), [("", "empty"), ("\u200b \n", "empty"), ("a\ud83d", "lone_surrogate")]
)
def test_what_cannot_be_pasted_is_refused(words, code):
    with pytest.raises(CannotExtract) as refused:
        extract_pasted(words)

    assert refused.value.code == code


def test_as_much_text_as_may_be_is_taken():
    assert len(extract_pasted("word " * (MAX_CHARACTERS // 5)).text) == MAX_CHARACTERS


@settings(deadline=None)
@given(st.text())
def test_any_pasted_text_is_partitioned_or_refused(words):
    try:
        read = extract_pasted(words)
    except CannotExtract:
        return

    assert_partition(read)
    assert read.text.strip()


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.md", "a.docx", ""]))
def test_any_file_is_read_or_refused(data, filename):
    try:
        read = extract(data, filename=filename)
    except CannotExtract:
        return

    assert_partition(read)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared article is not here")
def test_the_shared_article_comes_without_its_comment_form():
    data = next(SHARED.glob("*.txt")).read_bytes()

    read = extract(data, filename="article.txt")

    headings = [words for kind, words in kinds_and_words(read) if kind == "heading"]
    assert headings == ["No sanctions", "Concerns in Ukraine"]
    assert kinds_and_words(read)[0] == ("title", "Why Russia and China keep visiting each other")
    assert "Comment" not in read.text
    assert "Akismet" not in read.text
    assert read.text.rstrip().endswith("I really don’t think those concerns are necessary.”")
    assert read.facts.language == "en"


def test_what_no_database_can_keep_is_replaced_in_structured_files():
    data = '{"@type":"NewsArticle","headline":"Half \\ud83d","author":"A\\u0000da"}'
    head = f'<script type="application/ld+json">{data}</script>'
    body = f"<article><p>{LONG}&#xD800;&#0;</p><p>{SPOKEN}</p><p>{LAST}</p></article>"

    read = extract(samples.page(body, head).encode(), filename="a.html")

    for words in (read.text, read.facts.title, read.facts.byline):
        words.encode()
        assert "\0" not in words
    assert read.facts.title == "Half \ufffd"
