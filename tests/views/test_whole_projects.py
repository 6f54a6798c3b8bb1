"""A project as a file in the browser, and back."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from annotations.actions.archiving import archive_project
from annotations.actions.restorations import (
    MAX_WAITING,
    fail_restoration,
    forget_restorations,
)
from annotations.exchange.whole_project import project_file, restore_kept
from annotations.models import Project, Restoration, RestorationPiece, Source
from tests.factories.users import make_user
from tests.helpers.page import assert_same_page, parse, words_of

RESTORE = "/projects/restore/"
NOW = timezone.now()


def export(client, project):
    return client.get(reverse("project-export", args=[project.pk]))


def test_a_manager_downloads_it_and_an_admin_restores_it(cast, as_):
    response = export(as_(cast.manager), cast.project)
    data = b"".join(response.streaming_content)

    assert response["Content-Type"] == "application/zip"
    assert 'filename="harbour-talks.zip"' in response["Content-Disposition"]
    cast.second.username = "gone"
    cast.second.save()
    staff = make_user("staff", is_staff=True)
    client = as_(staff)
    waiting = sent(client, data)
    assert waiting.find_class("progress")
    assert "is being restored" in client.get(RESTORE).content.decode()

    upload = Restoration.objects.get()
    restore_kept(upload=upload.pk, at=NOW)
    restore_kept(upload=upload.pk, at=NOW)

    made = Project.objects.get(name="Again")
    assert made.memberships.filter(user=staff).exists()
    address = reverse("restoration-detail", args=[upload.pk])
    page = client.get(address).content.decode()
    assert "Nobody here is called" in page
    assert "second" in page
    assert reverse("project-detail", args=[made.pk]) in page
    assert not RestorationPiece.objects.exists()
    swapped = parse(client.get(address, headers={"HX-Request": "true"}).content)
    assert_same_page(swapped, parse(page), "restoration")
    assert "is being restored" not in client.get(RESTORE).content.decode()


def test_it_ends_with_a_sentence_where_the_file_is_not_whole(cast, as_):
    data = b"".join(project_file(cast.project))
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            new.writestr("manifest.json", old.read("manifest.json"))
    client = as_(cast.admin)
    sent(client, made.getvalue())
    upload = Restoration.objects.get()

    restore_kept(upload=upload.pk, at=NOW)

    page = words_of(parse(client.get(reverse("restoration-detail", args=[upload.pk])).content))
    assert "This is no file of a project. Nothing was changed. Try another file" in page
    assert not RestorationPiece.objects.exists()
    assert Project.objects.count() == 1


def test_what_the_worker_gives_up_says_so_and_old_ones_are_forgotten(cast, as_):
    sent(as_(cast.admin), b"".join(project_file(cast.project)))
    upload = Restoration.objects.get()

    fail_restoration(upload=upload.pk, why="It could not be restored.", at=NOW)
    restore_kept(upload=upload.pk, at=NOW)

    upload.refresh_from_db()
    assert (upload.is_running, upload.project) == (False, None)
    assert forget_restorations(at=NOW + timedelta(days=6)) == 0
    assert forget_restorations(at=NOW + timedelta(days=8)) == 1


def test_a_name_that_is_taken_is_said_at_once_and_few_wait(cast, as_):
    data = b"".join(project_file(cast.project))
    client = as_(cast.admin)

    taken = client.post(RESTORE, {"file": SimpleUploadedFile("a.zip", data)})
    assert (taken.status_code, "name already" in taken.content.decode()) == (422, True)
    for number in range(MAX_WAITING):
        sent(client, data, f"Again {number}")
    more = client.post(RESTORE, {"file": SimpleUploadedFile("a.zip", data), "name": "More"})
    assert (more.status_code, "being restored" in more.content.decode()) == (422, True)


def test_how_far_it_is_is_for_whoever_sent_it(cast, as_):
    sent(as_(cast.admin), b"".join(project_file(cast.project)))
    address = reverse("restoration-detail", args=[Restoration.objects.get().pk])

    assert as_(cast.manager).get(address).status_code == 404
    assert as_(cast.admin).post(address).status_code == 405
    assert "login" in as_(None).get(address)["Location"]


def sent(client, data, name="Again"):
    """The page after a file was sent."""
    file = SimpleUploadedFile("talks.zip", data)
    response = client.post(RESTORE, {"file": file, "name": name}, follow=True)
    return parse(response.content)


def test_an_archived_project_can_be_kept_as_a_file(cast, as_):
    archive_project(project=cast.project, by=cast.manager, at=timezone.now())

    assert export(as_(cast.manager), cast.project).status_code == 200
    assert export(as_(cast.curator), cast.project).status_code == 403


def test_where_texts_may_not_leave_only_a_superuser_takes_them(cast, as_):
    Source.objects.update(may_leave="offsets")

    page = as_(cast.manager).get(reverse("project-export", args=[cast.project.pk]), follow=True)

    assert "may not leave as a whole" in page.content.decode()
    assert export(as_(cast.admin), cast.project).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"), [("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404)]
)
def test_only_managers_export(cast, as_, name, status):
    client = as_(getattr(cast, name))

    assert export(client, cast.project).status_code == status
    assert client.post(reverse("project-export", args=[cast.project.pk])).status_code == 405


@pytest.mark.parametrize("name", ["owner", "manager", "stranger"])
def test_only_those_who_begin_projects_restore(cast, as_, name):
    client = as_(getattr(cast, name))

    assert client.get(RESTORE).status_code == 403
    assert client.post(RESTORE).status_code == 403
    assert "login" in as_(None).get(RESTORE)["Location"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file first."),
        ({"file": SimpleUploadedFile("a.zip", b"something")}, "This is no file of a project"),
    ],
)
def test_a_file_that_is_none_says_so(cast, as_, sent, sentence):
    response = as_(cast.admin).post(RESTORE, sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Project.objects.count() == 1
