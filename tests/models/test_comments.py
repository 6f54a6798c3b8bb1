from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from annotations.domain.identifiers import uuid7
from annotations.models import Coding, Comment, ReadMark, Thread
from annotations.models.comments import KEPT, LONGEST
from tests.factories.annotations import TOUCHED, make_coding
from tests.factories.comments import make_comment, make_thread


@pytest.fixture
def coding(cast) -> Coding:
    return make_coding(cast.project_article, cast.owner)


def refused(make, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


@pytest.mark.parametrize("text", ["", "x" * (LONGEST + 1)])
def test_a_comment_says_something_in_short(cast, coding, text):
    thread = make_thread(coding, 1)

    refused(lambda: make_comment(thread, cast.owner, text), "comment_says_something_in_short")
    make_comment(thread, cast.owner, "🇳🇱" * (LONGEST // 2))


def test_a_thread_is_resolved_by_somebody_at_some_time(cast, coding):
    refused(lambda: make_thread(coding, 1, resolved_at=TOUCHED), "thread_resolved_by_somebody")
    refused(lambda: make_thread(coding, 1, resolved_by=cast.owner), "thread_resolved_by_somebody")


def test_the_same_key_makes_one_comment_of_one_author(cast, coding):
    thread, key = make_thread(coding, 1), uuid7()
    make_comment(thread, cast.owner, key=key)

    refused(lambda: make_comment(thread, cast.owner, key=key), "comment_made_once")
    make_comment(thread, cast.curator, key=key)
    make_comment(thread, cast.owner)
    make_comment(thread, cast.owner)


def test_a_reader_has_one_mark_in_a_thread(cast, coding):
    thread = make_thread(coding, 1)
    ReadMark.objects.create(thread=thread, reader=cast.owner, until=TOUCHED)

    refused(
        lambda: ReadMark.objects.create(thread=thread, reader=cast.owner, until=TOUCHED),
        "one_read_mark_for_a_reader",
    )


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("owner", True),
        ("second", False),
        ("manager", True),
        ("curator", True),
        ("reader", True),
        ("stranger", False),
        ("admin", True),
    ],
)
def test_who_sees_a_coding_sees_what_is_said_about_it(cast, coding, who, sees):
    user = getattr(cast, who)
    make_comment(make_thread(coding, 1), cast.curator)

    assert Thread.objects.visible_to(user).exists() is sees
    assert Comment.objects.visible_to(user).exists() is sees


@pytest.mark.parametrize(
    ("who", "reads"), [("owner", False), ("curator", True), ("reader", True), ("admin", True)]
)
def test_who_works_blind_does_not_read_what_others_say_of_the_machine(cast, who, reads):
    user = getattr(cast, who)
    make_comment(make_thread(make_coding(cast.project_article, None), 1), cast.curator)

    assert Coding.objects.visible_to(user).exists()
    assert Thread.objects.visible_to(user).exists() is reads


def test_new_is_what_others_said_since_one_read(cast, coding):
    thread = make_thread(coding, 1)
    make_comment(thread, cast.curator, "Read.")
    make_comment(thread, cast.owner, "Mine.", at=TOUCHED + timedelta(minutes=1))
    make_comment(thread, cast.curator, "New.", at=TOUCHED + timedelta(minutes=2))
    gone = {"at": TOUCHED + timedelta(minutes=3), "deleted_at": TOUCHED + timedelta(minutes=4)}
    make_comment(thread, cast.curator, "Gone.", **gone)
    ReadMark.objects.create(thread=thread, reader=cast.owner, until=TOUCHED)
    ReadMark.objects.create(thread=thread, reader=cast.second, until=TOUCHED + timedelta(days=1))

    rows = Comment.objects.with_news_for(cast.owner).in_order()

    assert [(row.text, row.is_new) for row in rows] == [
        ("Read.", False),
        ("Mine.", False),
        ("New.", True),
        ("Gone.", False),
    ]
    assert [row.text for row in Comment.objects.new_to(cast.owner)] == ["New."]


@pytest.mark.parametrize(
    ("who", "after", "shown"),
    [
        ("owner", KEPT - timedelta(seconds=1), True),
        ("owner", KEPT, False),
        ("curator", timedelta(seconds=1), False),
    ],
)
def test_a_deleted_one_is_shown_to_its_author_for_a_day(cast, coding, who, after, shown):
    make_comment(make_thread(coding, 1), cast.owner, deleted_at=TOUCHED)

    found = Comment.objects.shown_to(getattr(cast, who), TOUCHED + after)

    assert found.exists() is shown
