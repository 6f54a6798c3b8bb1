"""The other views of an article, in a menu at the end of its tools."""

import pytest
from playwright.sync_api import expect

from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1280])
def test_it_opens_by_key_covers_nothing_half_and_closes(open_bench, width):
    bench = open_bench(width=width)
    page = bench.page
    menu = page.locator(".more-menu")

    menu.locator("summary").press("Enter")
    first = menu.get_by_role("link", name="As a list")
    expect(first).to_be_visible()
    assert violations_of(page) == []
    box = menu.locator("ul").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_it_opens_without_javascript(open_bench, visit):
    bench = open_bench()
    page = visit(bench.page.url, bench.user, java_script_enabled=False)

    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Hand-out").click()

    expect(page).to_have_url(bench.page.url + "handout/")
