"""Reading a whole project: in batches that count once, whatever happens in between."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, OperationalError, transaction

from annotations.actions import runs
from annotations.actions.articles import Details, take_in
from annotations.actions.machine import suggest_quotations
from annotations.actions.runs import CannotRun, cancel_run, read_batch, start_run
from annotations.domain.extraction import extract_pasted
from annotations.models import Article, Batch, Coding, Run, learning
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project
from tests.helpers.jobs import forget_jobs, jobs
from tests.helpers.queries import queries_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def shelf(cast, monkeypatch):
    """Five articles, two in a batch."""
    monkeypatch.setattr(runs, "IN_A_BATCH", 2)
    for _ in range(4):
        add_article(cast.project, make_article())
    return cast


def start(cast):
    return start_run(project=cast.project, by=cast.manager, at=NOW)


def read_all(run):
    for batch in run.batches.order_by("number"):
        read_batch(batch=batch.pk, at=LATER)


def progress(run):
    found = Run.objects.with_progress().get(pk=run.pk)
    return found.done, found.failed


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


def asked():
    """Of the machine; what is gathered in stories is another matter."""
    readings = jobs().exclude(task_name="gather_article")
    return list(readings.values_list("task_name", "args", "priority"))


def test_a_run_is_cut_into_batches_with_a_job_each(shelf):
    run = start(shelf)

    assert (run.total, run.started_by, run.finished_at) == (5, shelf.manager, None)
    batches = run.batches.order_by("number")
    assert [len(batch.articles) for batch in batches] == [2, 2, 1]
    assert asked() == [("suggest_batch", {"batch": str(one.pk)}, -10) for one in batches]


def test_starting_costs_as_much_for_many(shelf, monkeypatch):
    few = len(queries_of(lambda: start(shelf)))
    Run.objects.all().delete()
    monkeypatch.setattr(runs, "IN_A_BATCH", 1)

    assert len(queries_of(lambda: start(shelf))) == few <= 8


def test_it_ends_with_its_last_batch(shelf):
    run = start(shelf)
    first, *others = run.batches.order_by("number")

    read_batch(batch=first.pk, at=LATER)
    run.refresh_from_db()
    assert (progress(run), run.finished_at) == ((2, 0), None)

    for batch in others:
        read_batch(batch=batch.pk, at=LATER)
    run.refresh_from_db()
    assert (progress(run), run.finished_at) == ((5, 0), LATER)
    assert Coding.objects.filter(kind="machine").count() == 5


def test_a_batch_that_is_tried_again_counts_once(shelf):
    run = start(shelf)
    batch = run.batches.get(number=1)

    for _ in range(2):
        read_batch(batch=batch.pk, at=LATER)

    assert progress(run) == (2, 0)


def test_a_batch_that_was_broken_off_goes_on_where_it_was(shelf, monkeypatch):
    """The database goes away at its second article: the first is whole, the second is not there."""
    run = start(shelf)
    batch = run.batches.get(number=1)
    whole, seen = runs.suggest_quotations, []

    def once(**kwargs):
        seen.append(kwargs)
        if len(seen) == 2:
            with transaction.atomic():
                whole(**kwargs)
                raise OperationalError("gone")
        return whole(**kwargs)

    monkeypatch.setattr(runs, "suggest_quotations", once)
    with pytest.raises(OperationalError):
        read_batch(batch=batch.pk, at=LATER)
    assert Coding.objects.filter(kind="machine").count() == 1
    assert progress(run) == (0, 0)

    read_batch(batch=batch.pk, at=LATER)
    assert progress(run) == (2, 0)
    assert Coding.objects.filter(kind="machine").count() == 2


def test_an_article_that_cannot_be_read_stops_no_other(shelf, monkeypatch, caplog):
    add_article(shelf.project, Article.objects.create(source=make_source(), title="To come"))
    whole, seen = runs.suggest_quotations, []

    def trips(**kwargs):
        seen.append(kwargs)
        if len(seen) == 1:
            raise RuntimeError("a bug")
        return whole(**kwargs)

    monkeypatch.setattr(runs, "suggest_quotations", trips)
    run = start(shelf)
    read_all(run)

    assert progress(run) == (4, 2)
    assert "cannot read article" in caplog.text
    run.refresh_from_db()
    assert run.finished_at


def test_an_article_that_has_left_the_project_is_done_with(shelf):
    run = start(shelf)
    shelf.project.project_articles.first().delete()

    read_all(run)

    assert progress(run) == (5, 0)


def test_called_off_it_reads_no_more(shelf):
    run = start(shelf)
    first, *others = run.batches.order_by("number")
    read_batch(batch=first.pk, at=LATER)

    cancel_run(run=run, by=shelf.manager, at=LATER)
    for batch in others:
        read_batch(batch=batch.pk, at=LATER)

    run.refresh_from_db()
    assert (run.is_cancelled, run.finished_at) == (True, LATER)
    assert progress(run) == (2, 0)
    assert Coding.objects.filter(kind="machine").count() == 2


def test_what_is_finished_cannot_be_called_off(shelf):
    run = start(shelf)
    read_all(run)

    cancel_run(run=run, by=shelf.manager, at=NOW)

    run.refresh_from_db()
    assert (run.is_cancelled, run.finished_at) == (False, LATER)


def test_one_runs_at_a_time(shelf):
    start(shelf)

    with pytest.raises(CannotRun, match="reading this project’s articles already"):
        start(shelf)

    assert Batch.objects.count() == 3
    other = make_project("Another")
    add_article(other, make_article())
    assert start_run(project=other, by=shelf.manager, at=NOW).total == 1


def test_only_what_is_unread_is_read(shelf, monkeypatch):
    for row in shelf.project.project_articles.all()[:3]:
        suggest_quotations(project_article=row, at=NOW)

    run = start(shelf)
    assert run.total == 2
    read_all(run)

    with pytest.raises(CannotRun, match="read every article"):
        start(shelf)
    monkeypatch.setattr(learning, "VERSION", "another 1")
    assert start(shelf).total == 5


def test_a_batch_that_is_gone_is_no_matter(db, shelf):
    run = start(shelf)
    batch = run.batches.first().pk
    run.delete()

    read_batch(batch=batch, at=LATER)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"done": 1}, "batch_counts_when_finished"),
        ({"done": 1, "finished_at": NOW}, "batch_counts_when_finished"),
        ({"done": 2, "failed": 1, "finished_at": NOW}, "batch_counts_when_finished"),
        ({"number": 2}, "batch_number_once"),
    ],
)
def test_a_batch_adds_up(shelf, fields, name):
    batch = start(shelf).batches.filter(number=1)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        batch.update(**fields)


def test_what_was_called_off_has_ended(shelf):
    start(shelf)

    with pytest.raises(IntegrityError, match="cancelled_is_finished"), transaction.atomic():
        Run.objects.update(is_cancelled=True)


def take(project, by, words="Winter\n\n“We will wait,” said Ada Quill."):
    read = extract_pasted(words)
    details = Details(title="Winter", source_name="Example Herald")
    data = words.encode()
    return take_in(project=project, by=by, at=NOW, data=data, extract=read, details=details)


def test_an_article_that_arrives_will_be_read(cast):
    taken = take(cast.project, cast.owner)

    row = str(taken.project_article.pk)
    assert asked() == [("suggest_article", {"project_article": row}, 10)]


def test_one_that_was_there_is_not_read_again_but_in_another_project(cast):
    take(cast.project, cast.owner)
    take(cast.project, cast.owner)
    assert len(asked()) == 1

    take(make_project("Another"), cast.owner)
    assert len(asked()) == 2


def test_what_is_rolled_back_is_never_asked_for(cast):
    with transaction.atomic():
        take(cast.project, cast.owner)
        transaction.set_rollback(True)

    assert asked() == []
