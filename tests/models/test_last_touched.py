"""An article of a project knows when people last worked on it, as finely as an index may."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from annotations.models import Coding, ProjectArticle
from annotations.models.projects import SPELL, UNTOUCHED
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
SECOND = timedelta(seconds=1)


def known_of(row):
    return ProjectArticle.objects.values_list("touched_until", flat=True).get(pk=row.pk)


def last_of(moment):
    """The last moment of a spell that begins at this one."""
    return moment + SPELL - timedelta(microseconds=1)


@pytest.mark.django_db
def test_nobody_has_touched_a_new_article(cast):
    assert known_of(cast.project_article) == UNTOUCHED == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_it_is_in_the_spell_of_the_latest_change_by_people(cast):
    row = cast.project_article
    first = make_coding(row, cast.owner, changed_at=MONDAY)
    assert known_of(row) == MONDAY
    make_coding(row, None, changed_at=FRIDAY)
    assert known_of(row) == MONDAY
    second = make_coding(row, cast.second, changed_at=TUESDAY)
    assert known_of(row) == TUESDAY
    gold = make_coding(row, None, kind="gold", changed_at=FRIDAY)
    assert known_of(row) == FRIDAY

    gold.delete()
    assert known_of(row) == last_of(TUESDAY)
    Coding.objects.filter(pk=first.pk).update(changed_at=FRIDAY)
    assert known_of(row) == FRIDAY
    Coding.objects.filter(pk=first.pk).update(changed_at=MONDAY)
    assert known_of(row) == last_of(TUESDAY)
    Coding.objects.filter(pk=second.pk).update(is_current=False)
    assert known_of(row) == last_of(MONDAY)
    Coding.every.filter(pk=second.pk).update(is_current=True)
    assert known_of(row) == TUESDAY
    Coding.every.filter(project_article=row).delete()
    assert known_of(row) == UNTOUCHED


@pytest.mark.django_db
def test_of_a_spell_only_the_first_two_changes_are_written_down(cast):
    row = cast.project_article
    coding = make_coding(row, cast.owner, changed_at=MONDAY + SECOND)
    versions = []
    for number in range(2, 6):
        Coding.objects.filter(pk=coding.pk).update(changed_at=MONDAY + number * SECOND)
        assert known_of(row) == last_of(MONDAY)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT ctid::text FROM annotations_projectarticle WHERE id = %s", [row.pk]
            )
            versions += cursor.fetchone()

    assert len(versions) == 4
    assert len(set(versions)) == 1


@pytest.mark.django_db
def test_the_latest_itself_is_not_said_when_it_goes(cast):
    """Of two in one spell the later one goes: what the article knows stays no earlier than both."""
    row = cast.project_article
    make_coding(row, cast.owner, changed_at=MONDAY)
    later = make_coding(row, cast.second, changed_at=TUESDAY + SECOND)
    third = make_coding(row, cast.reader, changed_at=TUESDAY)
    assert known_of(row) == TUESDAY + SECOND

    third.delete()
    assert known_of(row) == TUESDAY + SECOND
    third = make_coding(row, cast.reader, changed_at=TUESDAY)
    later.delete()
    assert known_of(row) == last_of(TUESDAY)


@pytest.mark.django_db
def test_the_machine_and_what_is_old_leave_it_as_it_is(cast):
    row = cast.project_article
    machine = make_coding(row, None, changed_at=MONDAY)
    make_coding(row, cast.owner, changed_at=FRIDAY, is_current=False)
    Coding.objects.filter(pk=machine.pk).update(changed_at=FRIDAY)

    assert known_of(row) == UNTOUCHED


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

    assert [known_of(row) - MONDAY for row in rows] == [timedelta(days=n) for n in (0, 2, 4)]
    Coding.objects.filter(analyst=cast.second).delete()
    assert [known_of(row) for row in rows] == [
        MONDAY,  # The other one's was at the same time.
        last_of(MONDAY + timedelta(days=1)),
        last_of(MONDAY + timedelta(days=2)),
    ]


@pytest.mark.django_db
def test_it_is_no_history(cast):
    make_coding(cast.project_article, cast.owner, changed_at=MONDAY)

    events = ProjectArticle.pgh_event_model.objects.filter(pgh_obj_id=cast.project_article.pk)
    assert [event.pgh_label for event in events] == ["insert"]


@pytest.mark.django_db(transaction=True)
def test_who_works_while_the_other_coding_of_then_goes_is_not_missed(cast):
    """The time stays, since the one who works on it waits for the one who takes it away."""
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

    assert known_of(row) == FRIDAY


@pytest.mark.django_db(transaction=True)
def test_who_goes_on_while_the_other_coding_of_then_goes_is_not_missed(cast):
    """Whoever takes the latest away sees the spell of those who are at work in it."""
    row = cast.project_article
    make_coding(row, cast.second, changed_at=MONDAY)
    going = make_coding(row, cast.owner, changed_at=MONDAY + 9 * SECOND)

    def take_away():
        try:
            Coding.every.filter(pk=going.pk).update(is_current=False)
        finally:
            connection.close()

    with transaction.atomic():
        Coding.objects.filter(analyst=cast.second).update(changed_at=MONDAY + 5 * SECOND)
        thread = Thread(target=take_away)
        thread.start()
        thread.join(20)
        assert not thread.is_alive()

    assert known_of(row) == last_of(MONDAY)
