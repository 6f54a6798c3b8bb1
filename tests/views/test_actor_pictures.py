import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from annotations.actions.merging import merge_actors, undo_move
from annotations.models import ActorPicture
from tests.actions.conftest import NOW
from tests.domain.test_pixels import small_png
from tests.factories.actors import make_actor
from tests.helpers.page import parse, words_of

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


def sent(data=None, **more):
    file = SimpleUploadedFile("quill.png", small_png() if data is None else data, "image/svg+xml")
    return {"file": file, "alt": "Ada Quill at her desk", "credit": "Lena Hart, by leave"} | more


def add(client, actor, **more):
    return client.post(f"/actors/{actor.pk}/picture/", sent(**more))


def make_picture(actor, **facts):
    given = {"alt": "She", "credit": "He", "media_type": "image/png", "data": small_png()}
    size = {"size": 70, "width": 1, "height": 1, "added_at": NOW}
    return ActorPicture.objects.create(actor=actor, **given | size | facts)


def test_it_is_shown_with_its_words_and_its_credit(as_, cast, quill):
    client = as_(cast.owner)
    assert (
        words_of(parse(client.get(f"/actors/{quill.pk}/").content).find_class("initials")[0])
        == "AQ"
    )
    assert add(client, quill).status_code == 302

    page = parse(client.get(f"/actors/{quill.pk}/").content)

    [image] = page.xpath("//figure//img")
    assert image.get("alt") == "Ada Quill at her desk"
    assert words_of(page.xpath("//figure/figcaption")[0]) == "Lena Hart, by leave"
    assert not page.find_class("initials")


def test_it_is_sent_as_what_it_is_and_nothing_else(as_, cast, quill):
    add(as_(cast.owner), quill)
    picture = ActorPicture.objects.get()
    response = as_(cast.reader).get(f"/actors/{quill.pk}/picture/{picture.pk}/")

    assert response.content == small_png()
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"data": SVG}, "no picture"),
        ({"data": small_png()[:20]}, "damaged"),
        ({"data": small_png() + b"\0" * 512 * 1024}, "up to 512 KB"),
        ({"data": small_png(4001, 1000)}, "4001 × 1000"),
        ({"alt": ""}, "This field is required"),
        ({"credit": " "}, "This field is required"),
        ({"file": ""}, "Choose a file first"),
    ],
)
def test_what_is_refused(as_, cast, quill, more, why):
    response = add(as_(cast.owner), quill, **more)

    assert response.status_code == 422
    assert why in words_of(parse(response.content))
    assert not ActorPicture.objects.exists()


def test_another_one_takes_its_place_and_removing_is_undone(as_, cast, quill):
    client = as_(cast.owner)
    add(client, quill)
    add(client, quill, alt="Later")
    picture = ActorPicture.objects.standing().get()
    assert (picture.alt, ActorPicture.objects.count()) == ("Later", 2)

    response = client.post(f"/actors/{quill.pk}/picture/{picture.pk}/remove/", follow=True)
    assert not ActorPicture.objects.standing().exists()
    page = parse(response.content)
    [undo] = page.xpath("//button[@form='put-back']")
    client.post(page.get_element_by_id(undo.get("form")).get("action"))

    assert ActorPicture.objects.standing().get() == picture


def test_who_may(as_, cast, quill):
    picture = make_picture(quill)
    here = f"/actors/{quill.pk}/picture/"
    writes = [here, f"{here}{picture.pk}/remove/", f"{here}{picture.pk}/put-back/"]

    assert as_(None).get(f"{here}{picture.pk}/").status_code == 302
    assert (
        as_(cast.owner).get(f"/actors/{make_actor('B').pk}/picture/{picture.pk}/").status_code
        == 404
    )
    for write in writes:
        assert as_(cast.owner).get(write).status_code in (405, 200)
        assert as_(cast.stranger).post(write).status_code == 403
        assert as_(None).post(write).status_code == 302
    assert ActorPicture.objects.standing().count() == 1


def test_whoever_is_merged_brings_it_along_and_gets_it_back(cast, quill):
    other = make_actor("A. Quill")
    own = make_picture(other)
    move = merge_actors(kept=quill, gone=other, by=cast.owner, at=NOW)
    assert quill.pictures.get() == own

    undo_move(move=move, by=cast.owner, at=NOW)

    assert other.pictures.get() == own


def test_whoever_has_a_picture_keeps_it_when_merged(cast, quill):
    kept, other = make_picture(quill), make_actor("A. Quill")
    gone = make_picture(other, data=b"\x89PNG\xff")
    move = merge_actors(kept=quill, gone=other, by=cast.owner, at=NOW)
    assert quill.pictures.get() == kept

    undo_move(move=move, by=cast.owner, at=NOW)

    assert bytes(other.pictures.get(pk=gone.pk).data) == b"\x89PNG\xff"


@pytest.mark.parametrize(
    "wrong",
    [
        {"alt": ""},
        {"credit": ""},
        {"size": 512 * 1024 + 1},
        {"size": 0},
        {"width": 4001, "height": 1000},
        {"width": 0},
        {"removed_at": None},
    ],
)
def test_what_the_database_refuses(quill, wrong):
    if "removed_at" in wrong:
        make_picture(quill)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_picture(quill, **wrong)
