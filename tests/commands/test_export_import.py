"""`export` and `import` from the shell."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from annotations.exchange.coded import ahead
from annotations.models import CodedImport, Coding, Span
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import make_project, make_tag


@pytest.fixture
def coded(cast):
    tag = make_tag(cast.project.codebook)
    make_passage(make_coding(cast.project_article, cast.owner, "done"), "cornered", tag)
    return cast


@pytest.fixture
def path(coded, tmp_path):
    path = tmp_path / "talks.jsonl"
    call_command("export", project=coded.project.name, format="jsonl", output=str(path))
    return path


def run(*args, **options) -> tuple[str, str, int]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*args, stdout=out, stderr=err, **options)
    except SystemExit as stopped:
        return out.getvalue(), err.getvalue(), stopped.code
    return out.getvalue(), err.getvalue(), 0


def test_a_file_is_written_whole_and_told(coded, path):
    told, _err, _code = run("export", project="harbour TALKS", format="jsonl", output=str(path))

    assert told.startswith("1 articles, 1 annotations,")
    assert len(path.read_text().splitlines()) == 3
    assert [one.name for one in path.parent.iterdir()] == ["talks.jsonl"]


def test_standard_output_gets_nothing_but_the_file(coded, monkeypatch):
    class Standard(io.StringIO):
        buffer = io.BytesIO()

    monkeypatch.setattr(sys, "stdout", Standard())
    told, _err, _code = run("export", project=str(coded.project.pk), format="jsonl")

    lines = Standard.buffer.getvalue().splitlines()
    assert (told, len(lines)) == ("", 3)
    assert json.loads(lines[-1])["counts"]["annotations"] == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"project": "Nowhere"}, "There is no project “Nowhere”. There are: Harbour talks."),
        ({"coder": "nobody"}, "There is no user “nobody”."),
        ({"source": "The Void"}, "There is no source “The Void”."),
        ({"which": "own"}, "Say whose own"),
        ({"output": "/nowhere/at/all"}, "/nowhere/at/all cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_sentence(coded, options, sentence):
    with pytest.raises(CommandError, match=sentence.replace(".", r"\.")):
        call_command("export", **{"project": "Harbour talks", "format": "jsonl"} | options)


def test_a_dry_run_tells_and_the_real_one_does(coded, path):
    other = make_project("Other", coded.project.codebook)

    told, _err, code = run("import", str(path), project="Other", format="jsonl", dry_run=True)
    assert "1  new annotations" in told
    assert told.endswith("This was a dry run: nothing was changed.\n")
    assert (code, Coding.objects.filter(project=other).count()) == (0, 0)
    assert not CodedImport.objects.exists()

    told, _err, code = run("import", str(path), project="Other", format="jsonl")
    coding = Coding.objects.get(project=other)
    assert (code, coding.analyst, coding.state) == (0, coded.owner, "done")
    assert Span.objects.get(coding=coding).words == "cornered"
    upload = CodedImport.objects.get()
    assert (upload.project, upload.owner, upload.filename) == (other, None, "talks.jsonl")
    assert (upload.counts["annotations"], upload.finished_at is None) == (1, False)


def test_what_is_refused_is_told_and_fails_the_command(coded, path):
    make_project("Other", coded.project.codebook)
    path.write_text(path.read_text().replace('"words":"cornered"', '"words":"uncornered"'))

    _told, err, code = run("import", str(path), project="Other", format="jsonl")

    assert code == 1
    assert "talks.jsonl: line 2 owner 1: " in err


def test_whose_they_are_is_said_where_the_file_does_not(coded, path):
    other = make_project("Other", coded.project.codebook)
    path.write_text(path.read_text().replace('"name":"owner"', '"name":""'))

    _told, err, code = run("import", str(path), project="Other", format="jsonl")
    assert code == 1
    assert "does not say whose annotations" in err

    told, _err, code = run(
        "import", str(path), project="Other", format="jsonl", coder="Bela Fen", source="Herald"
    )
    analyst = Coding.objects.get(project=other).analyst
    assert (analyst.username, analyst.shown_name) == ("Bela.Fen", "Bela Fen")
    assert (analyst.is_active, analyst.has_usable_password()) == (False, False)
    assert "New accounts that nobody can sign in with: Bela.Fen" in told


def test_what_is_no_day_is_told_in_a_sentence(coded):
    with pytest.raises(CommandError, match="“2026-02-30” is no day, such as 2026-03-18"):
        run("export", "--since", "2026-02-30", project=coded.project.name, format="jsonl")


def test_days_the_wrong_way_round_are_told_in_a_sentence(coded):
    days = ("--since", "2026-03-02", "--until", "2026-03-01")
    with pytest.raises(CommandError, match="--since is after --until"):
        run("export", *days, project=coded.project.name, format="jsonl")


def test_a_file_with_nothing_in_it_is_no_silence(coded, tmp_path):
    path = tmp_path / "nothing.jsonl"
    path.write_bytes(b"")
    told, err, code = run("import", str(path), project=coded.project.name, format="jsonl")

    assert (told, code) == ("", 1)
    assert err.endswith("nothing.jsonl: There is nothing in it.\n")


def test_what_is_refused_for_its_tags_names_the_option(coded, path):
    project = make_project("Other talks")
    _told, err, code = run("import", str(path), project=project.name, format="jsonl")

    assert code == 1
    assert "1 for their tags: --new-tags takes these in." in err


def test_a_folder_of_brat_is_read_as_its_zip_would_be(cast, tmp_path):
    """As brat itself has them: nobody packs a folder first."""
    for name, text in (("ada", "Ada one"), ("bob", "Bob two")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text)
        (tmp_path / name / "a.ann").write_text(f"T1\tPER 0 3\t{text[:3]}\n")
    (tmp_path / "annotation.conf").write_text("[entities]\n")
    common = {"project": "Harbour talks", "format": "brat", "source": "Fen Post", "new_tags": True}

    _told, err, code = run("import", str(tmp_path), **common)

    assert (code, err) == (0, "")
    spans = Span.objects.order_by("words")
    assert [(one.words, one.coding.analyst.username) for one in spans] == [
        ("Ada", "ada"),
        ("Bob", "bob"),
    ]

    several = sorted(map(str, tmp_path.glob("*/a.*")))
    told, err, code = run("import", *several, **common)
    assert (code, "2  annotations that are here already" in told) == (0, True), err

    loose = [str(tmp_path / "ada" / name) for name in ("a.ann", "a.txt")]
    told, err, code = run("import", *loose, coder="ada", **common)
    assert (code, "1  annotations that are here already" in told) == (0, True)

    _told, err, code = run("import", *loose, **common)
    assert (code, "does not say whose annotations these are" in err) == (1, True)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_that_breaks_off_tells_what_came_before(cast, tmp_path, monkeypatch, dry_run):
    monkeypatch.setattr(ahead, "AT_ONCE", 1)
    path = tmp_path / "tasks.json"
    tasks = [{"data": {"text": f"Talks {number}"}} for number in range(3)]
    path.write_text(json.dumps(tasks)[:-4])
    out = io.StringIO()

    with pytest.raises(CommandError, match="This is not JSON"):
        call_command(
            *("import", str(path)),
            project="Harbour talks",
            format="label-studio",
            source="Fen Post",
            dry_run=dry_run,
            stdout=out,
        )

    assert ("2  new articles" in out.getvalue()) is not dry_run
    assert cast.project.project_articles.count() == (1 if dry_run else 3)
