"""Through a long list of articles and back again with the browser's own button."""

import re

import pytest
from playwright.sync_api import expect

from annotations.models import Article
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, join, make_project
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_filter_sort_turn_the_page_open_one_and_go_all_the_way_back(visit, transactional_db):
    project, analyst = make_project(), make_user("analyst")
    join(project, analyst)
    gazette, courier = make_source("Quay Gazette"), make_source("Lindhaven Courier")
    for number in range(80):
        source = courier if number % 4 == 0 else gazette
        add_article(project, make_article(f"Round {number:02} of the talks\n\nText.", source))
    page = visit(f"/projects/{project.pk}/articles/", analyst)
    rows = page.locator("#results tbody tr")
    found = page.locator("#results .found")

    expect(found).to_contain_text("80 articles")
    page.get_by_text("More filters").click()
    page.get_by_label("Source").select_option("Quay Gazette")
    expect(found).to_contain_text("60 articles")
    page.get_by_role("link", name="Article", exact=True).click()
    expect(rows.first).to_contain_text("Round 01")
    page.get_by_role("link", name="Next").click()
    expect(rows.first).not_to_contain_text("Round 01")
    second = rows.first.locator("a.title").inner_text()
    rows.first.locator("a.title").click()
    expect(page.locator("#text h1")).to_contain_text(second)

    page.go_back()
    expect(rows.first).to_contain_text(second)
    expect(found).to_contain_text("60 articles")
    page.go_back()
    expect(rows.first).to_contain_text("Round 01")
    expect(page).to_have_url(re.compile("sort=title"))
    page.go_back()
    expect(page.get_by_label("Source")).to_have_value(str(gazette.pk))
    expect(page.get_by_label("Sort by")).to_have_value("newest")
    expect(found).to_contain_text("60 articles")
    page.go_back()

    expect(found).to_contain_text("80 articles")
    expect(page.get_by_label("Source")).to_have_value("")
    assert Article.objects.count() == 80
