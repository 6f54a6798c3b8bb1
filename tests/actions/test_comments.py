from datetime import timedelta

import pytest
from pghistory.models import Events

from annotations import tasks
from annotations.actions.acts import undo
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.comments import (
    CannotComment,
    answer_thread,
    delete_comment,
    edit_comment,
    forget_deleted_comments,
    mark_read,
    reopen_thread,
    resolve_thread,
    restore_comment,
    start_thread,
)
from annotations.actions.spans import delete_annotation
from annotations.domain.identifiers import uuid7
from annotations.models import Act, Comment, ReadMark, Thread
from annotations.models.comments import KEPT, LONGEST
from tests.actions.conftest import NOW

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def number(desk) -> int:
    return desk.mark("Both sides").annotation


@pytest.fixture
def comment(desk, number, cast) -> Comment:
    return start_thread(
        coding=desk.coding, annotation=number, text=" Is this meant? ", by=cast.curator, at=NOW
    )


def test_a_thread_begins_with_a_comment(cast, desk, number, comment):
    assert (comment.text, comment.author, comment.created_at) == (
        "Is this meant?",
        cast.curator,
        NOW,
    )
    thread = comment.thread
    assert (thread.coding, thread.annotation, thread.project) == (
        desk.coding,
        number,
        cast.project,
    )


def test_comments_are_no_annotations_and_no_acts(desk, number, comment):
    before = desk.coding

    answer_thread(thread=comment.thread, text="It is.", by=desk.by, at=LATER)

    after = desk.coding
    assert (after.annotation_count, after.acts_done, after.changed_at, after.next_number) == (
        before.annotation_count,
        before.acts_done,
        before.changed_at,
        before.next_number,
    )
    assert Act.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused(desk, number, comment, text):
    at = {"by": desk.by, "at": LATER, "text": text}

    for say in (
        lambda: start_thread(coding=desk.coding, annotation=number, **at),
        lambda: answer_thread(thread=comment.thread, **at),
        lambda: edit_comment(comment=comment, **at),
    ):
        with pytest.raises(CannotComment) as refusal:
            say()
        assert refusal.value.field == "text"
    assert Comment.objects.count() == Thread.objects.count() == 1


@pytest.mark.parametrize("wrong", [0, 99])
def test_there_must_be_an_annotation(desk, number, wrong):
    with pytest.raises(CannotComment):
        start_thread(coding=desk.coding, annotation=wrong, text="Lost", by=desk.by, at=NOW)


def test_a_part_of_an_attribution_is_no_annotation(desk):
    places = Places([desk.place("Both sides")])
    act = create_attribution(places=places, facts=Facts(mode="direct"), **desk.here)
    part = desk.coding.spans.get().number

    with pytest.raises(CannotComment):
        start_thread(coding=desk.coding, annotation=part, text="Part", by=desk.by, at=NOW)
    start_thread(coding=desk.coding, annotation=act.annotation, text="Whole", by=desk.by, at=NOW)


def test_the_same_key_is_the_same_comment(desk, number, comment):
    key = uuid7()
    for _ in range(2):
        start_thread(
            coding=desk.coding, annotation=number, text="Once", by=desk.by, at=NOW, key=key
        )
    other = uuid7()
    for _ in range(2):
        answer_thread(thread=comment.thread, text="Once more", by=desk.by, at=NOW, key=other)

    assert Thread.objects.count() == 2
    assert Comment.objects.count() == 3


def test_undo_brings_an_annotation_back_with_its_comments(desk, number, comment):
    delete_annotation(number=number, **desk.here)
    assert Comment.objects.get() == comment

    undo(**desk.here)

    again = answer_thread(thread=comment.thread, text="Still here.", by=desk.by, at=LATER)
    assert desk.coding.spans.get().number == again.thread.annotation


def test_a_thread_outlives_its_annotation_and_can_be_answered(desk, number, comment):
    delete_annotation(number=number, **desk.here)

    answer_thread(thread=comment.thread, text="Why was it deleted?", by=desk.by, at=LATER)

    assert comment.thread.comments.count() == 2


def test_editing_keeps_when_it_was_said(desk, comment, cast):
    edit_comment(comment=comment, text="Is that meant?", by=cast.curator, at=LATER)

    comment.refresh_from_db()
    assert (comment.text, comment.created_at, comment.edited_at) == ("Is that meant?", NOW, LATER)


def test_the_same_words_are_no_edit(comment, cast):
    edit_comment(comment=comment, text="Is this meant?\n", by=cast.curator, at=LATER)

    comment.refresh_from_db()
    assert comment.edited_at is None


def test_deleted_and_brought_back(comment, cast):
    delete_comment(comment=comment, by=cast.curator, at=LATER)
    delete_comment(comment=comment, by=cast.curator, at=LATER + timedelta(hours=1))
    comment.refresh_from_db()
    assert comment.deleted_at == LATER
    with pytest.raises(CannotComment):
        edit_comment(comment=comment, text="Other words", by=cast.curator, at=LATER)

    restore_comment(comment=comment, by=cast.curator)

    comment.refresh_from_db()
    assert (comment.deleted_at, comment.text) == (None, "Is this meant?")


def test_who_resolved_it_first_stays_on_record(desk, comment, cast):
    thread = comment.thread
    resolve_thread(thread=thread, by=desk.by, at=NOW)
    resolve_thread(thread=thread, by=cast.curator, at=LATER)
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (desk.by, NOW)

    reopen_thread(thread=thread, by=cast.curator)

    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (None, None)


def test_an_answer_opens_a_resolved_thread_again(desk, comment, cast):
    resolve_thread(thread=comment.thread, by=desk.by, at=NOW)

    answer_thread(thread=comment.thread, text="Not quite.", by=cast.curator, at=LATER)

    comment.thread.refresh_from_db()
    assert comment.thread.resolved_at is None


def test_whoever_answers_has_read_what_was_there(desk, comment):
    answer_thread(thread=comment.thread, text="It is.", by=desk.by, at=LATER)

    assert ReadMark.objects.get(reader=desk.by).until == LATER


def test_a_read_mark_never_goes_back(desk, number, comment):
    for until in (NOW, LATER, NOW):
        mark_read(coding=desk.coding, annotation=number, until=until, by=desk.by)

    assert ReadMark.objects.get(reader=desk.by).until == LATER


def test_history_tells_who_changed_a_comment(comment, cast):
    edit_comment(comment=comment, text="Is that meant?", by=cast.curator, at=LATER)

    event = Events.objects.get(pgh_obj_model="annotations.Comment", pgh_label="update")
    assert event.pgh_context["user"] == str(cast.curator.pk)


def test_what_nobody_brought_back_is_forgotten_with_its_thread(desk, number, comment, cast):
    other = start_thread(coding=desk.coding, annotation=number, text="Stays", by=desk.by, at=NOW)
    answer = answer_thread(thread=other.thread, text="Goes", by=desk.by, at=NOW)
    for gone in (comment, answer):
        delete_comment(comment=gone, by=gone.author, at=NOW)

    assert forget_deleted_comments(at=NOW + KEPT) == 0
    assert forget_deleted_comments(at=NOW + KEPT + timedelta(seconds=1)) == 2

    assert Comment.objects.get() == other
    assert Thread.objects.get() == other.thread


def test_the_nightly_task_forgets(comment, cast):
    delete_comment(comment=comment, by=cast.curator, at=NOW)

    tasks.forget_comments(int((NOW + KEPT).timestamp()) + 1)

    assert not Comment.objects.exists()
