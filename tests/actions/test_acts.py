from contextlib import suppress
from dataclasses import asdict
from uuid import uuid4

import pytest
from django.db import transaction

from annotations.actions.acts import CannotRedo, CannotUndo, redo, undo
from annotations.actions.codings import CannotAnnotateFinished, finish_coding
from annotations.actions.decisions import accept
from annotations.actions.snapshots import snapshot_of
from annotations.actions.spans import delete_annotation, move_span, toggle_tag
from annotations.models import Act, Span, SpanTag, Verb
from tests.helpers.suggestions import number_of


def test_a_deletion_is_undone_with_the_same_numbers(desk, state):
    desk.mark("Both sides", desk.tag, note="Look")
    before = state(desk.coding)
    delete_annotation(number=1, **desk.here)

    act = undo(**desk.here)

    assert state(desk.coding) == before
    assert (act.verb, act.annotation) == (Verb.UNDONE, 1)
    assert act.touched == [(desk.place("Both sides").start, desk.place("Both sides").end)]


def test_undo_goes_back_to_the_beginning_and_redo_to_the_end(desk, state):
    desk.mark("Both sides")
    toggle_tag(number=1, tag=desk.tag, **desk.here)
    move_span(number=1, where=desk.place("sides feel"), **desk.here)
    after = state(desk.coding)

    for _ in range(3):
        undo(**desk.here)
    assert state(desk.coding) == []
    with pytest.raises(CannotUndo):
        undo(**desk.here)

    for _ in range(3):
        redo(**desk.here)
    assert state(desk.coding) == after
    with pytest.raises(CannotRedo):
        redo(**desk.here)


def test_what_acts_count_is_counted_once_whatever_else_happens_in_the_transaction(desk):
    """Acts count their passage themselves, triggers what anybody else does, to the same row too."""

    def counted():
        return desk.coding.annotation_count

    desk.mark("Both")
    desk.mark("sides", desk.tag)
    assert counted() == 2
    Span.objects.filter(number=2).update(note="Look")
    assert counted() == 2
    SpanTag.objects.all().delete()
    Span.objects.filter(number=2).delete()
    assert counted() == 1
    delete_annotation(number=1, **desk.here)
    assert counted() == 0
    undo(**desk.here)
    assert counted() == 1
    Span.objects.all().delete()
    assert counted() == 0


def test_what_was_rolled_back_is_not_counted(desk):
    desk.mark("Both")
    with suppress(ZeroDivisionError), transaction.atomic():
        desk.mark("sides")
        raise ZeroDivisionError
    Span.objects.all().delete()

    assert desk.coding.annotation_count == 0


@pytest.mark.parametrize("with_statement", [False, True])
def test_an_act_keeps_what_dataclasses_make_of_an_annotation(winter, with_statement):
    if with_statement:
        act = accept(number=number_of("“Nobody"), **winter.here)
    else:
        act = winter.mark("Winter", winter.tag, note="Look")
    snapshot = snapshot_of(act.coding, act.annotation)

    assert bool(snapshot.statement) == with_statement
    assert snapshot.to_json() == asdict(snapshot)


def test_new_work_ends_what_could_be_redone(desk):
    desk.mark("Both")
    undo(**desk.here)
    desk.mark("sides")

    with pytest.raises(CannotRedo):
        redo(**desk.here)

    undo(**desk.here)
    assert not Span.objects.exists()
    with pytest.raises(CannotUndo):
        undo(**desk.here)


def test_the_same_undo_sent_twice_is_done_once(desk):
    desk.mark("Both")
    desk.mark("sides")
    key = uuid4()

    first, second = undo(key=key, **desk.here), undo(key=key, **desk.here)

    assert first.pk == second.pk
    assert [span.words for span in Span.objects.all()] == ["Both"]


def test_acts_are_numbered_without_a_gap(desk):
    desk.mark("Both")
    undo(**desk.here)
    redo(**desk.here)

    assert list(Act.objects.order_by("number").values_list("number", "verb")) == [
        (1, Verb.CREATED),
        (2, Verb.UNDONE),
        (3, Verb.REDONE),
    ]
    assert desk.coding.acts_done == 3


def test_one_undoes_only_ones_own(desk, cast):
    desk.mark("Both")
    desk.by = cast.second

    with pytest.raises(CannotUndo):
        undo(**desk.here)

    assert Span.objects.count() == 1


def test_what_is_done_is_not_undone(desk):
    desk.mark("Both")
    finish_coding(**desk.here)

    with pytest.raises(CannotAnnotateFinished):
        undo(**desk.here)


def test_a_tag_that_has_left_the_codebook_stays_away(desk):
    desk.mark("Both", desk.tag, desk.other_tag)
    delete_annotation(number=1, **desk.here)
    desk.tag.delete()

    undo(**desk.here)

    assert [one.tag for one in SpanTag.objects.all()] == [desk.other_tag]
