"""Whatever an analyst does: undo leads back step by step to the beginning, redo to the end."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.actions.acts import CannotRedo, CannotUndo, redo, undo
from annotations.actions.attributions import Facts, Places, create_attribution, update_attribution
from annotations.actions.excerpts import Range
from annotations.actions.people import Named
from annotations.actions.spans import (
    create_passage,
    delete_annotation,
    move_span,
    toggle_tag,
    update_passage,
)
from annotations.models import Coding, Span
from tests.factories.articles import TEXT

places = st.tuples(st.integers(0, len(TEXT) - 21), st.integers(1, 20)).map(
    lambda one: Range(one[0], sum(one), TEXT[one[0] : sum(one)])
)
whole = st.fixed_dictionaries(
    {
        "places": st.builds(
            Places,
            st.lists(places, min_size=1, max_size=3),
            st.none() | places,
            st.none() | places,
        ),
        "facts": st.builds(
            Facts,
            mode=st.sampled_from(["direct", "mixed"]),
            speaker=st.none()
            | st.builds(Named, st.just("x"), name=st.sampled_from(["Ada", "Bob"])),
            stance=st.sampled_from(["", "reject"]),
            note=st.sampled_from(["", "Look"]),
        ),
    }
)
which = st.integers(0, 9)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("mark"), which, places),
        st.tuples(st.just("move"), which, places),
        st.tuples(st.just("attribute"), which, whole),
        st.tuples(st.just("turn"), which, whole),
        st.tuples(
            st.sampled_from(["tag", "note", "delete", "undo", "undo", "redo"]), which, st.none()
        ),
    ),
    min_size=1,
    max_size=9,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_undo_and_redo_lead_through_every_state(desk, state, steps):
    with transaction.atomic():
        walk(desk, state, steps)
        transaction.set_rollback(True)


def walk(desk, state, steps):
    history, now = [[]], 0
    for verb, chosen, more in steps:
        try:
            happened = do(desk, state, verb, chosen, more)
        except CannotUndo:
            assert now == 0
            continue
        except CannotRedo:
            assert now == len(history) - 1
            continue
        if not happened:
            continue
        coding = desk.coding
        now += {"undo": -1}.get(verb, 1)
        if verb not in ("undo", "redo"):
            history = [*history[:now], state(coding)]
        assert state(coding) == history[now], verb
        numbers = list(Span.objects.filter(coding=coding).values_list("number", flat=True))
        assert all(number < coding.next_number for number in numbers)
    while now > 0:
        undo(**desk.here)
        now -= 1
        assert state(desk.coding) == history[now]
    while now < len(history) - 1:
        redo(**desk.here)
        now += 1
        assert state(desk.coding) == history[now]


def do(desk, state, verb, chosen, more):
    """Whether there was anything to do it to."""
    coding = Coding.objects.filter(project_article=desk.project_article).first()
    there = state(coding) if coding else []
    passages = [one for one in there if one["statement"] is None]
    if verb == "mark":
        create_passage(where=more, tags=[desk.tag], **desk.here)
    elif verb == "attribute":
        create_attribution(**more, **desk.here)
    elif verb in ("undo", "redo"):
        {"undo": undo, "redo": redo}[verb](**desk.here)
    elif verb == "turn" and passages:
        number = passages[chosen % len(passages)]["number"]
        update_attribution(number=number, **more, **desk.here)
    elif verb == "turn" or not there:
        return False
    else:
        change(desk, there[chosen % len(there)], verb, chosen, more)
    return True


def change(desk, one, verb, chosen, more):
    number = one["number"]
    if verb == "move":
        span = one["spans"][chosen % len(one["spans"])]
        move_span(number=span["number"], where=more, **desk.here)
    elif verb == "tag":
        tag = [desk.tag, desk.other_tag][chosen % 2]
        toggle_tag(number=number, tag=tag, **desk.here)
    elif verb == "note":
        update_passage(number=number, tags=[], note=f"Note {chosen}", **desk.here)
    else:
        delete_annotation(number=number, **desk.here)
