"""Files of annotations that the worker takes in: in parts, and on after a break."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from annotations.actions.coded import Terms
from annotations.actions.coded_imports import (
    CannotImportCoded,
    cancel_coded_import,
    fail_coded_import,
    forget_coded_imports,
    look_again,
    retry_coded_import,
    start_coded_import,
    take_in_coded_part,
)
from annotations.exchange.coded import ahead, importing
from annotations.exchange.coded.importing import go_on_coded, keep_coded_files
from annotations.exchange.coded.taking import resumed
from annotations.models import (
    Attribution,
    CodedImport,
    CodedImportEntry,
    CodedImportLine,
    Coding,
    Link,
    ProjectArticle,
    Span,
)
from tests.actions.test_coded_taking_back import HUMAN, ID, a_line, said
from tests.exchange.coded.test_recording import line, lines
from tests.helpers.coded import NOW
from tests.helpers.jobs import forget_jobs

LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


def kept(cast, data: bytes, form: str = "", name: str = "notes.jsonl", **terms) -> CodedImport:
    return keep_coded_files(
        [SimpleUploadedFile(name, data)],
        project=cast.project,
        form=form,
        terms=Terms(**terms),
        by=cast.manager,
        at=NOW,
    )


def begun(cast, data: bytes, **terms) -> CodedImport:
    upload = kept(cast, data, **terms)
    go_on_coded(upload=upload.pk, at=NOW)
    return start_coded_import(upload=upload, by=cast.manager, at=NOW)


def later_link() -> dict:
    """In another text: it repeats what stands in the first one."""
    link = {"kind": "repeats", "article": ID, "coder": HUMAN, "number": 2}
    coding = {"coder": HUMAN, "annotations": [said(1, "Nobody", links=[link])]}
    return a_line(id="other", title="More talks", text="Again: Nobody.", codings=[coding])


def test_a_look_is_undone_and_what_it_found_stays(cast):
    upload = kept(cast, lines(a_line(), line(words=["nowhere"])), new_tags=True)
    assert upload.is_looking
    go_on_coded(upload=upload.pk, at=LATER)
    upload.refresh_from_db()

    assert (upload.looked_at, upload.is_waiting, upload.reached) == (LATER, True, upload.size)
    assert upload.planned["annotations"] == 3
    assert [entry.at for entry in upload.entries.order_by("number")] == ["line 1", "line 2"]
    assert upload.lines.get().at == "line 2 ada"
    assert not upload.things.filter(target__isnull=False).exists()
    assert not Span.objects.exists()
    assert ProjectArticle.objects.get() == cast.project_article


def test_broken_off_after_each_part_it_is_as_if_it_never_was(cast, monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 1)
    # A line that is none stands before, between and after.
    data = b"nonsense\n" + lines(a_line()) + b"nonsense\n" + lines(later_link()) + b"nonsense\n"
    upload = begun(cast, data, form="jsonl", new_tags=True)
    counts = upload.planned

    for position in (1, 2, 2):
        go_on_coded(upload=upload.pk, at=LATER, parts=1)
        upload.refresh_from_db()
        assert upload.position == position
    go_on_coded(upload=upload.pk, at=LATER, parts=1)

    assert upload.finished_at == LATER
    assert upload.counts == counts
    assert (counts["links"], counts["refused"], counts["added"]) == (2, 3, 2)
    assert Link.objects.count() == 2
    assert Attribution.objects.count() == 3
    whys = [told.at for told in upload.lines.order_by("number")]
    assert whys == ["line 1", "line 3", "line 5"]
    assert not upload.pieces.exists()
    assert not upload.entries.exclude(waiting=None).exists()


def test_two_coders_of_one_user_name_are_noticed_from_one_job_to_the_next(cast, monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 1)
    desks = [
        line(title=f"Talks {number}", text=f"The harbour {number}.", coder=name)
        for number, name in enumerate(("desk/1", "desk=1", "DESK/1"))
    ]
    upload = begun(cast, lines(*desks), form="jsonl")
    planned = upload.planned

    for _part in range(4):
        go_on_coded(upload=upload.pk, at=LATER, parts=1)

    upload.refresh_from_db()
    assert [told.why for told in upload.lines.all()] == [
        "“desk/1” and “desk=1” have one user name here, “desk.1”."
    ]
    assert upload.counts == planned
    assert Coding.objects.filter(analyst__username="desk.1").count() == 2


def test_coders_whom_a_manager_made_one_stay_one_from_one_job_to_the_next(cast, monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 1)
    desks = [
        line(title=f"Talks {number}", text=f"The harbour {number}.", coder=name)
        for number, name in enumerate(("desk/1", "desk=1"))
    ]
    terms = Terms(coders={"desk/1": cast.owner.pk, "desk=1": cast.owner.pk})
    upload = kept(cast, lines(*desks), form="jsonl")
    look_again(upload=upload, form="jsonl", terms=terms, by=cast.manager, at=NOW)
    go_on_coded(upload=upload.pk, at=NOW)
    start_coded_import(upload=upload, by=cast.manager, at=NOW)

    for _part in range(3):
        go_on_coded(upload=upload.pk, at=LATER, parts=1)

    assert not upload.lines.exists()
    assert Coding.objects.filter(analyst=cast.owner).count() == 2


def test_two_who_take_the_same_part_take_it_once(cast):
    upload = begun(cast, lines(line()))
    first = resumed(upload, cast.manager, LATER)
    stale = CodedImport.objects.get(pk=upload.pk)
    go_on_coded(upload=upload.pk, at=LATER, parts=1)

    again = take_in_coded_part(
        upload=stale, taking=first, documents=[], reached=0, by=cast.manager, at=LATER
    )

    assert not again
    assert Span.objects.count() == 1


def test_what_is_called_off_stays_as_far_as_it_came(cast, monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 1)
    upload = begun(cast, lines(line(), line(title="More", text="More of the harbour.")))
    go_on_coded(upload=upload.pk, at=LATER, parts=1)

    cancel_coded_import(upload=upload, by=cast.manager, at=LATER)
    go_on_coded(upload=upload.pk, at=LATER)

    assert Span.objects.count() == 1
    upload.refresh_from_db()
    assert (upload.is_cancelled, upload.finished_at) == (True, LATER)


def test_one_that_fails_goes_on_when_it_is_tried_again(cast):
    upload = begun(cast, lines(line()))
    fail_coded_import(upload=upload.pk, at=LATER, why="OSError: no room")
    go_on_coded(upload=upload.pk, at=LATER)
    assert not Coding.objects.exists()

    upload = retry_coded_import(upload=upload, by=cast.manager)
    with pytest.raises(CannotImportCoded, match="goes on already"):
        retry_coded_import(upload=upload, by=cast.manager)
    go_on_coded(upload=upload.pk, at=LATER)

    assert Coding.objects.count() == 1


def test_what_is_decided_stays_decided(cast):
    upload = begun(cast, lines(line()))

    with pytest.raises(CannotImportCoded, match="begun or discarded"):
        start_coded_import(upload=upload, by=cast.manager, at=LATER)
    with pytest.raises(CannotImportCoded, match="begun or discarded"):
        look_again(upload=upload, form="brat", terms=Terms(), by=cast.manager, at=LATER)


def test_a_project_that_is_archived_meanwhile_takes_nothing_more(cast):
    upload = begun(cast, lines(line()))
    cast.project.archived_at = NOW
    cast.project.save()

    go_on_coded(upload=upload.pk, at=LATER)

    upload.refresh_from_db()
    assert "archived" in upload.why
    assert not Coding.objects.exists()


def test_five_wait_and_are_forgotten_after_a_week(cast):
    for _number in range(5):
        kept(cast, lines(line()))
    with pytest.raises(CannotImportCoded, match="5 files wait already"):
        kept(cast, lines(line()))

    assert forget_coded_imports(at=NOW + timedelta(days=6)) == 0
    assert forget_coded_imports(at=NOW + timedelta(days=8)) == 5


def test_another_format_is_looked_at_anew(cast):
    upload = kept(cast, lines(line()), form="brat")
    go_on_coded(upload=upload.pk, at=NOW)
    upload.refresh_from_db()
    assert upload.why

    look_again(upload=upload, form="jsonl", terms=Terms(), by=cast.manager, at=NOW)
    go_on_coded(upload=upload.pk, at=NOW)

    upload.refresh_from_db()
    assert (upload.why, upload.planned["annotations"]) == ("", 1)


def test_large_files_are_read_in_pieces(cast, monkeypatch):
    monkeypatch.setattr(importing, "IN_A_PIECE", 64)
    data = lines(*(line(title=f"Talks {n}", text=f"{n}. The harbour.") for n in range(5)))
    upload = begun(cast, data)
    assert upload.pieces.count() == -(-len(data) // 64)
    go_on_coded(upload=upload.pk, at=LATER)

    assert Span.objects.count() == 5


def test_constraints(cast):
    upload = kept(cast, lines(line()))
    row = CodedImport.objects.filter(pk=upload.pk)
    entry = {"upload": upload, "number": 1}
    CodedImportEntry.objects.create(**entry)
    CodedImportLine.objects.create(**entry, why="No")
    for wrong in (
        {"is_cancelled": True},
        {"failure": "Why"},
        {"failed_at": NOW, "finished_at": NOW},
        {"position": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**wrong)
    for rows in (
        lambda: CodedImportEntry.objects.create(**entry),
        lambda: CodedImportLine.objects.create(**entry, why="No"),
        lambda: upload.pieces.create(number=0, data=b""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows()


def test_a_file_without_a_byte_says_that_it_is_empty(cast):
    with pytest.raises(CannotImportCoded, match="The file is empty"):
        kept(cast, b"", form="jsonl")

    assert not CodedImport.objects.exists()
