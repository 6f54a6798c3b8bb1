import io
import json
import sys

import pytest
from django.core.management import call_command

from tests.domain.extraction.samples import LAST, LONG, article_page


def extracting(*paths):
    """(exit code, what was printed as objects, standard error)"""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("extract", *map(str, paths), stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        code = end.code
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


@pytest.fixture
def page_file(tmp_path):
    head = (
        '<meta name="author" content="Ada Quill"><meta property="article:section" content="World">'
        '<meta property="article:published_time" content="2026-03-18T09:15:00+01:00">'
    )
    path = tmp_path / "envoys.html"
    path.write_text(article_page(head), "utf-8")
    return path


def test_a_page_becomes_one_line_without_a_database(page_file):
    code, (line,), err = extracting(page_file)

    assert (code, err) == (0, "")
    assert (line["title"], line["byline"]) == ("Envoys meet again", "Ada Quill")
    assert (line["published"], line["language"]) == ("2026-03-18T09:15:00+01:00", "en")
    assert (line["section"], line["media_type"]) == ("World", "text/html")
    assert line["text"].startswith(f"Envoys meet again\n\n{LONG}\n\n")
    assert line["text"].rstrip().endswith(LAST)
    assert line["path"] == str(page_file)


def test_what_is_not_known_is_empty(tmp_path):
    (tmp_path / "a.txt").write_text("Nobody knows.", "utf-8")

    _, (line,), _ = extracting(tmp_path / "a.txt")

    assert (line["byline"], line["published"], line["url"]) == ("", None, "")


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_done(page_file, tmp_path):
    (tmp_path / "b.html").write_text("", "utf-8")

    code, lines, err = extracting(tmp_path / "missing.html", tmp_path / "b.html", page_file)

    assert (code, len(lines)) == (1, 1)
    missing, empty = err.splitlines()
    assert missing.endswith("missing.html: No such file or directory")
    assert "There is nothing in it" in empty


def test_standard_input_is_a_file_without_a_name(page_file, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page_file.read_bytes())))

    _, (line,), _ = extracting("-")

    assert (line["title"], line["path"]) == ("Envoys meet again", "-")
