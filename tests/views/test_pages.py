"""What holds for every page that only shows something: who gets it, and how."""

import pytest
from django.urls import reverse

from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import (
    make_attribution,
    make_coding,
    make_passage,
)
from tests.factories.projects import make_tag
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db
MEMBERS = ["owner", "second", "manager", "curator", "reader", "admin"]
OF_PROJECT = ["project-detail", "codebook-detail", "member-list", "annotation-list"]
FOR_ALL = [
    "home",
    "project-list",
    "source-list",
    "source-detail",
    "actor-list",
    "actor-detail",
]


@pytest.fixture
def address(cast):
    """The address of each page by the name of its view, with something to show on it."""
    tag = make_tag(cast.project.codebook, "Appeal", shortcut="p", definition="Asks for something.")
    quill = make_actor("Ada Quill", country="SE")
    post = make_affiliation(quill, organisation=make_actor("Lund", "organisation"))
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Envoys", tag, note="Look again")
    make_attribution(
        coding, ["shared work", "always"], tag, speaker=quill, affiliation=post, target=quill
    )
    keys = {
        "project-detail": cast.project.pk,
        "codebook-detail": cast.project.pk,
        "member-list": cast.project.pk,
        "annotation-list": cast.project_article.pk,
        "source-detail": cast.project_article.article.source_id,
        "actor-detail": quill.pk,
    }
    return lambda name: reverse(name, args=[keys[name]] if name in keys else [])


@pytest.mark.parametrize("name", OF_PROJECT + FOR_ALL)
@pytest.mark.parametrize("who", MEMBERS)
def test_members_get_it(cast, as_, address, name, who):
    response = as_(getattr(cast, who)).get(address(name))

    assert response.status_code == 200
    assert len(parse(response.content).xpath("//h1")) == 1


@pytest.mark.parametrize("name", OF_PROJECT)
def test_strangers_get_404(cast, as_, address, name):
    assert as_(cast.stranger).get(address(name)).status_code == 404


@pytest.mark.parametrize("name", FOR_ALL)
def test_strangers_get_what_all_share(cast, as_, address, name):
    page = as_(cast.stranger).get(address(name))

    assert page.status_code == 200
    # The register is shared; what is in a project is not.
    assert "Envoys" not in page.content.decode()
    assert "shared work" not in page.content.decode()
    assert "Harbour talks" not in page.content.decode()


@pytest.mark.parametrize("name", OF_PROJECT + FOR_ALL)
def test_nobody_is_sent_to_sign_in(as_, address, name):
    response = as_(None).get(address(name))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", OF_PROJECT + FOR_ALL)
def test_nothing_can_be_posted(cast, as_, address, name):
    assert as_(cast.owner).post(address(name)).status_code == 405


@pytest.mark.parametrize("name", ["source-detail", "actor-detail", "project-detail"])
def test_what_is_not_there_is_404(cast, as_, name):
    nowhere = reverse(name, args=["01890000-0000-7000-8000-000000000000"])

    assert as_(cast.admin).get(nowhere).status_code == 404
