from datetime import timedelta

import pytest

from annotations.actions.comments import delete_comment, mark_read
from annotations.actions.spans import create_passage, delete_annotation
from annotations.models import Coding
from annotations.queries.comments import leftovers_of, news_for, put_comments, talk_about
from annotations.queries.notes import notes_of
from annotations.queries.readings import Notes
from tests.factories.annotations import TOUCHED, make_attribution, make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.helpers.places import place_of
from tests.helpers.queries import assert_same_count, queries_of

LATER = TOUCHED + timedelta(minutes=5)


@pytest.fixture
def coding(cast) -> Coding:
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides")
    make_attribution(coding, "shared work")
    return coding


def test_a_talk_is_in_the_order_in_which_things_were_said(cast, coding):
    second, first = make_thread(coding, 1), make_thread(coding, 1)
    make_comment(first, cast.curator, "One")
    make_comment(second, cast.curator, "Two", at=TOUCHED + timedelta(seconds=1))
    make_comment(first, cast.owner, "Three", at=LATER)
    make_comment(make_thread(coding, 2), cast.owner, "Elsewhere")

    talk = talk_about(coding, 1, cast.owner, LATER)

    assert [[said.text for said in one.comments] for one in talk.conversations] == [
        ["One", "Three"],
        ["Two"],
    ]
    assert talk.has_news
    assert talk.last.text == "Three"


def test_nothing_was_said(cast, coding):
    talk = talk_about(coding, 1, cast.owner, LATER)

    assert (talk.conversations, talk.has_news, talk.last) == ([], False, None)


def test_notes_count_what_stands_what_is_open_and_what_is_new(cast, coding):
    thread = make_thread(coding, 1)
    make_comment(thread, cast.curator)
    make_comment(thread, cast.owner)
    make_comment(thread, cast.curator, deleted_at=LATER)
    settled = make_thread(coding, 1, resolved_at=LATER, resolved_by=cast.owner)
    make_comment(settled, cast.curator)
    make_comment(make_thread(coding, 2), cast.owner, deleted_at=LATER)

    assert notes_of(coding.pk, cast.owner.pk) == {1: Notes(3, 1, 2)}
    assert notes_of(coding.pk, cast.curator.pk) == {1: Notes(3, 1, 1)}

    mark_read(coding=coding, annotation=1, until=TOUCHED, by=cast.owner)
    assert notes_of(coding.pk, cast.owner.pk) == {1: Notes(3, 1, 0)}


def test_rows_of_a_list_get_what_is_said_about_them_and_no_other(cast, coding):
    make_comment(make_thread(coding, 1), cast.curator, "On the passage")
    make_comment(make_thread(coding, 2), cast.curator, "On the statement")
    other = make_coding(cast.project_article, cast.second)
    make_comment(make_thread(other, 1), cast.curator, "On another's")
    make_comment(make_thread(coding, 1), cast.curator, "Gone", deleted_at=LATER)
    passage, content = coding.spans.in_reading_order()

    put_comments([passage, content], cast.owner)

    assert [
        [said.text for one in span.conversations for said in one.comments]
        for span in (passage, content)
    ] == [["On the passage"], ["On the statement"]]


def test_what_is_left_of_deleted_annotations(cast):
    here = {"project_article": cast.project_article, "by": cast.owner, "at": TOUCHED}
    where = place_of(cast.project_article, "Both sides")
    act = create_passage(where=where, tags=[], **here)
    make_comment(make_thread(act.coding, act.annotation), cast.curator, "Why?")
    assert leftovers_of(cast.project_article, cast.owner) == []

    delete_annotation(number=act.annotation, **here)

    [left] = leftovers_of(cast.project_article, cast.owner)
    assert (left.coding, left.annotation, left.words) == (act.coding, act.annotation, "Both sides")
    assert [said.text for one in left.conversations for said in one.comments] == ["Why?"]
    assert leftovers_of(cast.project_article, cast.second) == []


def test_a_comment_on_a_number_that_no_act_remembers(cast, coding):
    make_comment(make_thread(coding, 99), cast.curator)

    [left] = leftovers_of(cast.project_article, cast.owner)

    assert left.words == ""


@pytest.mark.parametrize(
    ("who", "texts"),
    [
        ("owner", ["From the manager", "From the curator"]),
        ("curator", ["From the analyst", "From the manager"]),
        ("manager", ["From the analyst", "From the curator"]),
        ("second", []),
        ("reader", []),
        ("admin", []),
        ("stranger", []),
    ],
)
def test_news_are_about_ones_own_work_and_threads_one_takes_part_in(cast, coding, who, texts):
    thread = make_thread(coding, 1)
    for minutes, author, text in (
        (1, cast.curator, "From the curator"),
        (2, cast.manager, "From the manager"),
        (3, cast.owner, "From the analyst"),
    ):
        make_comment(thread, author, text, at=TOUCHED + timedelta(minutes=minutes))

    assert [said.text for said in news_for(getattr(cast, who))] == texts


def test_news_tell_how_many_there_are_altogether(cast, coding):
    thread = make_thread(coding, 1)
    for n in range(8):
        make_comment(thread, cast.curator, f"No {n}", at=TOUCHED + timedelta(minutes=n))

    news = news_for(cast.owner)

    assert [said.text for said in news] == ["No 7", "No 6", "No 5", "No 4", "No 3"]
    assert news[0].total == 8


def test_what_was_read_or_taken_back_is_no_news(cast, coding):
    thread = make_thread(coding, 1)
    read = make_comment(thread, cast.curator)
    gone = make_comment(thread, cast.curator, at=LATER)
    mark_read(coding=coding, annotation=1, until=read.created_at, by=cast.owner)
    assert [said.pk for said in news_for(cast.owner)] == [gone.pk]

    delete_comment(comment=gone, by=cast.curator, at=LATER)

    assert news_for(cast.owner) == []


def test_one_query_each_however_much_is_said(cast, coding):
    def ask() -> None:
        talk_about(coding, 1, cast.owner, LATER)
        notes_of(coding.pk, cast.owner.pk)
        put_comments(list(coding.spans.select_related("attribution")), cast.owner)
        leftovers_of(cast.project_article, cast.owner)
        news_for(cast.owner)

    make_comment(make_thread(coding, 1), cast.curator)
    few = queries_of(ask)
    for number in (1, 1, 2, 98, 99):
        thread = make_thread(coding, number)
        make_comment(thread, cast.curator)
        make_comment(thread, cast.manager, at=LATER)

    # One of them reads the spans.
    assert_same_count(few, queries_of(ask), at_most=6)
