"""An address, from a bookmark to the article, at a real outlet."""

import pytest
from playwright.sync_api import expect

from annotations.models import Capture
from tests.outlet.pages import article_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_is_fetched_looked_over_and_saved(visit, cast, outlet):
    outlet.put("/round", article_page())
    page = visit(f"/projects/{cast.project.pk}/intake/bookmark/", cast.owner, quiet=False)
    code = page.get_by_label("Address of the bookmark").input_value()

    # As a browser runs a bookmark on the page of an outlet.
    page.goto(outlet.url("/round"))
    page.evaluate(code.removeprefix("javascript:"))

    address = page.get_by_label("Address of the page")
    expect(address).to_have_value(outlet.url("/round"))
    address.fill(outlet.url("/gone"))
    page.get_by_role("button", name="Fetch it").click()
    expect(page.get_by_text("has no page at this address (status 404).")).to_be_visible()

    page.get_by_label("Address of the page").fill(outlet.url("/round"))
    page.get_by_role("button", name="Fetch it").click()
    expect(page.get_by_role("heading", name="A quiet round")).to_be_visible()
    page.get_by_role("button", name="Save the article").click()

    expect(page.locator("#text h1")).to_be_visible()
    assert Capture.objects.get(article__title="A quiet round").http["url"] == outlet.url("/round")
