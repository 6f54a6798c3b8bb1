"""A whole project out of a file, into one, and another one like it, for programs."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from annotations.actions.archiving import archive_project
from annotations.exchange.whole_project import project_file, restore_kept
from annotations.models import Coding, Project, Restoration, Source
from tests.api.conftest import is_problem
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import make_project
from tests.factories.users import make_user
from tests.helpers.jobs import forget_jobs
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
WHERE = "/restorations"


@pytest.fixture
def staff(program):
    """Somebody who may begin projects, and belongs to none."""
    yield program(make_user("staff", is_staff=True))
    forget_jobs()


@pytest.fixture
def here(cast):
    return f"/projects/{cast.project.pk}"


def sent(data, name="Again"):
    return {"file": SimpleUploadedFile("talks.zip", data), "name": name}


def test_it_leaves_and_becomes_another_one(cast, program, staff, here):
    make_passage(make_coding(cast.project_article, cast.owner), "what comes next")
    response = program(cast.manager, "read").get(f"{here}/file")
    data = b"".join(response.streaming_content)
    assert response["Content-Type"] == "application/zip"
    assert 'filename="harbour-talks.zip"' in response["Content-Disposition"]

    made = staff.send("POST", WHERE, sent(data), Idempotency_Key="once")
    assert staff.send("POST", WHERE, sent(data), Idempotency_Key="once").json() == made.json()
    assert (made.status_code, made.json()["state"]) == (202, "running"), made.content
    assert made.json()["total"] > 0
    where = made["Location"].removeprefix("/api")
    restore_kept(upload=made.json()["id"], at=timezone.now())

    told = staff.get(where).json()
    assert (told["state"], told["done"], told["why"]) == ("done", told["total"], "")
    assert staff.get(f"/projects/{told['project']}").json()["my_role"] == "manager"
    assert Coding.objects.filter(project=told["project"], analyst=cast.owner).exists()
    assert staff.get(WHERE).json()["items"] == [told]
    other = program(cast.admin)
    assert is_problem(other.get(where), 404)
    assert other.get(WHERE).json()["items"] == []


def test_only_who_keeps_the_site_takes_texts_that_may_not_leave(cast, program, here):
    Source.objects.update(may_leave="offsets", excerpt_words=0)

    refused = program(cast.manager).get(f"{here}/file")

    assert is_problem(refused, 403)
    assert "may not leave" in refused.json()["detail"]
    assert program(cast.admin, "read").get(f"{here}/file").status_code == 200
    for analyst in (cast.owner, cast.curator):
        assert is_problem(program(analyst).get(f"{here}/file"), 403)


def test_an_archived_one_is_for_whoever_managed_it(cast, program, here):
    archive_project(project=cast.project, by=cast.manager, at=timezone.now())

    assert program(cast.manager, "read").get(f"{here}/file").status_code == 200
    assert is_problem(program(cast.owner).get(f"{here}/file"), 403)


def test_only_who_begins_projects_restores_and_copies(cast, program, here):
    data = b"".join(project_file(cast.project))
    for asking in (program(cast.manager), program(cast.admin, "write")):
        assert is_problem(asking.send("POST", WHERE, sent(data)), 403)
        assert is_problem(asking.post(f"{here}/copy", {"name": "Again"}), 403)
    assert not Restoration.objects.exists()


def test_what_is_no_project_is_refused(cast, staff):
    refused = staff.send("POST", WHERE, sent(b"PK no zip"))
    assert is_problem(refused, 422)
    assert refused.json()["errors"][0]["field"] == "file"
    data = b"".join(project_file(cast.project))
    taken = staff.send("POST", WHERE, sent(data, cast.project.name))
    assert is_problem(taken, 422)
    assert taken.json()["errors"][0]["field"] == "name"
    assert is_problem(staff.send("POST", WHERE, sent(data) | {"weather": "fine"}), 422)

    with zipfile.ZipFile(io.BytesIO(data)) as old:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            new.writestr("manifest.json", old.read("manifest.json"))
    upload = staff.send("POST", WHERE, sent(made.getvalue())).json()["id"]
    restore_kept(upload=upload, at=timezone.now())
    told = staff.get(f"{WHERE}/{upload}").json()
    assert (told["state"], told["project"]) == ("failed", None)
    assert told["why"] == "This is no file of a project."


def test_another_one_is_like_it(cast, staff, program):
    asking = program(cast.admin)
    cast.project.guidelines = "Be fair."
    cast.project.save()

    made = asking.post(f"/projects/{cast.project.pk}/copy", {"name": "Next", "with_members": True})

    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["name"], told["guidelines"], told["my_role"]) == ("Next", "Be fair.", "manager")
    assert asking.get(made["Location"].removeprefix("/api")).json() == told
    copy = Project.objects.get(pk=told["id"])
    assert copy.memberships.filter(user=cast.owner, role="analyst").exists()
    assert not copy.project_articles.exists()
    again = asking.post(f"/projects/{cast.project.pk}/copy", {"name": "Next"})
    assert is_problem(again, 409)
    assert is_problem(staff.post(f"/projects/{cast.project.pk}/copy", {"name": "Mine"}), 404)
    template = make_project("Template")
    Project.objects.filter(pk=template.pk).update(is_template=True)
    assert staff.post(f"/projects/{template.pk}/copy", {"name": "Mine"}).status_code == 201


def test_asks_no_more_for_many(cast, staff):
    data = b"".join(project_file(cast.project))
    staff.send("POST", WHERE, sent(data))
    few = queries_of(lambda: staff.get(WHERE))
    for name in ("Second", "Third"):
        staff.send("POST", WHERE, sent(data, name))

    assert_same_count(few, queries_of(lambda: staff.get(WHERE)), 5)
    # So many wait at a time, as on the page.
    assert is_problem(staff.send("POST", WHERE, sent(data, "Fourth")), 409)
