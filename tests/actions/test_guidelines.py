import pytest
from django.db import IntegrityError, transaction

from annotations.actions.guidelines import (
    CannotKeepImage,
    add_image,
    put_back_image,
    remove_image,
)
from annotations.actions.projects import change_project
from annotations.domain.guidelines import MOST_BYTES, MOST_PICTURES
from annotations.models import GuidelineImage, Project
from annotations.queries.guidelines import images_by_name, version_of, versions_of, writers_of
from tests.actions.conftest import NOW
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n and more"


@pytest.fixture
def add(cast):
    def add(filename="Fig 1.png", data=PNG, alt="A marked passage") -> GuidelineImage:
        return add_image(
            project=cast.project, filename=filename, data=data, alt=alt, by=cast.manager, at=NOW
        )

    return add


def test_an_image_is_kept_as_its_bytes_are(add):
    image = GuidelineImage.objects.get(pk=add("fig.exe").pk)

    assert (image.name, image.media_type, image.size) == ("fig.png", "image/png", len(PNG))
    assert bytes(image.data) == PNG


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"data": b"<svg/>"}, "file", "This is no picture"),
        ({"data": PNG + b"x" * MOST_BYTES}, "file", "up to 1024 KB"),
        ({"alt": " "}, "alt", "cannot be blank"),
        ({"filename": "FIG-1.gif"}, "", "with this name already"),
    ],
)
def test_an_image_that_cannot_be_kept_says_why(add, given, field, sentence):
    add()

    with pytest.raises(CannotKeepImage, match=sentence) as refusal:
        add(**({"filename": "other.png"} | given))

    assert refusal.value.field == field


def test_there_is_room_for_so_many(add, cast):
    rows = [
        GuidelineImage(project=cast.project, name=f"{n}.png", alt="x", size=1, added_at=NOW)
        for n in range(MOST_PICTURES)
    ]
    GuidelineImage.objects.bulk_create(rows)

    with pytest.raises(CannotKeepImage, match="Remove one first"):
        add()
    remove_image(image=rows[0], by=cast.manager, at=NOW)
    add()
    with pytest.raises(CannotKeepImage, match="Remove one first"):
        put_back_image(image=GuidelineImage.objects.get(pk=rows[0].pk), by=cast.manager)


def test_a_removed_image_is_still_shown_where_it_stood_and_comes_back(add, cast):
    first = add()
    remove_image(image=first, by=cast.manager, at=NOW)
    assert images_by_name(cast.project) == {"Fig-1.png": first}

    second = add()
    assert images_by_name(cast.project) == {"Fig-1.png": second}
    with pytest.raises(CannotKeepImage, match="with this name already"):
        put_back_image(image=GuidelineImage.objects.get(pk=first.pk), by=cast.manager)

    remove_image(image=second, by=cast.manager, at=NOW)
    put_back_image(image=GuidelineImage.objects.get(pk=first.pk), by=cast.manager)
    assert images_by_name(cast.project) == {"Fig-1.png": first}


@pytest.mark.parametrize("wrong", [{"alt": ""}, {"size": 0}, {"size": MOST_BYTES + 1}])
def test_the_database_refuses_what_is_undescribed_or_too_large(cast, wrong):
    fields = {"project": cast.project, "name": "a", "alt": "a", "size": 1, "added_at": NOW}

    with pytest.raises(IntegrityError), transaction.atomic():
        GuidelineImage.objects.create(**(fields | wrong))


def test_every_wording_is_kept_with_who_wrote_it(cast):
    project = Project.objects.get()
    assert list(versions_of(project)) == []
    change_project(project=project, guidelines="First", by=cast.manager)
    change_project(project=project, description="Another thing", by=cast.manager)
    change_project(project=project, guidelines="Second", by=cast.admin)

    versions = list(versions_of(project))

    assert [(one.guidelines, one.before, one.length) for one in versions] == [
        ("Second", "First", 6),
        ("First", "", 5),
    ]
    assert [version_of(project, one.pgh_id).before for one in versions] == ["First", ""]
    assert writers_of(versions) == [cast.admin, cast.manager]
    assert len(queries_of(lambda: writers_of(versions))) == 1
