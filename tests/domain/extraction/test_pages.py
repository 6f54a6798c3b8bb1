from datetime import date, datetime, timedelta, timezone

import pytest

from annotations.domain.extraction import pages
from annotations.domain.text import CannotExtract
from tests.domain.extraction.samples import LAST, LONG, SPOKEN, article_page, page

LD = """<script type="application/ld+json">%s</script>"""
WHOLE = LD % (
    '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Example"},'
    '{"@type":["NewsArticle"],"headline":"Envoys meet again","inLanguage":"en-GB",'
    '"datePublished":"2026-03-18T09:15:00+01:00","url":"https://example.org/news/1#top",'
    '"author":[{"@type":"Person","name":"Ada Quill"},{"name":"Otto Feder"}],'
    '"publisher":{"@type":"Organization","name":"Example Herald"}}]}'
)
MORNING = datetime(2026, 3, 18, 9, 15, tzinfo=timezone(timedelta(hours=1)))


def test_headings_items_and_quotations_are_kept():
    pieces = pages.contents_of(article_page()).pieces

    assert list(pieces) == [
        ("title", "Envoys meet again"),
        ("paragraph", LONG),
        ("heading", "No new sanctions"),
        ("paragraph", SPOKEN),
        ("item", "The harbour stays open to both sides."),
        ("item", "Nobody pays twice."),
        ("quote", "We shall meet again, and sooner than you think."),
        ("paragraph", LAST),
    ]


def test_json_ld_says_all():
    facts = pages.contents_of(article_page(WHOLE)).facts

    assert facts.title == "Envoys meet again"
    assert facts.byline == "Ada Quill, Otto Feder"
    assert facts.published == MORNING
    assert facts.language == "en"
    assert facts.source_name == "Example Herald"
    assert facts.canonical_url == "https://example.org/news/1"


@pytest.mark.parametrize(
    ("head", "name", "value"),
    [
        ('<meta property="og:title" content="Envoys meet again">', "title", "Envoys meet again"),
        ("<title>Envoys meet again</title>", "title", "Envoys meet again"),
        ('<meta name="author" content="Ada Quill">', "byline", "Ada Quill"),
        ('<meta property="article:author" content="https://example.org/ada">', "byline", ""),
        (
            '<meta property="article:published_time" content="2026-03-18">',
            "published",
            date(2026, 3, 18),
        ),
        ('<meta name="DC.date.issued" content="2026-03-18">', "published", date(2026, 3, 18)),
        (
            '<meta property="og:site_name" content="Example Herald">',
            "source_name",
            "Example Herald",
        ),
        (
            '<link rel="canonical" href="https://example.org/a?b=1">',
            "canonical_url",
            "https://example.org/a?b=1",
        ),
        ('<link rel="canonical" href="https://example.org/">', "canonical_url", ""),
        ('<link rel="canonical" href="/relative">', "canonical_url", ""),
        ('<link rel="canonical" href="javascript:alert(1)">', "canonical_url", ""),
        (LD % '{"@type":"NewsArticle","author":"Ada Quill"}', "byline", "Ada Quill"),
        (
            LD % '{"@type":"NewsArticle","datePublished":"2026-03-18"}',
            "published",
            date(2026, 3, 18),
        ),
        (LD % "{broken", "byline", ""),
        (LD % ("[" * 100_000), "byline", ""),
        (LD % '{"@type":"Organization","name":"Herald"}', "byline", ""),
        (LD % '{"@type":"NewsArticle","author":{"name":["Ada Quill"]}}', "byline", "Ada Quill"),
        (LD % '{"@type":"NewsArticle","author":5,"publisher":[],"headline":null}', "byline", ""),
    ],
)
def test_each_place_is_looked_at(head, name, value):
    facts = pages.contents_of(article_page(head)).facts

    assert getattr(facts, name) == value


def test_the_outlets_name_is_taken_off_the_title():
    head = '<title>Talks – again | Example Herald</title><meta property="og:site_name" content="Example Herald">'
    body = f"<article><p>{LONG}</p><p>{SPOKEN}</p><p>{LAST}</p></article>"

    assert pages.contents_of(page(body, head)).facts.title == "Talks – again"


