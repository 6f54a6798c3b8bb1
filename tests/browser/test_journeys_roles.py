"""Who sees whose work: analysts are blind to one another, curators compare, readers read."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Span
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def coded(transactional_db, cast):
    """Two analysts have annotated the article, each in their own way."""
    tag = make_tag(cast.project.codebook, "Demand", colour="orange", shortcut="d")
    mine = make_coding(cast.project_article, cast.owner)
    make_passage(mine, "Envoys meet again", tag)
    theirs = make_coding(cast.project_article, cast.second)
    make_attribution(theirs, "what comes next", cue="says", mention="Quill")
    return cast


def opened(page: Page) -> Page:
    page.wait_for_selector("#workbench[data-ready]")
    return page


def article(cast) -> str:
    return f"/articles/{cast.project_article.pk}/"


def test_a_curator_looks_at_the_work_of_both_analysts(visit, coded):
    page = visit(f"/projects/{coded.project.pk}/articles/", coded.curator)

    page.locator("a.coder", has_text="Second").click()
    opened(page)
    expect(page.locator(".card-words")).to_have_text(["what comes next"])
    expect(page.locator('.card :is([data-do="edit"], [data-do="delete"])')).to_have_count(0)
    page.get_by_role("navigation", name="Whose annotations").get_by_role(
        "link", name="Owner"
    ).click()
    opened(page)

    expect(page.locator(".card-words")).to_have_text(["Envoys meet again"])
    expect(page.locator("#text mark")).to_have_text(["Envoys meet again"])
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="As a list").click()
    expect(page.locator("table.annotations tbody tr")).to_have_count(1)


def test_an_analyst_does_not_see_the_other_ones_work(visit, coded):
    page = opened(visit(article(coded), coded.owner, quiet=False))
    others = coded.project_article.codings.get(analyst=coded.second)

    expect(page.locator(".card-words")).to_have_text(["Envoys meet again"])
    expect(page.get_by_role("main")).not_to_contain_text("Second")
    response = page.goto(f"{article(coded)}?coding={others.pk}")

    assert response.status == 404
    page.goto(f"{article(coded)}annotations/")
    expect(page.locator("table.annotations tbody tr")).to_have_count(1)
    page.goto(f"/projects/{coded.project.pk}/articles/")
    expect(page.locator("a.coder")).to_have_count(0)


def test_a_reader_reads_everything_and_writes_nothing(visit, coded):
    page = visit(f"/projects/{coded.project.pk}/articles/", coded.reader, quiet=False)
    expect(page.get_by_role("link", name="Take in articles")).to_have_count(0)
    page.locator("a.coder", has_text="Owner").click()
    opened(page)
    before = list(Span.objects.values_list("pk", "start", "end"))

    page.locator("#text mark").first.click()
    expect(page.locator(".card[aria-current=true]")).to_be_visible()
    for key in ("d", "a", "Delete", "]", "u"):
        page.keyboard.press(key)

    expect(page.locator("#popup")).to_be_hidden()
    expect(page.locator("#history")).to_have_count(0)
    assert list(Span.objects.values_list("pk", "start", "end")) == before
    assert page.goto(f"/projects/{coded.project.pk}/intake/").status == 403


def test_a_stranger_finds_nothing(visit, coded):
    page = visit("/projects/", coded.stranger, quiet=False)

    expect(page.get_by_role("main")).to_contain_text("You belong to no project yet")
    assert page.goto(article(coded)).status == 404
    assert page.goto(f"/projects/{coded.project.pk}/").status == 404
