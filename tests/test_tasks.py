"""The worker itself, on the test database: what is asked for is done, and once."""

import io
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from annotations import tasks
from annotations.actions import coded_taking_back, restoring, runs, telling
from annotations.actions.coded_imports import start_coded_import
from annotations.actions.coded_taking_back import (
    look_at_taking_coded_back,
    start_taking_coded_back,
)
from annotations.actions.jobs import (
    appear_in_copies_later,
    gather_article_later,
    read_import_later,
    suggest_article_later,
)
from annotations.actions.learning import start_learning
from annotations.actions.runs import start_run
from annotations.exchange.coded import taking
from annotations.exchange.whole_project import keep_file, project_file
from annotations.models import Article, Coding, Import, Run, Span, StoryArticle, Suggestion
from tests.exchange.coded.test_importing import kept
from tests.exchange.coded.test_recording import line, lines
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.factories.stories import add_copies
from tests.helpers.jobs import forget_jobs, jobs, work

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_jobs(transactional_db):
    forget_jobs()
    yield
    forget_jobs()


def states():
    return list(jobs().values_list("task_name", "status"))


def test_an_article_that_arrived_is_read(cast):
    suggest_article_later(cast.project_article.pk)

    work()

    assert states() == [("suggest_article", "succeeded")]
    assert Coding.objects.get().kind == "machine"
    assert Suggestion.objects.exists()


def test_an_article_that_arrived_is_gathered_in_a_story(cast):
    gather_article_later(cast.project_article.article_id)
    gather_article_later(uuid4())

    work()

    assert states() == [("gather_article", "succeeded")] * 2
    assert StoryArticle.objects.get().article_id == cast.project_article.article_id


def test_what_is_annotated_on_a_copy_appears_on_the_others(cast):
    wire, _ = add_copies(cast.project)
    passage = make_passage(make_coding(wire, cast.owner), "harbour treaty")
    for _ in range(3):
        appear_in_copies_later(wire.pk)
    appear_in_copies_later(uuid4())

    work()

    assert states() == [("appear_in_copies", "succeeded")] * 2
    assert passage.appearances.standing().count() == 1


def test_a_job_that_waits_already_sees_what_is_being_written(cast):
    wire, _ = add_copies(cast.project)
    coding = make_coding(wire, cast.owner)
    appear_in_copies_later(wire.pk)

    with transaction.atomic():
        passage = make_passage(coding, "harbour treaty")
        appear_in_copies_later(wire.pk)
        # A worker that took the job now would not see the passage.
        work()
        assert states() == [("appear_in_copies", "todo")]
    work()

    assert states() == [("appear_in_copies", "succeeded")]
    assert passage.appearances.standing().count() == 1


def test_a_job_that_was_taken_is_asked_for_again(cast):
    wire, _ = add_copies(cast.project)
    appear_in_copies_later(wire.pk)
    jobs().update(status="doing")

    appear_in_copies_later(wire.pk)

    assert states() == [("appear_in_copies", "doing"), ("appear_in_copies", "todo")]


@pytest.mark.parametrize(
    ("attempts", "status", "failure"), [(0, "todo", ""), (5, "failed", "OSError: disk full")]
)
def test_an_import_that_is_tried_no_more_has_failed(cast, monkeypatch, attempts, status, failure):
    def full(**_):
        raise OSError("disk full")

    monkeypatch.setattr(tasks, "read_import", full)
    upload = Import.objects.create(
        project=cast.project,
        owner=cast.owner,
        filename="shelf.jsonl",
        size=1,
        layout={},
        uploaded_at=NOW,
        started_at=NOW,
    )
    read_import_later(upload.pk)
    jobs().update(attempts=attempts)

    work()

    assert states() == [("read_import", status)]
    upload.refresh_from_db()
    assert (upload.failure, upload.is_running) == (failure, not failure)


@pytest.mark.parametrize(
    ("attempts", "own", "told"),
    [
        (0, {}, []),
        (5, {}, ["OSError: disk full"]),
        (5, {"why": "Ask whoever keeps this machine."}, ["Ask whoever keeps this machine."]),
    ],
)
def test_a_job_that_gives_up_tells_the_page_of_its_work(attempts, own, told):
    heard = []
    context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))

    with (
        pytest.raises(OSError, match="disk full"),
        tasks.giving_up(context, lambda *, at, why, upload: heard.append(why), upload=1, **own),
    ):
        raise OSError("disk full")

    assert heard == told


def test_what_is_gone_or_without_text_is_no_failure(cast):
    empty = Article.objects.create(source=make_source(), title="To come")
    suggest_article_later(uuid4())
    suggest_article_later(add_article(cast.project, empty).pk)

    work()

    assert states() == [("suggest_article", "succeeded")] * 2
    assert not Coding.objects.exists()