def test_the_first_time_of_the_article_is_its_date():
    before = '<p>By Ada Quill, <time datetime="2026-03-18T09:15:00+01:00">today</time></p>'

    assert pages.contents_of(article_page(before=before)).facts.published == MORNING


def test_scripts_comments_and_menus_are_no_words():
    after = (
        "<script>alert('never')</script><!-- hidden --><style>p{}</style>"
        "<div id='comments'><h3>3 comments</h3><p>I do not believe a word of it.</p></div>"
    )

    words = " ".join(words for _, words in pages.contents_of(article_page(after=after)).pieces)

    for residue in ("never", "hidden", "believe", "Home", "©"):
        assert residue not in words


def test_lines_of_a_paragraph_and_spaces_are_as_browsers_show_them():
    before = "<p>One   two\n\tthree<br>four five <em>six</em>,\n seven " + LONG + "</p>"

    words = [words for _, words in pages.contents_of(article_page(before=before)).pieces]

    assert any(
        paragraph.startswith("One two three\nfour five six, seven The") for paragraph in words
    )


def test_a_page_in_which_no_article_stands_out_gives_its_paragraphs():
    words = [words for _, words in pages.contents_of(page("<p>Short.</p>")).pieces]

    assert "Short." in " ".join(words)


@pytest.mark.parametrize(
    "source", ["<html></html>", "<html><body><script>x</script></body>", "<p>"]
)
def test_a_page_without_words_is_refused(source):
    with pytest.raises(CannotExtract) as refused:
        pages.contents_of(source)

    assert refused.value.code == "no_text"


def test_a_page_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr(pages, "MAX_ELEMENTS", 10)

    with pytest.raises(CannotExtract) as refused:
        pages.contents_of(article_page())

    assert refused.value.code == "too_complex"


def test_deep_nesting_is_survived():
    body = "<div>" * 5_000 + f"<p>{LONG}</p>"

    try:
        pieces = pages.contents_of(page(body)).pieces
    except CannotExtract:
        pieces = ()

    assert isinstance(pieces, tuple)


def words_of(page_text):
    return [words for _, words in pages.contents_of(page_text).pieces]


def test_a_short_article_comes_without_the_menu_of_its_page():
    short = page("<article><h1>Talks fail</h1><p>The talks failed, Quill said.</p></article>")

    assert words_of(short) == ["Talks fail", "The talks failed, Quill said."]


def test_a_page_laid_out_in_tables_keeps_its_paragraphs():
    cells = f"<tr><td><b>Ministry</b><br>Press release</td></tr><tr><td><p>{LONG}</p><p>{SPOKEN}</p></td></tr>"
    whole = page(
        f"<table><tr><td><table>{cells}<tr><td><p>{LAST}</p></td></tr></table></td></tr></table>"
    )

    assert words_of(whole) == ["Ministry", "Press release", LONG, SPOKEN, LAST]


def test_a_table_of_values_keeps_its_rows():
    table = "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Leith</td><td>12</td></tr></table>"
    pieces = words_of(article_page(before=f"<p>{SPOKEN}</p>{table}"))

    assert "Port\tShips" in pieces
    assert "Leith\t12" in pieces


@pytest.mark.parametrize(
    "furniture",
    [
        '<div role="dialog"><p>We would like to show you notifications of the newest news.</p></div>',
        "<dialog><p>Choose your edition of the Herald before you go on reading.</p></dialog>",
        '<div role="navigation"><p>World</p><p>Trade</p></div>',
        "<footer><p>Example Herald, 1 Harbour Street, Leith.</p></footer>",
    ],
)
def test_what_stands_around_an_article_stays_outside(furniture):
    short = page(f"{furniture}<article><h1>Talks fail</h1><p>They failed.</p></article>{furniture}")

    assert words_of(short) == ["Talks fail", "They failed."]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:section" content="World">',
        LD % '{"@type":"NewsArticle","articleSection":"World"}',
        LD % '{"@type":"NewsArticle","articleSection":["World","Trade"]}',
    ],
)
def test_the_section_is_read_from_the_page(head):
    assert pages.contents_of(article_page(head)).facts.section == "World"
