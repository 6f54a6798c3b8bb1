"""A project that was put away: what is still to be seen of it, and what cannot be done."""

import pytest
from django.urls import reverse

from annotations.actions.archiving import archive_project
from annotations.models import Project
from annotations.queries.home import desk_of
from tests.actions.conftest import NOW
from tests.factories.annotations import make_coding
from tests.helpers.page import parse, words_of

LADDER = [("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404)]


@pytest.fixture
def archived(cast) -> Project:
    archive_project(project=cast.project, by=cast.manager, at=NOW)
    return cast.project


def of(name, cast):
    return reverse(name, args=[cast.project.pk])


def test_a_manager_archives_it_and_undoes_that_from_the_message(cast, as_):
    client = as_(cast.manager)

    response = client.post(of("project-archive", cast), follow=True)

    assert Project.objects.archived().exists()
    page = parse(response.content)
    [undo] = page.xpath("//*[@id='messages']//button[text()='Undo']")
    [form] = page.xpath("//form[@id=$id]", id=undo.get("form"))
    back = client.post(form.get("action"), follow=True)
    assert not Project.objects.archived().exists()
    assert "The project is in work again." in back.content.decode()


@pytest.mark.parametrize(("name", "status"), LADDER)
def test_only_managers_archive_it_and_bring_it_back(cast, as_, name, status):
    client = as_(getattr(cast, name))
    assert client.post(of("project-archive", cast)).status_code == status
    assert client.get(of("project-archive", cast)).status_code == 405

    archive_project(project=cast.project, by=cast.manager, at=NOW)
    assert client.post(of("project-bring-back", cast)).status_code == status
    assert client.get(of("project-bring-back", cast)).status_code == 405


@pytest.mark.parametrize("name", ["manager", "curator", "owner", "admin"])
def test_nobody_writes_in_it(cast, as_, archived, name):
    client = as_(getattr(cast, name))
    article = [cast.project_article.pk]
    writes = {
        "project-update": [cast.project.pk],
        "project-archive": [cast.project.pk],
        "suggestions-switch": [cast.project.pk],
        "run-start": [cast.project.pk],
        "learning-start": [cast.project.pk],
        "member-create": [cast.project.pk],
        "draft-paste": [cast.project.pk],
        "passage-create": article,
        "coding-finish": article,
        "article-suggest": article,
    }

    for address, args in writes.items():
        assert client.post(reverse(address, args=args)).status_code == 403, address


@pytest.mark.parametrize("name", ["manager", "curator", "owner", "reader"])
def test_all_of_it_can_still_be_read(cast, as_, archived, name):
    client = as_(getattr(cast, name))
    project = client.get(of("project-detail", cast))
    page = parse(project.content)

    assert "Archived since" in words_of(page.xpath("//*[@id='archived']")[0])
    assert bool(page.xpath("//form[@id='bring-back']")) is (name == "manager")
    for address, pk in [("article-list", cast.project.pk), ("workbench", cast.project_article.pk)]:
        assert client.get(reverse(address, args=[pk])).status_code == 200


def test_an_analyst_still_sees_no_other_analysts_work(cast, as_, archived):
    make_coding(cast.project_article, cast.second, "done")

    page = as_(cast.owner).get(of("project-detail", cast)).content.decode()

    assert "Done by somebody" not in page


def test_it_leaves_home_and_the_list_and_has_a_list_of_its_own(cast, as_):
    make_coding(cast.project_article, cast.owner)
    client = as_(cast.owner)
    address = reverse("project-list")
    assert b"Archived projects" not in client.get(address).content

    archive_project(project=cast.project, by=cast.manager, at=NOW)

    desk = desk_of(cast.owner, NOW)
    assert (desk.last, desk.open, desk.fresh, desk.projects) == (None, [], [], [])
    listed = "//article//a[@class='title']/text()"
    page = parse(client.get(address).content)
    assert page.xpath(listed) == []
    [link] = page.xpath("//a[text()='Archived projects']/@href")
    assert parse(client.get(address + link.removeprefix(address)).content).xpath(listed) == [
        "Harbour talks"
    ]


def test_an_empty_archive_says_how_one_comes_into_it(cast, as_):
    page = as_(cast.owner).get(reverse("project-list") + "?archived").content.decode()

    assert "No archived projects" in page
