"""Imports and additions of articles taken back: what goes, what stays and why, and again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from annotations.actions import taking_out
from annotations.actions.adding import add_articles
from annotations.actions.taking_out import (
    CannotTakeOut,
    begin_taking_out,
    fail_taking_out,
    take_out,
)
from annotations.models import (
    Addition,
    Article,
    Capture,
    Coding,
    Hold,
    Import,
    ImportEntry,
    ProjectArticle,
    TakingOut,
)
from annotations.models.takings_out import brought_by
from annotations.queries.taking_out import would_go
from tests.exchange.test_imports import LATER, begin, lines, read
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_thread
from tests.factories.flags import make_flag
from tests.factories.projects import add_article, make_project
from tests.factories.revisions import revise_to
from tests.helpers.jobs import forget_jobs, jobs

AFTER = LATER + timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


def imported(cast, *numbers):
    return read(begin(cast, lines(*numbers)))


def places(cast):
    rows = ProjectArticle.objects.filter(project=cast.project).exclude(pk=cast.project_article.pk)
    return sorted(rows.values_list("article__title", flat=True))


def place(number):
    return ProjectArticle.objects.get(article__title=f"Round {number}")


def taken_back(cast, deed):
    return begin_taking_out(deed=deed, by=cast.manager, at=AFTER)


def test_what_nobody_worked_on_leaves_the_project_and_stays_on_record(cast):
    upload = imported(cast, 1, 2, 3)
    gone = place(2)

    taking = taken_back(cast, upload)

    assert (taking.total, taking.gone, taking.stayed) == (3, 3, 0)
    assert taking.finished_at == AFTER
    assert places(cast) == []
    assert Article.objects.filter(title__startswith="Round").count() == 3
    assert Capture.objects.filter(article__title="Round 2").exists()
    [event] = ProjectArticle.pgh_event_model.objects.filter(pgh_obj_id=gone.pk, pgh_label="delete")
    assert event.pgh_context.metadata["user"] == str(cast.manager.pk)
    assert event.pgh_context.metadata["taking_out"] == str(taking.pk)


def annotate(row, cast):
    make_coding(row, cast.owner)


def discuss(row, cast):
    machine = make_coding(row, None, engine="rules 1")
    said = make_attribution(machine, row.article.revisions.get().text[:5])
    make_comment(make_thread(machine, said.number), cast.second)


def flag(row, cast):
    make_flag(row, cast.reader)


def import_again(row, cast):
    imported(cast, 2)


def change_the_text(row, cast):
    revise_to(row.article, "Quite another text.")


@pytest.mark.parametrize(
    ("work_on", "why"),
    [
        (annotate, Hold.BEGUN),
        (flag, Hold.BEGUN),
        (discuss, Hold.DISCUSSED),
        (import_again, Hold.AGAIN),
        (change_the_text, Hold.REVISED),
    ],
)
def test_what_somebody_did_something_with_stays(cast, work_on, why):
    upload = imported(cast, 1, 2, 3)
    row = place(2)
    work_on(row, cast)

    assert would_go(upload).staying == [(why, 1)]
    assert would_go(upload).going == 2
    taking = taken_back(cast, upload)

    assert (taking.gone, taking.stayed) == (2, 1)
    assert set(cast.project.project_articles.all()) == {cast.project_article, row}
    with pytest.raises(CannotTakeOut, match="Nothing"):
        taken_back(cast, upload)


def test_a_file_that_was_taken_back_itself_holds_nothing(cast):
    first, second = imported(cast, 1), imported(cast, 1, 2)

    assert would_go(first).staying == [(Hold.AGAIN, 1)]
    taken_back(cast, second)

    assert places(cast) == ["Round 1"]
    taken_back(cast, first)
    assert places(cast) == []


def test_what_was_there_before_is_not_touched(cast):
    imported(cast, 1)
    upload = imported(cast, 1, 2)

    assert would_go(upload).before == 1
    assert taken_back(cast, upload).gone == 1
    assert places(cast) == ["Round 1"]


def test_an_article_of_another_project_leaves_this_one_only(cast):
    other = make_project("Straits")
    upload = imported(cast, 1)
    row = add_article(other, place(1).article)

    assert would_go(upload).elsewhere == 1
    taken_back(cast, upload)

    assert list(ProjectArticle.objects.filter(article=row.article)) == [row]


def test_the_same_file_again_brings_the_same_articles_back(cast):
    first = imported(cast, 1, 2)
    articles = set(Article.objects.filter(title__startswith="Round"))
    taken_back(cast, first)

    again = imported(cast, 1, 2)

    assert (again.added, again.existing, again.created) == (2, 0, 0)
    assert set(Article.objects.filter(title__startswith="Round")) == articles
    assert places(cast) == ["Round 1", "Round 2"]
    assert taken_back(cast, again).gone == 2


def test_one_article_twice_in_a_file_came_once(cast):
    upload = read(begin(cast, lines(1) + lines(1)))

    assert (upload.created, upload.existing) == (1, 1)
    assert ImportEntry.objects.filter(is_added=True).count() == 1
    assert taken_back(cast, upload).total == 1


def test_the_machine_s_coding_goes_along(cast):
    upload = imported(cast, 1)
    machine = make_coding(place(1), None, engine="rules 1")
    make_attribution(machine, place(1).article.revisions.get().text[:5])

    taken_back(cast, upload)

    assert not Coding.every.filter(pk=machine.pk).exists()


def test_a_large_one_is_taken_back_by_the_worker_part_by_part(cast, monkeypatch):
    upload = imported(cast, 1, 2, 3, 4, 5)
    forget_jobs()
    monkeypatch.setattr(taking_out, "AT_ONCE", 2)
    monkeypatch.setattr(taking_out, "PARTS_IN_A_JOB", 1)

    taking = taken_back(cast, upload)

    assert (taking.position, taking.gone, taking.finished_at) == (2, 2, None)
    with pytest.raises(CannotTakeOut, match="being taken back"):
        taken_back(cast, upload)
    kept = places(cast)[-1]
    make_coding(ProjectArticle.objects.get(article__title=kept), cast.owner)
    while not taking.finished_at:
        assert jobs().filter(task_name="take_out", status="todo").exists()
        take_out(taking=taking.pk, at=AFTER)
        taking.refresh_from_db()
    assert (taking.position, taking.gone) == (5, 4)
    assert places(cast) == [kept]
    take_out(taking=taking.pk, at=AFTER)
    taking.refresh_from_db()
    assert taking.position == 5


def test_the_worker_gives_up_and_the_rest_is_taken_back_anew(cast, monkeypatch):
    upload = imported(cast, 1, 2, 3)
    with monkeypatch.context() as patch:
        patch.setattr(taking_out, "AT_ONCE", 2)
        taking = taken_back(cast, upload)

    fail_taking_out(taking=taking.pk, at=AFTER, why="OperationalError: disk full")

    taking.refresh_from_db()
    assert (taking.failure, taking.finished_at) == ("OperationalError: disk full", AFTER)
    assert taken_back(cast, upload).gone == 1
    assert places(cast) == []


def test_what_is_on_its_way_or_archived_is_not_taken_back(cast):
    with pytest.raises(CannotTakeOut, match="Call it off first"):
        taken_back(cast, begin(cast, lines(1)))
    upload = imported(cast, 2)
    cast.project.archived_at = AFTER
    cast.project.save()
    upload = Import.objects.get(pk=upload.pk)

    with pytest.raises(CannotTakeOut, match="archived"):
        taken_back(cast, upload)
    assert places(cast) == ["Round 2"]


def test_jobs_are_asked_for_only_where_something_is_left(cast):
    upload = imported(cast, 1)
    forget_jobs()

    taken_back(cast, upload)

    assert not jobs().filter(task_name="take_out").exists()


def test_it_is_of_one_deed(cast):
    upload = imported(cast, 1)
    article = make_article("Elsewhere it says more.")
    added = add_articles(
        project=cast.project,
        articles=Article.objects.filter(pk=article.pk),
        by=cast.manager,
        at=AFTER,
    )
    common = {"project": cast.project, "by": cast.manager, "at": AFTER, "total": 1}

    for deeds in ({}, {"upload": upload, "addition": added}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TakingOut.objects.create(**common, **deeds)
    with pytest.raises(IntegrityError), transaction.atomic():
        Addition.objects.create(project=cast.project, by=cast.manager, at=AFTER, rows=[])
    assert [row.article for row in brought_by(added)] == [article]
