"""What all triggers call is ours, and does as the libraries' own would."""

import pytest
from django.db import connection, transaction
from pghistory.models import Context

from annotations.models import Source
from annotations.models.trigger_functions import put_in_place

pytestmark = pytest.mark.django_db

BODY = "SELECT prosrc FROM pg_proc WHERE proname = %s"


def bodies():
    names = ("_pgtrigger_should_ignore", "_pgh_attach_context")
    return [body for name in names for (body,) in connection.ask(BODY, [name])]


def test_they_are_in_place_after_migrations():
    assert len(bodies()) == 2
    assert not any("EXCEPTION" in body for body in bodies())


def test_they_are_put_in_place_again_where_something_was_migrated():
    Context.install_pgh_attach_context_func()
    put_in_place("default")
    assert any("EXCEPTION" in body for body in bodies())

    put_in_place("default", plan=["a migration"])
    assert not any("EXCEPTION" in body for body in bodies())


@pytest.mark.parametrize("unset", [None, ""])
@pytest.mark.parametrize("setting", ["pgtrigger.ignore", "pghistory.context_id"])
def test_a_setting_that_is_not_there_is_no_mistake(setting, unset):
    with transaction.atomic():
        if unset is not None:
            connection.ask("SELECT set_config(%s, %s, true)", [setting, unset])
        Source.objects.create(name="Harbour Post", country="NL")

    [event] = Source.pgh_event_model.objects.all()
    assert event.pgh_context is None


def test_rows_of_one_context_have_one(cast):
    with transaction.atomic():
        connection.ask(
            "SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            ['{"user": "ada"}'],
        )
        before = Source.pgh_event_model.objects.count()
        for name in ("Harbour Post", "Border Times"):
            Source.objects.create(name=name, country="NL")

    one, other = Source.pgh_event_model.objects.order_by("pgh_id")[before:]
    assert one.pgh_context == other.pgh_context
    assert one.pgh_context.metadata == {"user": "ada"}
