"""The annotating page with its files put together, as `collectstatic` leaves them."""

import pytest
from playwright.sync_api import expect

from tests.browser.together import TYPES, made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = """() => [...document.querySelectorAll("body, body *")].map((one) => {
  const { display, position, color, backgroundColor, font, margin, padding, width } = getComputedStyle(one);
  return [one.tagName, display, position, color, backgroundColor, font, margin, padding, width].join(" ");
})"""


def test_it_looks_and_works_as_it_does_in_many_files(in_many_files, open_bench):
    bench = open_bench()
    page = bench.page
    plain = page.evaluate(LOOKS)
    asked = []

    def answer(route, request):
        name = request.url.partition("/static/")[2]
        if name.startswith(("js/", "css/")):
            asked.append(name)
            route.fulfill(body=made(name), content_type=TYPES[name[name.rindex(".") :]])
        else:
            route.continue_()

    page.route("**/static/**", answer)
    page.reload()
    page.wait_for_selector("#workbench[data-ready]")

    assert "js/workbench/main.js" in asked
    assert [name for name in asked if name.startswith("js/workbench/")] == ["js/workbench/main.js"]
    assert sorted(name for name in asked if name.startswith("css/")) == [
        "css/annotating.css",
        "css/print.css",
        "css/site.css",
    ]
    assert page.evaluate(LOOKS) == plain

    bench.select("cornered")
    page.keyboard.press("d")
    bench.saved()
    bench.select("answer by Friday")
    page.keyboard.press("a")
    expect(page.locator("#popup")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert bench.passages() == [("cornered", ["Demand"])]
