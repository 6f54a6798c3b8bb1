"""The same words elsewhere, taken with one key."""

import pytest
from playwright.sync_api import expect

from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

TEXT = (
    "The customs house 🚢\n\nThe customs house of Sarn is closed. Nobody knows why.\n\n"
    "“Open the customs house,” said Roth. “Or we open ours.”"
)


@pytest.fixture
def bench(open_bench):
    return open_bench(TEXT)


def mark(bench, words, key="d"):
    bench.select(words)
    bench.page.keyboard.press(key)
    bench.saved()
    return bench.page.locator("#elsewhere")


def test_one_key_marks_them_and_one_undo_takes_them_back(bench):
    offer = mark(bench, "customs house")
    expect(offer).to_contain_text("The same words stand at 2 more places.")
    expect(bench.page.locator("#keys")).to_contain_text("+ the same words elsewhere")
    bench.page.keyboard.press("p")
    bench.saved()
    expect(offer).to_be_visible()
    assert violations_of(bench.page) == []

    bench.page.keyboard.press("+")
    expect(bench.page.locator(".card")).to_have_count(3)
    bench.saved()
    expect(offer).to_be_hidden()
    assert bench.passages() == [("customs house", ["Appeal", "Demand"])] * 3
    expect(bench.page.locator(".card[aria-current]")).to_have_count(1)
    bench.page.keyboard.press("u")
    bench.saved()
    assert bench.passages() == [("customs house", ["Appeal", "Demand"])]


def test_a_click_does_it_too(bench):
    offer = mark(bench, "customs house")

    offer.get_by_role("button", name="Take them as well").click()
    bench.saved()

    expect(bench.page.locator(".card")).to_have_count(3)


def test_it_leaves_when_one_goes_on(bench):
    offer = mark(bench, "customs house")
    expect(offer).to_be_visible()
    bench.page.keyboard.press("Escape")
    expect(offer).to_be_hidden()
    bench.page.keyboard.press("+")
    bench.settle()
    assert len(bench.passages()) == 1

    mark(bench, "Nobody knows")
    bench.page.wait_for_load_state("networkidle")
    expect(offer).to_be_hidden()
    mark(bench, "Sarn is closed")
    expect(offer).to_be_hidden()


def test_statements_are_not_offered(bench):
    bench.select("customs house")
    bench.page.keyboard.press("Shift+Digit2")
    bench.saved()
    bench.page.wait_for_load_state("networkidle")

    expect(bench.page.locator("#elsewhere")).to_be_hidden()
