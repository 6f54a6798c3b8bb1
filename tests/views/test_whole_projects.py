"""A project as a file in the browser, and back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from annotations.actions.archiving import archive_project
from annotations.models import Project, Source
from tests.factories.users import make_user

RESTORE = "/projects/restore/"


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
    sent = {"file": SimpleUploadedFile("talks.zip", data), "name": "Again"}
    page = as_(staff).post(RESTORE, sent, follow=True).content.decode()
    assert Project.objects.get(name="Again").memberships.filter(user=staff).exists()
    assert "Nobody here is called second" in page


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
