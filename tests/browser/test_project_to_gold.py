"""A study from its first page to what is agreed: a manager and two analysts, through the pages."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Assignment, Coding, Project, Ruling, Span
from tests.browser.bench import Bench
from tests.factories.articles import make_source
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Pilots of Sarn go back to work"
TEXT = (
    "The pilots of Sarn went back to work on Monday. The harbour council demands that the strike "
    "fund be dissolved. Both sides offer to meet again in the spring."
)
DEMAND = "The harbour council demands that the strike fund be dissolved"
OFFER = "Both sides offer to meet again in the spring"


@pytest.fixture
def people(transactional_db):
    """Whoever may start projects, and two who have accounts and nothing else."""
    make_source("Sarn Courier", language="en")
    manager = make_user("ruth", name="Ruth Calder", is_staff=True)
    return manager, make_user("noor", name="Noor Achterberg"), make_user("emil", name="Emil Vass")


def test_from_a_new_project_to_gold_with_three_people(visit, people):
    manager, noor, emil = people
    page = visit("/projects/", manager, width=1400, height=900)
    begin(page)
    invite(page, noor, emil)
    take_in(page)

    first = at_the_next_article(visit, noor)
    mark(first, OFFER)
    mark(first, DEMAND)
    finish(first)
    second = at_the_next_article(visit, emil)
    expect(second.page.locator("#cards > .card")).to_have_count(0)
    mark(second, DEMAND)
    finish(second)
    assert Assignment.objects.live().count() == 2

    decide(page)
    gold = Coding.objects.get(kind="gold")
    assert gold.state == "done"
    assert [span.words for span in Span.objects.filter(coding=gold).order_by("start")] == [DEMAND]
    findings = Ruling.objects.order_by("act__number").values_list("finding", "by__name")
    assert list(findings) == [("unanimous", "Ruth Calder"), ("rejected", "Ruth Calder")]

    learn(first.page)


def begin(page: Page) -> None:
    """With a codebook of its own, and for two analysts."""
    page.get_by_role("link", name="New project").first.click()
    page.get_by_label("Name").fill("The strike")
    page.get_by_label("A new codebook begins with").select_option("statements")
    page.get_by_role("button", name="Make the project").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Analysts an article needs").fill("2")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="The strike")).to_be_visible()
    assert Project.objects.get().analysts_per_article == 2


def invite(page: Page, *analysts) -> None:
    page.get_by_role("link", name="Change members and roles").click()
    for analyst in analysts:
        page.get_by_label("User name, e-mail address or name").fill(analyst.username)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("row", name=analyst.name)).to_be_visible()


def take_in(page: Page) -> None:
    page.get_by_role("link", name="The strike").click()
    page.get_by_role("main").get_by_role("link", name="Take in articles").first.click()
    page.get_by_label("Text", exact=True).fill(f"{TITLE}\n\n{TEXT}")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("combobox", name="Source").fill("Sarn Courier")
    page.get_by_role("button", name="Save the article").click()
    page.wait_for_selector("#workbench[data-ready]")


def at_the_next_article(visit, analyst) -> Bench:
    """From home by one key."""
    page = visit("/", analyst, width=1400, height=900)
    expect(page.get_by_role("button", name="Next article")).to_be_visible()
    page.keyboard.press("n")
    page.wait_for_selector("#workbench[data-ready]")
    project_article = Project.objects.get().project_articles.get()
    text = project_article.article.revisions.get().text
    return Bench(page, project_article, analyst, text)


def mark(bench: Bench, words: str) -> None:
    bench.select(words)
    bench.page.keyboard.press("d")
    bench.saved()


def finish(bench: Bench) -> None:
    bench.page.get_by_role("button", name="Done with this article").click()
    expect(bench.page.get_by_role("button", name="Next article")).to_be_visible()


def decide(page: Page) -> None:
    """By keys: what both have is merged, what one has is rejected with a reason."""
    page.goto(f"/projects/{Project.objects.get().pk}/adjudication/")
    page.get_by_role("link", name="Next to adjudicate").click()
    page.get_by_role("button", name="Begin to adjudicate").press("Enter")
    page.keyboard.press("m")
    expect(page.locator("#standing")).to_have_attribute("data-left", "1")
    page.keyboard.press("x")
    page.keyboard.press("1")
    expect(page.locator("#standing")).to_have_attribute("data-left", "0")
    page.get_by_role("button", name="It is agreed").press("Enter")
    expect(page.locator(".standing .badge.agreed")).to_be_visible()


def learn(page: Page) -> None:
    """Whose statement was turned down reads why, and only that."""
    page.goto(f"/projects/{Project.objects.get().pk}/")
    page.get_by_role("link", name="Where what was agreed is not what I said").click()
    told = page.locator(".section.feedback li")
    expect(told).to_have_count(1)
    expect(told).to_contain_text(OFFER)
    expect(told).to_contain_text(Ruling.objects.get(finding="rejected").reason.name)
