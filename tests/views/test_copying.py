"""A new project like one that is there, or like a template."""

from datetime import date

import pytest
from django.urls import reverse

from annotations.actions.guidelines import add_image
from annotations.models import Project, Role
from tests.actions.conftest import NOW
from tests.factories.annotations import make_coding
from tests.factories.projects import join
from tests.factories.users import make_user

PNG = b"\x89PNG\r\n\x1a\n and more"
SETTINGS = {
    "description": "Who said what",
    "guidelines": "![](fig.png)",
    "analysts_per_article": 2,
    "hides_machine": True,
    "measures_time": False,
    "has_suggestions": False,
}


@pytest.fixture
def staff(db):
    return make_user("staff", is_staff=True)


@pytest.fixture
def pattern(cast) -> Project:
    """A template with all that a project has."""
    made = SETTINGS | {"is_template": True, "due_on": date(2027, 3, 1)}
    Project.objects.update(**made)
    project = Project.objects.get()
    make_coding(cast.project_article, cast.owner)
    add_image(project=project, filename="fig.png", data=PNG, alt="A mark", by=cast.manager, at=NOW)
    return project


def address(project):
    return reverse("project-copy", args=[project.pk])


def test_it_has_the_settings_and_guidelines_and_nothing_that_was_done(as_, staff, pattern):
    response = as_(staff).post(address(pattern), {"name": "Straits"})

    copy = Project.objects.get(name="Straits")
    assert response["Location"] == reverse("project-detail", args=[copy.pk])
    assert {name: getattr(copy, name) for name in SETTINGS} == SETTINGS
    assert (copy.codebook, copy.due_on, copy.is_template) == (pattern.codebook, None, False)
    assert [(one.name, bytes(one.data)) for one in copy.guideline_images.all()] == [
        ("fig.png", PNG)
    ]
    assert pattern.guideline_images.count() == 1
    assert not copy.project_articles.exists()
    assert [(one.user, one.role) for one in copy.memberships.all()] == [(staff, Role.MANAGER)]


def test_members_come_along_when_wanted_but_for_those_who_have_left(cast, as_, staff, pattern):
    cast.second.is_active = False
    cast.second.save()
    join(pattern, staff, Role.READER)

    as_(staff).post(address(pattern), {"name": "Straits", "with_members": "on"})

    roles = Project.objects.get(name="Straits").memberships.values_list("user__username", "role")
    assert dict(roles) == {
        "staff": "manager",
        "owner": "analyst",
        "manager": "manager",
        "curator": "curator",
        "reader": "reader",
    }


def test_a_name_that_is_taken_comes_back(as_, staff, pattern):
    response = as_(staff).post(address(pattern), {"name": pattern.name})

    assert response.status_code == 422
    assert Project.objects.count() == 1


def test_templates_are_offered_to_whoever_begins_a_project(cast, as_, staff, pattern):
    new = reverse("project-create")
    assert address(pattern) in as_(staff).get(new).content.decode()

    Project.objects.update(is_template=False)

    assert address(pattern) not in as_(staff).get(new).content.decode()
    assert as_(staff).get(address(pattern)).status_code == 404
    page = reverse("project-detail", args=[pattern.pk])
    assert address(pattern) in as_(cast.admin).get(page).content.decode()


@pytest.mark.parametrize("name", ["manager", "owner"])
def test_others_begin_no_projects(cast, as_, pattern, name):
    client = as_(getattr(cast, name))

    assert client.get(address(pattern)).status_code == 403
    assert client.post(address(pattern), {"name": "Straits"}).status_code == 403
    assert "login" in as_(None).get(address(pattern))["Location"]
    assert client.put(address(pattern)).status_code == 405
