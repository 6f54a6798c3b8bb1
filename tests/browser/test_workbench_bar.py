"""The bar at a selection: what keys do, for those who have a mouse or fingers in hand."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_button_takes_the_whole_quotation_and_leaves_where_there_is_none(open_bench):
    bench = open_bench()
    button = bench.page.get_by_role("button", name="Whole quotation")

    bench.select("sides feel")
    expect(button).to_be_visible()
    button.click()

    assert bench.selected() == "“Both sides feel they are being cornered,”"
    expect(button).to_be_hidden()
    bench.select("Nobody knows")
    expect(bench.page.locator("#selection-bar")).to_be_visible()
    expect(button).to_be_hidden()


def test_a_finger_takes_it_as_well(open_bench):
    bench = open_bench(width=390, height=844, has_touch=True)
    bench.page.touchscreen.tap(200, 400)

    bench.select("sides feel")
    bench.page.get_by_role("button", name="Whole quotation").tap()

    assert bench.selected() == "“Both sides feel they are being cornered,”"
    expect(bench.page.locator("#selection-bar")).to_be_visible()
