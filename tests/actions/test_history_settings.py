"""What triggers ask for is set, so that none of them fails at asking."""

import pytest
from django.db import connection

from annotations.actions.history import without_history, written_by, written_by_who_asks
from annotations.models import Coding, Span

pytestmark = pytest.mark.django_db


def ignored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore', true)")
        return cursor.fetchone()[0]


def test_triggers_are_told_that_none_of_them_is_ignored(cast):
    with written_by(cast.owner):
        assert ignored() == "{}"


def test_those_that_are_ignored_still_are(cast):
    with without_history(Span):
        before = ignored()
        with written_by(cast.owner):
            assert ignored() == before != "{}"


def events_of(model):
    return model.pgh_event_model.objects.order_by("pgh_id")


def test_the_first_write_of_all_and_the_next_say_who_wrote(desk):
    desk.mark("being cornered")
    desk.mark("being cornered")

    contexts = [event.pgh_context for event in events_of(Span)]
    [made] = events_of(Coding)
    assert {one.metadata["user"] for one in contexts} == {str(desk.here["by"].pk)}
    assert contexts[0] != contexts[1]
    assert made.pgh_context == contexts[0]


def test_what_is_done_within_something_else_is_a_part_of_it(desk):
    with written_by(desk.here["by"], import_of="something"):
        desk.mark("being cornered")
        desk.mark("being cornered")

    one, other = (event.pgh_context for event in events_of(Span))
    assert one == other
    assert one.metadata["import_of"] == "something"


def test_who_asks_nothing_has_not_told_the_history(cast):
    with pytest.raises(AssertionError, match="not told"), written_by_who_asks(cast.owner):
        pass
    with written_by(cast.owner), written_by_who_asks(cast.owner):
        pass
