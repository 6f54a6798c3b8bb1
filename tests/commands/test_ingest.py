import io
import json
import os
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from annotations.exchange.bulk import batches
from annotations.models import Article, Capture, Source
from tests.actions.test_articles import TEXT
from tests.factories.projects import make_project
from tests.factories.users import make_user
from tests.outlet.pages import article_page

OTHER = TEXT.replace("Envoys meet again", "Envoys part again")


@pytest.fixture
def project(db):
    return make_project("Harbour talks")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def ingesting(*paths, stream=io.StringIO, **options):
    """(exit code, standard output, standard error)"""
    out, err, code = stream(), stream(), 0
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


WORDS = "The delegations met for six hours, and nobody would say what was on the table."


def rows(*numbers, **fields):
    return "".join(
        json.dumps({"title": f"Round {number}", "text": f"{WORDS} {number}."} | fields) + "\n"
        for number in numbers
    )


def test_a_line_of_json_is_an_article_of_the_source_that_it_names(project, tmp_path):
    shelf = tmp_path / "shelf.jsonl"
    shelf.write_text(rows(1, source="Second Quay") + "nothing\n" + rows(2))

    code, out, err = ingesting(shelf, source="")

    assert code == 1
    assert out == "created  Round 1\n"
    assert err.splitlines() == [
        f"{shelf}: line 2: This line is not JSON. Each line has to be one object of its own.",
        f"{shelf}: line 3: Say which source the article is from.",
    ]
    assert Article.objects.get().source.name == "Second Quay"


def test_so_is_a_row_of_a_table(project, tmp_path):
    shelf = tmp_path / "shelf.csv"
    shelf.write_text(f'Headline;Body\nRound 1;"{WORDS}"\nRound 2;"{WORDS} 2"\n', "utf-8-sig")

    code, out, err = ingesting(shelf)

    assert (code, out, err) == (0, "created  Round 1\ncreated  Round 2\n", "")


def test_and_a_file_in_a_zip(project, tmp_path):
    with zipfile.ZipFile(tmp_path / "shelf.zip", "w") as archive:
        archive.writestr("deep/one.txt", TEXT)
        archive.writestr("map.png", b"\x89PNG\r\n\x1a\n" + bytes(99))

    code, out, err = ingesting(tmp_path / "shelf.zip", json=True)

    assert code == 1
    assert json.loads(out)["path"] == f"{tmp_path}/shelf.zip: deep/one.txt"
    assert err.startswith(f"{tmp_path}/shelf.zip: map.png: This is not text")
    assert Capture.objects.get().filename == "one.txt"


def test_files_of_many_in_a_folder_are_opened_as_well(project, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text(rows(1))
    (tmp_path / "c.csv").write_text("words\nA\n")

    code, out, err = ingesting(tmp_path)

    assert code == 1
    assert out == "created  Envoys meet again\ncreated  Round 1\n"
    assert "c.csv: line 1: No column is known to hold the text (there are: words)." in err


@pytest.mark.parametrize("name", ["missing.jsonl", "broken.zip"])
def test_a_file_of_many_that_cannot_be_opened_is_named(project, tmp_path, name):
    (tmp_path / "broken.zip").write_bytes(b"nothing")

    code, out, err = ingesting(tmp_path / name)

    assert (code, out) == (1, "")
    assert err.startswith(f"{tmp_path}/{name}: The ")


def test_what_was_broken_off_goes_on_where_it_was(project, tmp_path, monkeypatch):
    monkeypatch.setattr("annotations.exchange.bulk.batches.IN_A_BATCH", 2)
    shelf = tmp_path / "shelf.jsonl"
    shelf.write_text(rows(*range(5)))
    whole, seen = batches.Item.read, []

    def once(item):
        seen.append(item)
        if len(seen) == 4:
            raise KeyboardInterrupt
        return whole(item)

    monkeypatch.setattr(batches.Item, "read", once)
    with pytest.raises(KeyboardInterrupt):
        ingesting(shelf)
    assert Article.objects.count() == 2

    _, out, _ = ingesting(shelf)

    assert [line.split()[0] for line in out.splitlines()] == ["exists"] * 2 + ["created"] * 3
    # What was here already is not read again.
    assert len(seen) == 4 + 3


def test_a_terminal_gets_one_line_that_moves(project, tmp_path, monkeypatch):
    monkeypatch.setattr("annotations.management.commands.ingest.TOLD_EVERY", 2)
    (tmp_path / "shelf.jsonl").write_text(rows(1, 2) + "nothing\n" + rows(3))

    _, out, err = ingesting(tmp_path / "shelf.jsonl", stream=Terminal)

    assert out == ""
    lines = [line for line in err.replace("\x1b[K", "").split("\r") if line]
    assert lines[0] == "2 taken in, 0 here already, 0 refused"
    assert "line 3: This line is not JSON" in lines[1]
    assert lines[-1] == "3 taken in, 0 here already, 1 refused\n"
