"""Who may read what is said, who may say something, and whose it is."""

from uuid import UUID

import pytest
from django.urls import reverse

from annotations.models import Comment, ReadMark
from tests.factories.annotations import make_coding, make_passage
from tests.factories.comments import make_comment, make_thread


def page_of(cast, rest: str = "") -> str:
    return f"/articles/{cast.project_article.pk}/{rest}"


@pytest.fixture
def comment(cast) -> Comment:
    """By the curator, on the owner's first annotation."""
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides")
    return make_comment(make_thread(coding, 1), cast.curator)


def addresses(cast, comment) -> dict[str, str]:
    at = page_of(cast, "annotations/1/comments/")
    whose = f"?coding={comment.thread.coding_id}"
    return {
        "create": f"{at}add/{whose}",
        "read": f"{at}read/{whose}",
        "answer": reverse("thread-answer", args=[comment.thread_id]),
        "resolve": reverse("thread-resolve", args=[comment.thread_id]),
        "reopen": reverse("thread-reopen", args=[comment.thread_id]),
        "update": reverse("comment-update", args=[comment.pk]),
        "delete": reverse("comment-delete", args=[comment.pk]),
        "restore": reverse("comment-restore", args=[comment.pk]),
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 302),
        ("manager", 302),
        ("curator", 302),
        ("admin", 302),
        ("reader", 403),
        ("second", 404),
        ("stranger", 404),
    ],
)
@pytest.mark.parametrize("what", ["create", "answer", "resolve", "reopen"])
def test_who_may_say_something(cast, as_, comment, what, who, status):
    address = addresses(cast, comment)[what]

    response = as_(getattr(cast, who)).post(address, {"text": "So it is."})

    assert response.status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("curator", 302),
        ("owner", 403),
        ("manager", 403),
        ("admin", 403),
        ("reader", 403),
        ("second", 404),
        ("stranger", 404),
    ],
)
@pytest.mark.parametrize("what", ["update", "delete", "restore"])
def test_what_somebody_said_is_theirs(cast, as_, comment, what, who, status):
    address = addresses(cast, comment)[what]

    response = as_(getattr(cast, who)).post(address, {"text": "Other words"})

    assert response.status_code == status
    comment.refresh_from_db()
    assert (comment.text == "Other words") is (what == "update" and who == "curator")
    assert bool(comment.deleted_at) is (what == "delete" and who == "curator")


def test_an_author_who_may_only_read_now_changes_nothing(cast, as_, comment):
    cast.project.memberships.filter(user=cast.curator).update(role="reader")

    for what in ("update", "delete", "restore", "answer"):
        response = as_(cast.curator).post(addresses(cast, comment)[what], {"text": "Hm"})
        assert response.status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 302), ("reader", 302), ("second", 404), ("stranger", 404)],
)
def test_whoever_sees_it_may_read_it(cast, as_, comment, who, status):
    client = as_(getattr(cast, who))
    whose = f"?coding={comment.thread.coding_id}"

    read = client.post(addresses(cast, comment)["read"], {"last": comment.pk})
    shown = client.get(page_of(cast, f"annotations/1/comments/{whose}"), htmx=True)

    assert read.status_code == status
    assert shown.status_code == (200 if status == 302 else 404)
    assert ReadMark.objects.filter(reader=getattr(cast, who)).exists() is (status == 302)


@pytest.mark.parametrize("last", ["", "nonsense", "01a20f95-d730-7a7f-ae3d-dc2aa9a9e450"])
def test_nobody_has_read_what_is_not_there(cast, as_, comment, last):
    address = addresses(cast, comment)["read"]

    assert as_(cast.curator).post(address, {"last": last}).status_code == 404


@pytest.mark.parametrize("whose", ["?coding=nonsense", f"?coding={UUID(int=7)}", ""])
def test_a_coding_that_is_not_there(cast, as_, comment, whose):
    client = as_(cast.curator)
    at = page_of(cast, "annotations/1/comments/")

    assert client.get(at + whose).status_code == 404
    assert client.post(f"{at}add/{whose}", {"text": "Hm"}).status_code == 404


def test_strangers_to_the_house_sign_in_and_other_methods_are_refused(cast, as_, comment):
    for address in addresses(cast, comment).values():
        assert as_(None).post(address).status_code == 302
        assert "/login/" in as_(None).post(address).url
        assert as_(cast.curator).get(address).status_code == 405
    listed = page_of(cast, "annotations/1/comments/")
    assert "/login/" in as_(None).get(listed).url
    assert as_(cast.owner).post(listed).status_code == 405
    assert Comment.objects.count() == 1
