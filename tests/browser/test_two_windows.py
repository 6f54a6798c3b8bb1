"""One coding in two windows: what one missed comes with its next write, and everything still works."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_cards_that_all_came_anew_still_listen_and_lie_beside_their_passages(open_bench):
    bench = open_bench()
    other = bench.page.context.new_page()
    other.goto(bench.page.url)
    other.wait_for_selector("#workbench[data-ready]")
    bench.select("Nobody knows")
    bench.page.keyboard.press("d")
    bench.saved()
    bench.page, mine = other, bench.page

    bench.select("an answer")
    other.keyboard.press("p")
    expect(other.locator(".card")).to_have_count(2)
    bench.saved()
    other.keyboard.press("Escape")
    card = other.locator(".card", has_text="Nobody knows")
    card.locator(".card-words").click()

    expect(card).to_have_attribute("aria-current", "true")
    bench.settle()
    words, box = bench.box("Nobody knows"), card.bounding_box()
    assert abs(box["y"] - words["top"]) < 60
    other.keyboard.press("j")
    expect(other.locator(".card[aria-current]")).to_contain_text("an answer")
    mine.close()
