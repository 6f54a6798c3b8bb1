"""A file that is read ahead comes in as one that is read part by part."""

import io

import pytest
from django.db import OperationalError, connection, connections, transaction

from annotations.actions import coded_codings
from annotations.actions.coded import Report, Terms
from annotations.actions.coded_imports import begin_coded_import
from annotations.exchange.coded import ahead
from annotations.exchange.coded.jsonl import read_file
from annotations.exchange.coded.taken import BadFile
from annotations.exchange.coded.taking import go_through, look_through, take_in
from annotations.models import CodedImport, Coding, Project, Span
from tests.exchange.coded.test_recording import line, lines
from tests.helpers.coded import NOW, imported, records

pytestmark = pytest.mark.django_db
TEXTS = [f"The envoy spoke of harbour {number}.\nNobody answered." for number in range(7)]


def a_file(*texts: str) -> bytes:
    return lines(*(line(title=one[:29], text=one) for one in texts))


def taken(given, project, **how) -> Report:
    return take_in(given, project=project, terms=Terms(), by=None, at=NOW, **how)


def test_what_cannot_be_read_is_told_when_what_came_before_is_there(cast, monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 2)
    late = b'{"format": "attache annotations", "version": 99}\n'

    def given():
        yield from read_file(io.BytesIO(a_file(*TEXTS[:3])))
        # It is of the second part, and read while the first one is being written.
        yield from read_file(io.BytesIO(late))

    with pytest.raises(BadFile):
        taken(given(), cast.project)

    upload = CodedImport.objects.get()
    assert (upload.position, "later version" in upload.why) == (2, True)
    assert upload.finished_at == NOW
    assert Span.objects.count() == 2


@pytest.mark.parametrize("at_once", [1, 2, 250])
def test_what_is_refused_is_told_in_the_same_order_whether_it_is_read_ahead_or_not(
    cast, monkeypatch, at_once
):
    monkeypatch.setattr(ahead, "AT_ONCE", at_once)
    told = []
    for is_pipe in (True, False):
        # Between any two lines one that is none; half of the others do not fit.
        wrong = [lines(line(title=one[:29], text=one, words=["nowhere"])) for one in TEXTS]
        data = b"nonsense\n".join(a_file(one) + bad for one, bad in zip(TEXTS, wrong, strict=True))
        with transaction.atomic():
            report = taken(read_file(io.BytesIO(data)), cast.project, is_pipe=is_pipe)
            noted = CodedImport.objects.get().lines.order_by("number").values_list("at", flat=True)
            told.append(([one.at for one in report.told], list(noted), report.counts))
            transaction.set_rollback(True)

    assert told[0] == told[1]
    assert told[0][2]["refused"] == 6 + 7


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_annotations_that_come_in_by_some_texts_are_the_same_as_all_at_once(
    cast, monkeypatch, at_once
):
    # One text comes twice, by one coder and by another.
    data = a_file(*TEXTS) + lines(
        line(title=TEXTS[0][:29], text=TEXTS[0], words=["envoy", "Nobody"]),
        line(title=TEXTS[0][:29], text=TEXTS[0], coder="bela", words=["envoy"]),
    )
    found = []
    for texts in (coded_codings.AT_ONCE, at_once):
        monkeypatch.setattr(coded_codings, "AT_ONCE", texts)
        with transaction.atomic():
            report = imported(data, cast.project)
            rows = Coding.objects.order_by("revision__text", "analyst__username")
            numbers = list(rows.values_list("revision__text", "analyst__username", "next_number"))
            found.append((records(cast.project), report.counts, numbers))
            transaction.set_rollback(True)

    assert found[0] == found[1]
    assert found[0][1]["annotations"] == 10


@pytest.mark.parametrize("is_pipe", [True, False])
def test_a_pipe_is_not_waited_for_while_rows_are_locked(cast, monkeypatch, is_pipe):
    monkeypatch.setattr(ahead, "AT_ONCE", 1)
    outside, within = len(connection.savepoint_ids), []

    def given():
        for one in read_file(io.BytesIO(a_file(*TEXTS[:3]))):
            within.append(len(connection.savepoint_ids) > outside)
            yield one

    taken(given(), cast.project, is_pipe=is_pipe)

    assert within == [False, not is_pipe, not is_pipe]
    assert Span.objects.count() == 3


def test_whoever_takes_some_parts_reads_no_further(cast, monkeypatch):
    monkeypatch.setattr(ahead, "AT_ONCE", 1)
    upload = begin_coded_import(
        project=cast.project, filename="", form="jsonl", terms=Terms(), by=None, at=NOW
    )
    read = []

    def given():
        for one in read_file(io.BytesIO(a_file(*TEXTS))):
            read.append(one)
            yield one

    common = {"upload": upload, "by": None, "at": NOW}
    assert go_through(given(), **common, parts=2, reached=lambda: 0)
    assert (len(read), upload.position, Span.objects.count()) == (2, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_a_look_locks_no_row_that_its_annotations_lead_to(cast):
    other, found = connections.create_connection("default"), []

    def ask(*_args):
        try:
            with other.cursor() as cursor:
                sql = f'SELECT 1 FROM "{Project._meta.db_table}" WHERE id = %s FOR UPDATE NOWAIT'
                cursor.execute(sql, [cast.project.pk])
                found.append("free")
        except OperationalError:
            found.append("locked")

    given = read_file(io.BytesIO(a_file(*TEXTS)))
    try:
        look_through(given, project=cast.project, terms=Terms(), by=None, at=NOW, tell=ask)
    finally:
        other.close()

    assert found == ["free"]
