import io
import json

import pytest

from annotations.domain.text import CannotExtract
from annotations.exchange.bulk import items_of, json_lines, layout_of


def reading(data, meanings=None):
    file = io.BytesIO(data)
    return list(items_of(file, layout_of(file, "shelf.jsonl"), meanings))


def test_each_line_is_an_article_and_bad_ones_are_named():
    items = reading(
        b'\xef\xbb\xbf{"title": "A", "body": "b"}\n\nnothing\r\n{"Headline": "C", "text": "d"}'
    )

    assert [item.line for item in items] == [1, 3, 4]
    assert [item.refusal and item.refusal.code for item in items] == [None, "not_json", None]
    assert json.loads(items[0].data) == {"title": "A", "text": "b"}
    assert json.loads(items[2].data) == {"title": "C", "text": "d"}


def test_a_line_that_never_ends_is_passed_over(monkeypatch):
    monkeypatch.setattr(json_lines, "MAX_BYTES", 100)

    items = reading(b'{"text": "' + b"x" * 1_000 + b'"}\n{"text": "d"}\n')

    assert [(item.line, item.refusal and item.refusal.code) for item in items] == [
        (1, "line_too_long"),
        (2, None),
    ]


def test_one_may_say_oneself_what_the_names_mean():
    (item,) = reading(b'{"words": "b", "text": "c"}', {"words": "text"})

    assert json.loads(item.data) == {"text": "b"}


def test_the_first_lines_tell_the_names():
    lines = b'{"title": "A"}\nnothing\n{"text": "b", "id": 3}\n'

    assert layout_of(io.BytesIO(lines), "a.ndjson").columns == ("title", "text", "id")


@pytest.mark.parametrize("name", ["article.txt", "data.json", "archive.tar.gz", "none"])
def test_other_files_are_no_files_of_many(name):
    with pytest.raises(CannotExtract) as refused:
        layout_of(io.BytesIO(b"{}"), name)

    assert refused.value.code == "not_many"
