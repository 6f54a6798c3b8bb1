"""Who writes in a coding and who agrees on its article wait for one another, and never both."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from annotations.actions.carrying import carry_codings
from annotations.actions.gold import finish_adjudication, reopen_adjudication
from annotations.models import Coding, ProjectArticle
from tests.factories.annotations import make_coding
from tests.factories.articles import make_revision

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)


def by_action(gold, state, by):
    turn = finish_adjudication if state == "done" else reopen_adjudication
    turn(project_article=gold.project_article, by=by, at=TUESDAY)


def by_hand(gold, state, by):
    """As an import does, or whoever else writes a coding without that action."""
    Coding.objects.filter(pk=gold.pk).update(state=state, changed_at=TUESDAY)


def by_taking_away(gold, state, by):
    Coding.objects.filter(pk=gold.pk).delete()


@contextmanager
def meanwhile(work):
    """Somebody else does `work`, which has to wait for the transaction that this is called in."""
    failures = []

    def act():
        try:
            work()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    thread = Thread(target=act)
    thread.start()
    thread.join(0.5)
    assert thread.is_alive()
    yield
    transaction.on_commit(lambda: thread.join(20))
    transaction.on_commit(lambda: _assert_fine(thread, failures))


def _assert_fine(thread, failures):
    assert not thread.is_alive()
    assert failures == []


@pytest.fixture
def codings(cast):
    row = cast.project_article
    return (
        make_coding(row, cast.owner, "done", changed_at=MONDAY),
        make_coding(row, cast.second, changed_at=MONDAY),
        make_coding(row, None, kind="gold", changed_at=MONDAY),
    )


@pytest.mark.parametrize(
    ("turn", "before", "state"),
    [
        (by_action, "open", "done"),
        (by_action, "done", "open"),
        (by_hand, "open", "done"),
        (by_hand, "done", "open"),
        (by_taking_away, "done", ""),
    ],
)
def test_the_first_write_in_long_while_the_article_is_agreed_upon(
    cast, codings, turn, before, state
):
    row = cast.project_article
    _first, second, gold = codings
    Coding.objects.filter(pk=gold.pk).update(state=before)

    with transaction.atomic():
        writing = Coding.objects.select_for_update().get(pk=second.pk)
        with meanwhile(lambda: turn(gold, state, cast.manager)):
            writing.changed_at = FRIDAY
            writing.save(update_fields=["changed_at"])

    kinds = set(row.codings.that_count().values_list("kind", flat=True))
    assert kinds == {"gold" if state == "done" else "human"}
    place = ProjectArticle.objects.get(pk=row.pk)
    assert place.touched_until == FRIDAY


def test_a_changed_text_while_the_article_is_agreed_upon(cast, codings):
    """Both hold all codings of the article, and take them in one order."""
    _first, second, gold = codings
    article = cast.project_article.article
    capture = article.revisions.get().capture
    changed = make_revision(article, capture, "Envoys cornered the talks.", number=2)

    def carry():
        with transaction.atomic():
            carry_codings(changed)

    with transaction.atomic():
        Coding.objects.select_for_update().get(pk=second.pk)
        with meanwhile(carry), meanwhile(lambda: by_hand(gold, "done", cast.manager)):
            pass

    kinds = Coding.objects.filter(revision=changed).values_list("kind", flat=True)
    assert sorted(kinds) == ["gold", "human", "human"]
