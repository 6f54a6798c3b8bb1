"""An article of a project knows the day on which people last worked on it."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from annotations.models import Coding, ProjectArticle
from annotations.models.projects import UNTOUCHED
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)


def day_of(row):
    return ProjectArticle.objects.values_list("touched_on", flat=True).get(pk=row.pk)


@pytest.mark.django_db
def test_nobody_has_touched_a_new_article(cast):
    assert day_of(cast.project_article) == UNTOUCHED == date(1970, 1, 1)


@pytest.mark.django_db
def test_it_is_the_day_of_the_latest_change_by_people(cast):
    row = cast.project_article
    first = make_coding(row, cast.owner, changed_at=MONDAY)
    assert day_of(row) == MONDAY.date()
    make_coding(row, None, changed_at=FRIDAY)
    assert day_of(row) == MONDAY.date()
    second = make_coding(row, cast.second, changed_at=TUESDAY)
    assert day_of(row) == TUESDAY.date()
    gold = make_coding(row, None, kind="gold", changed_at=FRIDAY)
    assert day_of(row) == FRIDAY.date()

    gold.delete()
    assert day_of(row) == TUESDAY.date()
    Coding.objects.filter(pk=first.pk).update(changed_at=FRIDAY)
    assert day_of(row) == FRIDAY.date()
    Coding.objects.filter(pk=first.pk).update(changed_at=MONDAY)
    assert day_of(row) == TUESDAY.date()
    Coding.objects.filter(pk=second.pk).update(is_current=False)
    assert day_of(row) == MONDAY.date()
    Coding.every.filter(pk=second.pk).update(is_current=True)
    assert day_of(row) == TUESDAY.date()
    Coding.every.filter(project_article=row).delete()
    assert day_of(row) == UNTOUCHED


@pytest.mark.django_db
def test_the_machine_and_what_is_old_leave_it_as_it_is(cast):
    row = cast.project_article
    machine = make_coding(row, None, changed_at=MONDAY)
    make_coding(row, cast.owner, changed_at=FRIDAY, is_current=False)
    Coding.objects.filter(pk=machine.pk).update(changed_at=FRIDAY)

    assert day_of(row) == UNTOUCHED


@pytest.mark.django_db
def test_days_are_those_of_utc(cast):
    make_coding(
        cast.project_article,
        cast.owner,
        changed_at=datetime.fromisoformat("2026-03-02T01:30+02:00"),
    )

    assert day_of(cast.project_article) == date(2026, 3, 1)


@pytest.mark.django_db
def test_many_codings_in_one_statement(cast):
    rows = [add_article(cast.project, make_article(f"Text {number}")) for number in range(3)]
    Coding.objects.bulk_create(
        Coding(
            project=cast.project,
            project_article=row,
            revision=row.article.revisions.get(),
            analyst=user,
            changed_at=MONDAY + timedelta(days=number * turn),
        )
        for number, row in enumerate(rows)
        for turn, user in ((1, cast.owner), (2, cast.second))
    )

    assert [day_of(row) - MONDAY.date() for row in rows] == [timedelta(days=n) for n in (0, 2, 4)]
    Coding.objects.filter(analyst=cast.second).delete()
    assert [day_of(row) - MONDAY.date() for row in rows] == [timedelta(days=n) for n in (0, 1, 2)]


@pytest.mark.django_db
def test_it_is_no_history(cast):
    make_coding(cast.project_article, cast.owner, changed_at=MONDAY)

    events = ProjectArticle.pgh_event_model.objects.filter(pgh_obj_id=cast.project_article.pk)
    assert [event.pgh_label for event in events] == ["insert"]


@pytest.mark.django_db(transaction=True)
def test_who_works_while_the_days_other_coding_goes_is_not_missed(cast):
    """The day stays, since the one who works on it waits for the one who takes it away."""
    row = cast.project_article
    going = make_coding(row, cast.owner, changed_at=FRIDAY)
    working = make_coding(row, cast.second, changed_at=MONDAY)

    def work():
        try:
            Coding.objects.filter(pk=working.pk).update(changed_at=FRIDAY)
        finally:
            connection.close()

    with transaction.atomic():
        Coding.every.filter(pk=going.pk).update(is_current=False)
        thread = Thread(target=work)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
    thread.join(20)

    assert day_of(row) == FRIDAY.date()
