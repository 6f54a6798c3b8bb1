"""Programs keep the pictures of actors, within the limits of their page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import ActorPicture
from annotations.models.pictures import MOST_BYTES
from tests.api.conftest import is_problem
from tests.domain.test_pixels import small_png
from tests.factories.actors import make_actor
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
FACTS = {"alt": "Ada Quill at her desk", "credit": "Lena Hart, by leave"}


@pytest.fixture
def asking(cast, program):
    return program(cast.owner, "write")


@pytest.fixture
def where(db):
    return f"/actors/{make_actor('Ada Quill').pk}/pictures"


def sent(data=None, **more):
    return (
        {"file": SimpleUploadedFile("quill", small_png() if data is None else data)} | FACTS | more
    )


def test_a_picture_comes_goes_and_comes_back(cast, asking, where, program):
    made = asking.send("POST", where, sent())

    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["media_type"], told["width"], told["removed_at"]) == ("image/png", 1, None)
    assert told.items() >= FACTS.items()
    assert told["added_by"] == str(cast.owner.pk)
    here = made["Location"].removeprefix("/api")
    stranger = program(cast.stranger, "read")
    assert stranger.get(here).json() == told
    file = stranger.get(f"{here}/file")
    assert (file.content, file["Content-Type"]) == (small_png(), "image/png")
    assert "sandbox" in file["Content-Security-Policy"]
    assert is_problem(asking.ask("DELETE", here), 428)
    assert is_problem(asking.ask("DELETE", here, match='"another"'), 412)
    assert asking.ask("DELETE", here, match=made["ETag"]).status_code == 204
    assert asking.get(where).json()["items"][0]["removed_at"]
    for _again in range(2):
        assert asking.post(f"{here}/restore", None).json() == told


def test_there_is_one_at_a_time(asking, where):
    first = asking.send("POST", where, sent()).json()
    second = asking.send("POST", where, sent(alt="At sea")).json()

    rows = asking.get(where).json()["items"]
    assert [(row["id"], bool(row["removed_at"])) for row in rows] == [
        (first["id"], True),
        (second["id"], False),
    ]
    asking.post(f"/actor-pictures/{first['id']}/restore", None)
    assert str(ActorPicture.objects.standing().get().pk) == first["id"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"file": SimpleUploadedFile("a.png", b"no picture")}, "file"),
        ({"file": SimpleUploadedFile("a.png", small_png()[:20])}, "file"),
        ({"file": SimpleUploadedFile("a.png", small_png() + bytes(MOST_BYTES))}, "file"),
        ({"alt": " "}, "alt"),
        ({"credit": ""}, "credit"),
        ({"credit": "x" * 301}, "credit"),
        ({"weather": "fine"}, "weather"),
    ],
    ids=["text", "damaged", "large", "blank", "uncredited", "long", "unheard"],
)
def test_what_its_page_would_not_take_is_refused(asking, where, facts, field):
    for value in facts.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    refused = asking.send("POST", where, sent() | facts)

    assert is_problem(refused, 422)
    assert field in refused.json()["errors"][0]["field"]
    assert not ActorPicture.objects.exists()


def test_asks_no_more_for_many(asking, where):
    asking.send("POST", where, sent())
    few = queries_of(lambda: asking.get(where))
    for _ in range(2):
        asking.send("POST", where, sent())

    assert_same_count(few, queries_of(lambda: asking.get(where)), 5)