def test_a_project_is_read_to_the_end(cast, monkeypatch):
    monkeypatch.setattr(runs, "IN_A_BATCH", 2)
    for _ in range(4):
        add_article(cast.project, make_article())
    start_run(project=cast.project, by=cast.manager, at=NOW)

    work()

    run = Run.objects.with_progress().get()
    assert (run.total, run.done, run.failed) == (5, 5, 0)
    assert run.finished_at > run.started_at
    assert states() == [("suggest_batch", "succeeded")] * 3
    assert Coding.objects.filter(kind="machine").count() == 5


def test_who_waits_for_one_article_does_not_wait_for_a_project(cast):
    start_run(project=cast.project, by=cast.manager, at=NOW)
    suggest_article_later(cast.project_article.pk)

    assert jobs().order_by("-priority").first().task_name == "suggest_article"


def test_a_job_that_fails_is_tried_again(cast, monkeypatch):
    def fails(**kwargs):
        raise RuntimeError("no")

    monkeypatch.setattr(tasks, "suggest_quotations", fails)
    suggest_article_later(cast.project_article.pk)

    work()

    job = jobs().get()
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at > timezone.now()


def test_a_project_teaches_the_machine_and_is_read_anew(cast):
    """From the button to articles that are read with what was learned, all by the worker."""
    for number in range(12):
        row = add_article(
            cast.project,
            make_article(f"Day {number}\n\nAda Quill reckoned the ferry was lost. It rained."),
        )
        coding = make_coding(row, cast.owner, "done")
        make_attribution(coding, "the ferry was lost", cue="reckoned", mention="Ada Quill")
    learned = start_learning(project=cast.project, by=cast.manager, at=NOW)

    work()

    learned.refresh_from_db()
    assert (learned.state, learned.articles, learned.progress) == ("ready", 12, 100)
    engines = set(Coding.objects.filter(kind="machine").values_list("engine", flat=True))
    assert engines == ({learned.label} if learned.is_on else set())
    assert {status for _, status in states()} == {"succeeded"}


def test_a_file_of_a_project_becomes_one_and_says_how_far_it_is(cast, monkeypatch):
    monkeypatch.setattr(telling, "EVERY_SECONDS", 0)
    seen = []
    copying = restoring.copying

    @contextmanager
    def looking():
        with copying() as put:

            def put_and_look(*rows):
                put(*rows)
                # As somebody else sees it, in the midst of the transaction.
                beside = connection.copy()
                with beside.cursor() as cursor:
                    cursor.execute("SELECT done FROM annotations_restoration")
                    seen.append(cursor.fetchone()[0])
                beside.close()

            yield put_and_look

    monkeypatch.setattr(restoring, "copying", looking)
    data = io.BytesIO(b"".join(project_file(cast.project)))
    kept = keep_file(data, filename="a.zip", name="Again", by=cast.admin, at=NOW)

    work()

    kept.refresh_from_db()
    assert kept.project.name == "Again"
    assert seen == sorted(seen)
    assert 0 < seen[-1] <= kept.total == kept.done


def test_a_file_of_annotations_is_looked_through_taken_in_and_taken_back(cast, monkeypatch):
    monkeypatch.setattr(telling, "EVERY_SECONDS", 0)
    monkeypatch.setattr(coded_taking_back, "WITHOUT_WORKER", 0)
    seen = []
    finish_coded = taking.finish_coded

    def looking(**how):
        finish_coded(**how)
        # As somebody else sees it, in the midst of the transaction.
        beside = connection.copy()
        with beside.cursor() as cursor:
            cursor.execute("SELECT reached FROM annotations_codedimport")
            seen.append(cursor.fetchone()[0])
        beside.close()

    monkeypatch.setattr(taking, "finish_coded", looking)
    upload = kept(cast, lines(line()))
    work()
    upload.refresh_from_db()
    assert upload.is_waiting
    assert 0 < seen[0] <= upload.size
    assert not Span.objects.exists()

    start_coded_import(upload=upload, by=cast.manager, at=NOW)
    work()
    assert Span.objects.get(coding__kind="human").words == "harbour"
    look_at = look_at_taking_coded_back(upload=upload, by=cast.manager, at=NOW)
    work()
    start_taking_coded_back(taking=look_at, by=cast.manager, at=NOW)
    work()

    look_at.refresh_from_db()
    assert (look_at.finished_at is None, look_at.failure) == (False, "")
    # With what the machine said in the article.
    assert not Span.objects.exists()
    ours = [status for name, status in states() if "coded" in name]
    assert ours == ["succeeded"] * 4
