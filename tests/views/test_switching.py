"""A project that works without the machine's suggestions."""

import pytest
from django.urls import reverse

from annotations.actions.decisions import reject
from annotations.actions.machine import suggest_quotations
from annotations.actions.switching import switch_suggestions
from annotations.models import Coding, Project
from tests.actions.conftest import NOW
from tests.helpers.page import parse
from tests.helpers.suggestions import number_of
from tests.views.workbench import Bench, text_in


def switch_address(cast) -> str:
    return reverse("suggestions-switch", args=[cast.project.pk])


@pytest.fixture
def read(cast):
    """The machine has read the article, and suggestions are off."""
    suggest_quotations(project_article=cast.project_article, at=NOW)
    switch_suggestions(project=cast.project, is_on=False, by=cast.manager, at=NOW)


def test_a_manager_switches_them_off_and_on_again(cast, as_):
    client = as_(cast.manager)
    settings = reverse("project-update", args=[cast.project.pk])

    for label, on, said in (
        ("off", "0", "Suggestions are off."),
        ("on", "1", "Suggestions are on."),
    ):
        [button] = parse(client.get(settings).content).xpath("//*[@id='suggestions']//button")
        assert button.text == f"Switch suggestions {label}"
        assert (button.get("name"), button.get("value")) == ("on", on)

        response = client.post(switch_address(cast), {"on": on}, follow=True)

        assert response.redirect_chain == [(settings, 302)]
        assert said in response.content.decode()
        assert Project.objects.get().has_suggestions is (on == "1")


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404), (None, 302)],
)
def test_nobody_else_does(cast, as_, who, status):
    client = as_(getattr(cast, who) if who else None)

    assert client.post(switch_address(cast), {"on": "0"}).status_code == status
    assert Project.objects.get().has_suggestions


@pytest.mark.parametrize("on", ["", "2"])
def test_nonsense_switches_nothing(cast, as_, on):
    assert as_(cast.manager).post(switch_address(cast), {"on": on}).status_code == 404
    assert as_(cast.manager).get(switch_address(cast)).status_code == 405
    assert Project.objects.get().has_suggestions


@pytest.mark.parametrize("who", ["owner", "manager", "admin"])
def test_the_annotating_page_shows_none(cast, as_, read, who):
    bench = Bench(as_(getattr(cast, who)), cast.project_article)

    assert bench.suggestions == []
    assert not bench.page.xpath("//mark | //*[@id='suggestions-menu' or @id='decisions-sheet']")
    assert "suggestion" not in text_in(bench.page, "keys-sheet")
    assert not bench.page.find_class("whose")


def test_writes_bring_none_back(cast, as_, read, tag):
    bench = Bench(as_(cast.owner), cast.project_article)

    bench.mark("Both sides", tag)
    bench.act("undo/")
    assert bench.suggestions == []
    # A page that missed something gets all of its cards anew.
    bench.act("redo/", seen=0)
    assert bench.suggestions == []


def test_a_page_from_before_cannot_decide(cast, as_, read):
    bench = Bench(as_(cast.owner), cast.project_article)
    number = number_of("“Both")

    response = bench.send(f"suggestions/{number}/accept/", expected=409)

    assert "no longer there" in response.content.decode()
    for rest in ("", "why/"):
        assert bench.client.get(f"{bench.base}suggestions/{number}/{rest}").status_code == 404
    response = bench.client.post(f"{bench.base}suggest/", follow=True)
    assert "switched off in this project" in response.content.decode()


def test_the_coding_of_the_machine_is_out_of_sight_and_stays(cast, as_, read):
    machine = Coding.objects.get(kind="machine")
    client = as_(cast.manager)
    address = f"/articles/{cast.project_article.pk}/?coding={machine.pk}"

    assert client.get(address).status_code == 404
    client.post(switch_address(cast), {"on": "1"})
    assert client.get(address).status_code == 200
    assert Bench(as_(cast.owner), cast.project_article).suggestions


@pytest.mark.parametrize(("who", "managed"), [("owner", False), ("manager", True)])
def test_the_page_of_suggestions_says_that_they_are_off(cast, as_, who, managed):
    suggest_quotations(project_article=cast.project_article, at=NOW)
    reject(project_article=cast.project_article, number=number_of("“Both"), by=cast.owner, at=NOW)
    switch_suggestions(project=cast.project, is_on=False, by=cast.manager, at=NOW)
    client = as_(getattr(cast, who))

    page = parse(client.get(reverse("run-detail", args=[cast.project.pk])).content)

    words = " ".join(page.get_element_by_id("main").text_content().split())
    assert "Suggestions are switched off in this project" in words
    settings = reverse("project-update", args=[cast.project.pk])
    assert bool(page.xpath(f"//main//a[@href='{settings}']")) is managed
    assert not page.xpath("//main//button")
    detail = client.get(reverse("project-detail", args=[cast.project.pk])).content.decode()
    assert "Switched off" in detail
