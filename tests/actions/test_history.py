"""The history says who did it, in one word for all that one action does."""

import pytest
from django.apps import apps

from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.excerpts import Range, WordsDiffer
from annotations.actions.people import Named
from annotations.actions.sources import change_source, create_source
from annotations.actions.spans import create_passage
from tests.factories.users import make_user


def events(model):
    return list(apps.get_model("annotations", f"{model}Event").objects.order_by("pgh_id"))


def who(event):
    return event.pgh_context.metadata["user"]


def test_what_an_action_calls_up_is_a_part_of_it(desk):
    create_attribution(
        places=Places([desk.place("being cornered")]),
        facts=Facts("direct", speaker=Named("speaker_name", name="Ada Quill")),
        **desk.here,
    )

    [actor], [span] = events("Actor"), events("Span")
    assert actor.pgh_context == span.pgh_context
    assert who(actor) == str(desk.by.pk)


def test_one_action_is_not_taken_for_the_next(db):
    ada, bo = make_user("ada"), make_user("bo")

    change_source(source=create_source(name="Northern Wire", by=ada), kind="agency", by=bo)

    made, changed = events("Source")
    assert (who(made), who(changed)) == (str(ada.pk), str(bo.pk))
    assert made.pgh_context != changed.pgh_context


def test_after_a_refusal_the_next_one_says_who(desk):
    with pytest.raises(WordsDiffer):
        create_passage(where=Range(0, 5, "other"), tags=[], **desk.here)

    create_source(name="Northern Wire", by=desk.by)

    assert who(events("Source")[-1]) == str(desk.by.pk)
