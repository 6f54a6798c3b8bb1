"""Uploads of many articles: read in parts, that count once whatever happens in between."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connection, transaction

from annotations.actions import imports as actions
from annotations.actions.imports import (
    CannotImport,
    cancel_import,
    fail_import,
    forget_imports,
    retry_import,
    start_import,
)
from annotations.domain.text import CannotExtract
from annotations.exchange import imports
from annotations.exchange.bulk import batches
from annotations.exchange.imports import keep_upload, look_at, open_upload, read_import
from annotations.models import Article, Import, ImportEntry, ImportPiece, ProjectArticle, Source
from tests.helpers.jobs import forget_jobs, jobs

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
WORDS = "The delegations met for six hours, and nobody would say what was on the table."


def lines(*numbers):
    return "".join(
        json.dumps({"title": f"Round {n}", "text": f"{WORDS} {n}."}) + "\n" for n in numbers
    )


def keep(cast, data, name="shelf.jsonl", by=None):
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
    return keep_upload(file, project=cast.project, by=by or cast.owner, at=NOW)


def begin(cast, data, name="shelf.jsonl", meanings=None, source_name="Herald"):
    upload = keep(cast, data, name)
    return start_import(
        upload=upload, by=cast.owner, at=NOW, meanings=meanings or {}, source_name=source_name
    )


def read(upload):
    read_import(upload=upload.pk, at=LATER)
    upload.refresh_from_db()
    return upload


def taken_in():
    return sorted(Article.objects.filter(title__startswith="Round").values_list("title", flat=True))


@pytest.fixture(autouse=True)
def small(db, monkeypatch):
    """Two articles in a batch, and pieces that cut lines anywhere."""
    forget_jobs()
    monkeypatch.setattr(batches, "IN_A_BATCH", 2)
    monkeypatch.setattr(imports, "IN_A_PIECE", 64)


def test_a_file_is_kept_in_pieces_and_read_as_one(cast):
    data = lines(1, 2, 3).encode()

    upload = keep(cast, data)

    assert (upload.size, upload.is_waiting) == (len(data), True)
    assert upload.pieces.count() == -(-len(data) // 64)
    with open_upload(upload) as file:
        assert file.read() == data
        file.seek(-100, io.SEEK_END)
        assert file.read(50) == data[-100:-50]
        file.seek(10)
        assert file.read(100) == data[10:110]


def test_what_is_no_file_of_many_is_not_kept(cast):
    for name, data, code in (
        ("a.txt", b"words", "not_many"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(9), "binary"),
    ):
        with pytest.raises(CannotExtract) as refused:
            keep(cast, data, name)
        assert refused.value.code == code

    assert not Import.objects.exists()


def test_nor_one_that_is_too_large(cast, settings):
    settings.IMPORT_MAX_BYTES = 100

    with pytest.raises(CannotImport, match="at most 0 MB"):
        keep(cast, lines(1, 2))

    assert not ImportPiece.objects.exists()


def test_nor_more_than_one_can_look_at(cast, monkeypatch):
    monkeypatch.setattr(actions, "MAX_WAITING", 1)
    keep(cast, lines(1))

    with pytest.raises(CannotImport, match="wait already"):
        keep(cast, lines(2))
    keep(cast, lines(2), by=cast.second)


def test_the_first_articles_can_be_looked_at_and_columns_tried_out(cast):
    upload = keep(
        cast, "Schlagzeile,Wortlaut\n" + f"Round 1,{WORDS.replace(',', '')}\n" * 9, "a.csv"
    )

    (refused,) = look_at(upload)
    tried = look_at(upload, {"Schlagzeile": "title", "Wortlaut": "text"})

    assert refused.refusal.code == "row_columns"
    assert [one.extract.facts.title for one in tried] == ["Round 1"] * imports.LOOKED_AT
    assert not taken_in()


def test_all_of_it_is_taken_in_and_told(cast):
    begin(cast, lines(1))
    upload = begin(cast, lines(2, 3) + "nothing\n" + lines(2, 4))
    assert jobs().filter(task_name="read_import").count() == 2

    read(upload)

    assert (upload.created, upload.existing, upload.refused) == (3, 1, 1)
    assert (upload.position, upload.reached, upload.finished_at) == (5, upload.size, LATER)
    entries = upload.entries.order_by("number").values_list("line", "outcome", "code")
    assert list(entries) == [
        (1, "created", ""),
        (2, "created", ""),
        (3, "refused", "not_json"),
        (4, "exists", ""),
        (5, "created", ""),
    ]
    assert upload.entries.filter(project_article__article__source__name="Herald").count() == 4
    assert not upload.pieces.exists()


def test_a_changed_text_at_a_known_address_is_told_apart(cast):
    row = {"title": "Round 1", "text": WORDS, "url": "https://example.org/1"}
    changed = row | {"text": f"{WORDS} Nor did they ask."}
    read(begin(cast, json.dumps(row)))

    upload = read(begin(cast, f"{json.dumps(changed)}\n{json.dumps(row | {'byline': 'A. Quill'})}"))

    assert (upload.created, upload.revised, upload.position) == (0, 2, 2)
    assert Article.objects.get(title="Round 1").revisions.count() == 3


def test_a_zip_is_read_out_of_its_pieces(cast):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"deep/{number}.txt", f"Round {number}\n\n{WORDS * 2} {number}.")
        archive.writestr("map.png", b"\x89PNG\r\n\x1a\n" + bytes(9))

    upload = read(begin(cast, file.getvalue(), "shelf.zip"))

    assert (upload.created, upload.refused) == (5, 1)
    assert taken_in() == [f"Round {number}" for number in range(5)]
    assert upload.entries.get(outcome="refused").name == "map.png"


def test_columns_mean_what_somebody_says(cast):
    table = f'Schlagzeile;Wortlaut;Blatt\nRound 1;"{WORDS}";Second Quay\nRound 2;"{WORDS} 2";\n'
    meanings = {"Schlagzeile": "title", "Wortlaut": "text", "Blatt": "source"}

    upload = read(begin(cast, table, "shelf.csv", meanings=meanings))

    assert upload.created == 2
    sources = Source.objects.filter(articles__title__startswith="Round").order_by("name")
    assert list(sources.values_list("name", flat=True)) == ["Herald", "Second Quay"]


def test_without_a_source_each_is_refused_with_a_sentence(cast):
    upload = read(begin(cast, lines(1), source_name=""))

    assert upload.refused == 1
    assert upload.entries.get().why == "Say which source the article is from."


def test_a_file_without_articles_ends_as_well(cast):
    upload = read(begin(cast, "\n\n"))

    assert (upload.position, upload.finished_at) == (0, LATER)


def test_a_reader_that_fails_stops_no_other(cast, monkeypatch, caplog):
    whole = batches.Item.read

    def trips(item):
        if item.line == 2:
            raise RuntimeError("a bug")
        return whole(item)

    monkeypatch.setattr(batches.Item, "read", trips)
    upload = read(begin(cast, lines(1, 2, 3)))

    assert (upload.created, upload.refused) == (2, 1)
    assert "Cannot read line 2" in caplog.text


def test_a_job_leaves_the_rest_to_the_next_one(cast, monkeypatch):
    monkeypatch.setattr(imports, "BATCHES_IN_A_JOB", 1)
    upload = begin(cast, lines(1, 2, 3, 4, 5))
    forget_jobs()

    read(upload)
    assert (upload.position, upload.is_running) == (2, True)
    assert 0 < upload.reached <= upload.size
    assert jobs().filter(task_name="read_import").count() == 1

    read(upload)
    read(upload)
    assert (upload.position, upload.is_running) == (5, False)
    assert len(taken_in()) == 5


@pytest.mark.parametrize("where", ["take_in_many", "_entry", "_finish"])
def test_broken_off_anywhere_nothing_is_lost_and_nothing_is_twice(cast, monkeypatch, where):
    upload = begin(cast, lines(1, 2, 3, 4, 5, 6))
    whole, seen = getattr(actions, where), []

    def gone(*args, **kwargs):
        result = whole(*args, **kwargs)
        seen.append(where)
        if len(seen) == (1 if where == "_finish" else 2):
            raise OperationalError("gone")
        return result

    monkeypatch.setattr(actions, where, gone)
    with pytest.raises(OperationalError), transaction.atomic():
        read_import(upload=upload.pk, at=LATER)
    # As a test runs, all of the job was one transaction; the next test has them apart.
    upload.refresh_from_db()
    assert upload.position == upload.entries.count() == len(taken_in()) == 0

    read(upload)
    assert len(taken_in()) == upload.created == upload.position == 6
    assert ImportEntry.objects.filter(outcome="created").count() == 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kills", [1, 2, 3])
def test_killed_in_the_middle_it_goes_on_where_it_was(cast, monkeypatch, kills):
    """The database ends the connection within a part, as it does when the worker is killed."""
    upload = begin(cast, lines(1, 2, 3, 4, 5, 6))
    whole, seen = ImportEntry.objects.bulk_create, []

    def killed(rows):
        whole(rows)
        seen.append(len(rows))
        if len(seen) == kills:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(ImportEntry.objects, "bulk_create", killed)
    with pytest.raises(OperationalError):
        read_import(upload=upload.pk, at=LATER)
    connection.close()

    upload.refresh_from_db()
    assert upload.position == upload.entries.count() == len(taken_in()) == 2 * (kills - 1)
    read(upload)
    assert taken_in() == [f"Round {number}" for number in range(1, 7)]
    assert (upload.created, upload.existing, upload.refused) == (6, 0, 0)
    assert ProjectArticle.objects.filter(article__title__startswith="Round").count() == 6
    assert sum(seen) == 8


def test_two_jobs_at_once_do_not_do_the_same(cast, monkeypatch):
    """The other one is faster while this one reads; what this one has read is put aside."""
    upload = begin(cast, lines(1, 2, 3, 4))
    whole = imports.offers_of

    def slowly(*args):
        monkeypatch.setattr(imports, "offers_of", whole)
        found = whole(*args)
        read_import(upload=upload.pk, at=LATER)
        return found

    monkeypatch.setattr(imports, "offers_of", slowly)
    read(upload)

    assert (upload.created, upload.existing, upload.position) == (4, 0, 4)


def test_called_off_what_was_taken_in_stays_and_the_rest_is_forgotten(cast, monkeypatch):
    monkeypatch.setattr(imports, "BATCHES_IN_A_JOB", 1)
    upload = read(begin(cast, lines(1, 2, 3, 4)))

    cancel_import(upload=upload, by=cast.owner, at=LATER)
    read(upload)

    assert (upload.is_cancelled, upload.position) == (True, 2)
    assert taken_in() == ["Round 1", "Round 2"]
    assert not upload.pieces.exists()


def test_it_begins_once(cast):
    upload = begin(cast, lines(1))

    with pytest.raises(CannotImport, match="meanwhile"):
        start_import(upload=upload, by=cast.owner, at=NOW, meanings={}, source_name="")


def test_what_nobody_begins_is_forgotten_after_some_days(cast):
    begun, waiting = begin(cast, lines(1)), keep(cast, lines(2))

    assert forget_imports(at=NOW + timedelta(days=6)) == 0
    assert forget_imports(at=NOW + timedelta(days=8)) == 1
    assert list(Import.objects.all()) == [begun]
    assert not ImportPiece.objects.filter(upload=waiting).exists()


def test_one_that_is_gone_is_no_matter(cast):
    upload = begin(cast, lines(1))
    pk = upload.pk
    upload.delete()

    read_import(upload=pk, at=LATER)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"created": 1}, "import_adds_up"),
        ({"position": 1, "refused": 1}, "import_started"),
        ({"is_cancelled": True}, "import_cancelled_is_finished"),
        ({"failure": "OSError"}, "import_failed_is_unfinished"),
        ({"failed_at": NOW}, "import_failed_is_unfinished"),
        ({"failed_at": NOW, "started_at": NOW, "finished_at": NOW}, "import_failed_is_unfinished"),
    ],
)
def test_an_import_adds_up(cast, fields, name):
    upload = keep(cast, lines(1))

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Import.objects.filter(pk=upload.pk).update(**fields)


def test_what_the_worker_gave_up_goes_on_where_it_was(cast, monkeypatch):
    monkeypatch.setattr(imports, "BATCHES_IN_A_JOB", 1)
    upload = read(begin(cast, lines(1, 2, 3)))
    fail_import(upload=upload.pk, at=LATER, why="OSError: disk full")
    upload.refresh_from_db()
    assert (upload.is_running, upload.failed_at) == (False, LATER)

    retry_import(upload=upload, by=cast.owner)

    assert jobs().filter(status="todo").last().args == {"upload": str(upload.pk)}
    upload.refresh_from_db()
    assert (upload.is_running, upload.failure) == (True, "")
    assert (read(upload).position, taken_in()) == (3, ["Round 1", "Round 2", "Round 3"])
    with pytest.raises(CannotImport):
        retry_import(upload=upload, by=cast.owner)


def test_a_job_that_is_tried_from_the_queue_goes_on_as_well(cast):
    upload = begin(cast, lines(1))
    fail_import(upload=upload.pk, at=LATER, why="OSError: disk full")

    assert read(upload).finished_at == LATER
    assert (upload.failed_at, upload.failure) == (None, "")


def test_what_was_called_off_does_not_fail(cast):
    upload = begin(cast, lines(1))
    cancel_import(upload=upload, by=cast.owner, at=LATER)

    fail_import(upload=upload.pk, at=LATER, why="OSError: disk full")

    upload.refresh_from_db()
    assert upload.failed_at is None
