import io
import json
import os
import sys

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Article, Capture, Source
from tests.actions.test_articles import TEXT
from tests.factories.projects import make_project
from tests.factories.users import make_user
from tests.outlet.pages import article_page

OTHER = TEXT.replace("Envoys meet again", "Envoys part again")


@pytest.fixture
def project(db):
    return make_project("Harbour talks")


def ingesting(*paths, **options):
    """(exit code, standard output, standard error)"""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command(
            "ingest",
            *map(str, paths),
            source=options.pop("source", "Example Herald"),
            project=options.pop("project", "harbour TALKS"),
            stdout=out,
            stderr=err,
            no_color=True,
            **options,
        )
    except SystemExit as end:
        code = end.code
    return code, out.getvalue(), err.getvalue()


def test_each_file_is_an_article_and_a_line_of_json(project, tmp_path):
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text(OTHER)

    code, out, err = ingesting(tmp_path / "one.txt", tmp_path / "two.txt", json=True)

    assert (code, err) == (0, "")
    one, two = map(json.loads, out.splitlines())
    assert one["title"] == "Envoys meet again"
    assert two["title"] == "Envoys part again"
    assert {one["status"], two["status"]} == {"created"}
    article = Article.objects.get(pk=one["article"])
    assert str(article.revisions.get().pk) == one["revision"]
    assert article.source.name == "Example Herald"
    assert project.project_articles.count() == 2


def test_the_same_file_again_exists(project, tmp_path):
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "copy.txt").write_text(TEXT)

    code, out, _ = ingesting(tmp_path / "one.txt", tmp_path / "copy.txt", json=True)

    one, copy = map(json.loads, out.splitlines())
    assert code == 0
    assert copy["status"] == "exists"
    assert copy["article"] == one["article"]


def test_bad_files_are_named_and_the_rest_goes_on(project, tmp_path):
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(TEXT)

    code, out, err = ingesting(
        tmp_path / "bad.png",
        tmp_path / "empty.txt",
        tmp_path / "missing.txt",
        tmp_path / "good.txt",
        json=True,
    )

    assert code == 1
    assert len(out.splitlines()) == 1
    lines = err.splitlines()
    assert [line.split(": ")[0].rpartition("/")[2] for line in lines] == [
        "bad.png",
        "empty.txt",
        "missing.txt",
    ]
    assert "a PNG picture" in lines[0]
    assert Article.objects.count() == Capture.objects.count() == 1


def test_a_folder_means_its_files(project, tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_text(TEXT)
    (tmp_path / "a.txt").write_text(OTHER)
    (tmp_path / ".hidden.txt").write_text(TEXT + "Hidden.")

    code, out, _ = ingesting(tmp_path)

    assert code == 0
    assert out.splitlines() == ["created  Envoys part again", "created  Envoys meet again"]


def test_a_dash_is_standard_input(project, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    code, out, _ = ingesting("-", json=True)

    assert code == 0
    assert json.loads(out)["title"] == "Envoys meet again"


def test_somebody_may_be_named(project, tmp_path):
    analyst = make_user("analyst")
    (tmp_path / "one.txt").write_text(TEXT)

    ingesting(tmp_path / "one.txt", user="analyst")

    assert Article.objects.get().created_by == analyst


@pytest.mark.parametrize("options", [{"project": "No such"}, {"user": "nobody"}])
def test_unknown_names_are_said_before_anything_is_read(project, tmp_path, options):
    with pytest.raises(CommandError):
        ingesting(tmp_path, **options)

    assert not Source.objects.exists()


def test_too_much_text_is_refused(project, tmp_path):
    (tmp_path / "long.txt").write_text("word " * 1_000_000 + "x")

    code, _, err = ingesting(tmp_path / "long.txt")

    assert code == 1
    assert "5,000,001 characters" in err
    assert not Article.objects.exists()


def test_names_that_are_no_text_are_kept_and_printed_all_the_same(project, tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:
        file.write(TEXT.encode())

    code, out, _ = ingesting(tmp_path, json=True)

    assert code == 0
    assert json.loads(out)["path"].endswith("caf?.txt")
    assert Capture.objects.get().filename == "caf?.txt"


def test_addresses_are_fetched_and_bad_ones_named(project, outlet):
    outlet.put("/round", article_page())

    code, out, err = ingesting(
        outlet.url("/round"), outlet.url("/round"), outlet.url("/gone"), source="", json=True
    )

    first, second = map(json.loads, out.splitlines())
    assert code == 1
    assert (first["status"], second["status"]) == ("created", "exists")
    assert first["path"] == outlet.url("/round")
    assert err.startswith(f"{outlet.url('/gone')}: ")
    assert Article.objects.get().source.name == "Quay Gazette"
    assert Capture.objects.get().http["url"] == outlet.url("/round")


def test_a_source_must_be_known_from_somewhere(project, tmp_path):
    (tmp_path / "one.txt").write_text(TEXT)

    code, _, err = ingesting(tmp_path / "one.txt", source="")

    assert code == 1
    assert "Say which source the article is from." in err
