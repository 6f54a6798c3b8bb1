"""Rows: what their columns mean, what is kept of one, and that its text stays as it was."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.extraction import MEDIA_TYPES, Format, extract
from annotations.domain.extraction.rows import (
    FIELDS,
    bytes_of,
    field_of,
    meanings_of,
    row_of,
    row_of_line,
)
from annotations.domain.text import CannotExtract, normalise

WORDS = "The delegations met for six hours, and nobody would say what was on the table."


def reading(**row):
    return extract(bytes_of(row), filename="shelf.csv", media_type=MEDIA_TYPES[Format.ROW])


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("text", "text"),
        ("Full Text", "text"),
        ("article_body", "text"),
        ("Headline", "title"),
        ("Überschrift", "title"),
        ("pub-date", "published"),
        ("Автор", "byline"),
        ("المصدر", "source"),
        ("id", ""),
        ("", ""),
    ],
)
def test_columns_are_understood_by_their_usual_names(column, field):
    assert field_of(column) == field


def test_each_field_has_one_column_and_the_one_that_is_called_like_it_goes_first():
    found = meanings_of(["body", "headline", "Text", "heading", "id"])

    assert found == {"Text": "text", "headline": "title"}


def test_what_says_nothing_is_left_out():
    row = row_of({"title": " A ", "text": " as it is \n", "url": "n/a", "author": ["B", "C"]})

    assert row == {"title": "A", "text": " as it is \n", "byline": "B, C"}


@pytest.mark.parametrize("value", [{"a": 1}, [1], True, 3])
def test_a_text_is_words(value):
    with pytest.raises(CannotExtract) as refused:
        row_of({"text": value})

    assert (refused.value.code, refused.value.params) == ("row_value", {"field": "text"})


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"nothing", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[1, 2]", "not_a_row"),
        (b'"words"', "not_a_row"),
        (b'{"text": "\xff"}', "mis_encoded"),
        (b'{"title": {"a": 1}, "text": "b"}', "row_value"),
    ],
)
def test_a_line_that_is_no_row_says_why(line, code):
    with pytest.raises(CannotExtract) as refused:
        row_of_line(line)

    assert refused.value.code == code


def test_what_a_program_writes_for_no_number_is_nothing():
    assert row_of_line(b'{"text": "b", "published": NaN, "source": null}') == {"text": "b"}


def test_the_same_row_gives_the_same_bytes_whatever_its_order():
    one = bytes_of({"title": "A", "text": "b"})

    assert one == bytes_of({"text": "b", "title": "A", "url": ""})
    assert json.loads(one) == {"title": "A", "text": "b"}


def test_everything_that_a_row_says_is_read():
    read = reading(
        title="Envoys meet",
        text=WORDS,
        byline="Ada Quill",
        published="2026-03-18T09:15:00+01:00",
        language="en-GB",
        source="Example Herald",
        url="https://example.org/1?utm_source=mail#top",
        section="World",
    )

    assert read.extractor == "row"
    facts = read.facts
    assert (facts.title, facts.byline, facts.language) == ("Envoys meet", "Ada Quill", "en")
    assert (facts.source_name, facts.section) == ("Example Herald", "World")
    assert facts.canonical_url == "https://example.org/1"
    assert (read.day, read.instant) == (
        date(2026, 3, 18),
        datetime(2026, 3, 18, 8, 15, tzinfo=UTC),
    )


def test_a_language_that_is_no_code_is_told_by_the_text():
    assert reading(text=WORDS, language="English").facts.language == "en"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"title": "A"}, "row_text"),
        ({"text": " \n\u200b"}, "row_text"),
        ({"text": WORDS, "published": "yesterday"}, "row_date"),
        ({"text": WORDS, "published": "3/4/2026", "language": "en"}, "row_date"),
        ({"text": WORDS, "url": "example"}, "row_url"),
        ({"text": WORDS, "url": "ftp://example.org/1"}, "row_url"),
        ({"text": "half \ud800 a character"}, "lone_surrogate"),
        ({"text": WORDS, "title": "\udfff"}, "lone_surrogate"),
        ({"text": "x" * 5_000_001}, "too_long"),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(row, code):
    with pytest.raises(CannotExtract) as refused:
        reading(**row)

    assert refused.value.code == code


def test_a_day_before_a_month_is_read_where_the_language_tells():
    assert reading(text=WORDS, published="3/4/2026", language="fr").day == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Envoys meet", ["title", "paragraph"]),
        ("Another title", ["paragraph", "paragraph"]),
        ("", ["title", "paragraph"]),
    ],
)
def test_the_title_is_in_the_text_only_where_the_text_has_it(title, kinds):
    read = reading(title=title, text=f"Envoys meet\n\n{WORDS}")

    assert [block.kind for block in read.blocks] == kinds
    assert read.facts.title == (title or "Envoys meet")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text(max_size=40))
def test_the_text_is_kept_to_the_letter(words, title):
    """Residue, space and emptiness inside: offsets that others gave into it stay true."""
    text = f"Leave a comment\r\n  {words}\rx "
    row = {"title": title, "text": text} if title.isprintable() else {"text": text}

    read = reading(**row)

    assert read.text == normalise(text)
    assert "".join(read.text[block.start : block.end] for block in read.blocks) == read.text


def test_fields_are_known_by_their_own_names():
    assert [field_of(field) for field in FIELDS] == list(FIELDS)
