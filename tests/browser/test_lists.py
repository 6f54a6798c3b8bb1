"""Lists in a real browser: finding while one types, sorting, turning pages, going back."""

import re

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Role
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shelf(transactional_db):
    project = make_project()
    analyst = make_user("analyst")
    join(project, analyst, Role.ANALYST)
    for number in range(60):
        add_article(project, make_article(f"Article {number:02}\n\nText."))
    add_article(project, make_article("Harbour talks resume\n\nText."))
    return f"/projects/{project.pk}/articles/", analyst


def rows(page: Page):
    return page.locator("#results tbody tr")


def test_one_key_leads_to_the_filter_and_typing_finds(visit, shelf):
    address, analyst = shelf
    page = visit(address, analyst)

    page.keyboard.press("/")
    page.keyboard.type("harbour")

    expect(rows(page)).to_have_count(1)
    expect(page.locator("#id_q")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=harbour"))


def test_the_head_of_the_table_and_the_menu_agree(visit, shelf):
    address, analyst = shelf
    page = visit(address, analyst)
    page.locator("#id_q").fill("article 0")
    expect(rows(page)).to_have_count(15)

    # Leaving the field must not ask again and take the link away under the mouse.
    page.get_by_role("link", name="Article", exact=True).click()

    expect(rows(page).first).to_contain_text("Article 00")
    expect(page.locator("#id_sort")).to_have_value("title")
    expect(rows(page)).to_have_count(15)


def test_pages_turn_and_the_way_back_is_the_browsers(visit, shelf):
    address, analyst = shelf
    page = visit(f"{address}?sort=title", analyst)

    page.get_by_role("link", name="Next").click()

    expect(rows(page).first).to_contain_text("Article 25")
    page.go_back()
    expect(rows(page).first).to_contain_text("Article 00")


def test_it_works_without_scripts(visit, shelf):
    address, analyst = shelf
    page = visit(address, analyst, java_script_enabled=False)

    page.locator("#id_q").fill("harbour")
    page.get_by_role("button", name="Filter").click()

    expect(rows(page)).to_have_count(1)
