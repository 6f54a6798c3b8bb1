"""A large file for the register: kept in pieces, and read, planned and applied by the worker."""

import io
import json

import pytest
from django.db import IntegrityError, OperationalError, transaction

from annotations.actions import register_imports as actions
from annotations.actions.register_imports import (
    CannotImportRegister,
    discard_register_import,
    fail_register_import,
    retry_register_import,
)
from annotations.exchange.register import importing
from annotations.exchange.register.importing import go_on, start, take_register_file
from annotations.models import Actor, RegisterImport, RegisterImportPiece, RegisterImportRow
from tests.helpers.jobs import forget_jobs, jobs
from tests.helpers.register_files import ACTORS, LATER, NOW, plans
from tests.helpers.workbooks import workbook

NAMES = [f"Person {n}" for n in range(1, 8)]
TABLE = ACTORS + "".join(f",person,{name},,,,,\n" for name in NAMES)
POPOLO = json.dumps({"persons": [{"id": str(n), "name": name} for n, name in enumerate(NAMES)]})
SHEET = workbook({"people": [["kind", "name"], *(["person", name] for name in NAMES)]})


@pytest.fixture(autouse=True)
def small(db, monkeypatch):
    """No file is small, pieces cut rows anywhere, and parts have two rows."""
    forget_jobs()
    monkeypatch.setattr(importing, "READ_AT_ONCE", 0)
    monkeypatch.setattr(importing, "IN_A_PIECE", 64)
    monkeypatch.setattr(importing, "ROWS_IN_A_PART", 2)
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    monkeypatch.setattr(actions, "AT_ONCE", 2)


def taken(cast, data=TABLE):
    data = data.encode() if isinstance(data, str) else data
    return take_register_file(io.BytesIO(data), filename="people", by=cast.owner, at=NOW)


def worked(upload):
    go_on(upload=upload.pk, at=LATER)
    upload.refresh_from_db()
    return upload


def said(upload):
    return [row.title for row in upload.entries.order_by("number")]


@pytest.mark.parametrize("data", [TABLE, POPOLO, SHEET], ids=["csv", "popolo", "xlsx"])
def test_it_is_kept_at_once_and_read_by_the_worker(cast, data):
    upload = taken(cast, data)

    assert (upload.is_reading, upload.rows, upload.entries.count()) == (True, 0, 0)
    assert upload.pieces.count() == -(-upload.size // 64)
    assert jobs().filter(task_name="work_register_import").count() == 1
    upload = worked(upload)
    assert (upload.is_waiting, upload.read_at, upload.planned_at) == (True, LATER, LATER)
    assert (upload.rows, upload.planned) == (7, 7)
    assert said(upload) == NAMES
    assert plans(upload) == ["create"] * 7
    assert not RegisterImportPiece.objects.exists()
    assert not Actor.objects.exists()


@pytest.mark.parametrize("data", [TABLE, POPOLO, SHEET], ids=["csv", "popolo", "xlsx"])
@pytest.mark.parametrize("done", [1, 2, 3])
def test_broken_off_while_reading_it_goes_on_and_keeps_nothing_twice(cast, monkeypatch, data, done):
    upload = taken(cast, data)
    keep, calls = importing.keep_register_part, []

    def breaking(**kwargs):
        calls.append(kwargs)
        if len(calls) > done:
            raise OperationalError("the server is gone")
        return keep(**kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(importing, "keep_register_part", breaking)
        with pytest.raises(OperationalError):
            worked(upload)
    upload.refresh_from_db()
    assert (upload.rows, upload.entries.count(), upload.is_reading) == (2 * done, 2 * done, True)

    upload = worked(upload)

    assert said(upload) == NAMES
    assert upload.is_waiting


@pytest.mark.parametrize("done", [1, 3])
def test_broken_off_while_planning_it_is_planned_anew(cast, monkeypatch, done):
    upload = taken(cast)
    part, calls = importing.plan_register_part, []

    def breaking(**kwargs):
        calls.append(kwargs)
        if len(calls) > done:
            raise OperationalError("the server is gone")
        return part(**kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(importing, "plan_register_part", breaking)
        with pytest.raises(OperationalError):
            worked(upload)
    upload.refresh_from_db()
    assert (upload.is_planning, upload.planned) == (True, 2 * done)
    targets = set(upload.entries.exclude(target=None).values_list("number", "target"))

    upload = worked(upload)

    assert upload.is_waiting
    assert targets < set(upload.entries.values_list("number", "target"))
    assert RegisterImportRow.objects.count() == 7
    worked(start(upload, by=cast.owner, at=LATER))
    assert Actor.objects.count() == 7


def test_what_cannot_be_read_is_refused_as_a_whole(cast):
    upload = taken(cast, TABLE + '"never ends')

    upload = worked(upload)

    assert upload.code == "broken_table"
    assert upload.finished_at == LATER
    assert not RegisterImportRow.objects.exists()
    assert not RegisterImportPiece.objects.exists()


def test_discarded_on_its_way_nothing_of_it_is_kept(cast):
    upload = taken(cast)

    discard_register_import(upload=upload, by=cast.owner, at=LATER)

    upload = worked(upload)
    assert upload.is_discarded
    assert not RegisterImportPiece.objects.exists()
    assert not RegisterImportRow.objects.exists()


def test_the_worker_gives_up_and_goes_on_when_asked(cast):
    upload = taken(cast)
    forget_jobs()
    fail_register_import(upload=upload.pk, at=LATER, why="OperationalError: disk full")
    upload.refresh_from_db()
    assert (upload.is_at_work, upload.failure) == (False, "OperationalError: disk full")

    upload = retry_register_import(upload=upload, by=cast.owner)

    assert (upload.is_at_work, upload.failure) == (True, "")
    assert jobs().count() == 1
    with pytest.raises(CannotImportRegister):
        retry_register_import(upload=upload, by=cast.owner)
    upload = worked(upload)
    fail_register_import(upload=upload.pk, at=LATER, why="too late")
    upload.refresh_from_db()
    assert (upload.is_waiting, upload.failure) == (True, "")


def test_constraints(cast):
    for wrong in (
        {"planned_at": NOW},
        {"failed_at": NOW, "finished_at": NOW},
        {"failure": "disk full"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisterImport.objects.create(owner=cast.owner, uploaded_at=NOW, **wrong)
