"""A reader's own keys, pressed in a real browser."""

import pytest
from playwright.sync_api import expect

from annotations.models import Span
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_of_keys_shuts_nobody_out_and_takes_what_is_pressed(open_bench, visit):
    bench = open_bench()
    page = visit("/preferences/keys/", bench.user, width=390, height=844)
    assert violations_of(page) == []

    page.get_by_label("Undo").press("z")
    page.get_by_label("In whose words: Direct").press("Shift+Digit1")
    page.get_by_label("Stance: Reject").press("Shift+Digit8")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Undo")).to_have_value("z")
    expect(page.get_by_label("Stance: Reject")).to_have_value("⇧8")


def test_own_keys_work_usual_ones_do_not_and_the_page_shows_them(open_bench):
    bench = open_bench()
    page = bench.page
    bench.user.own_keys = {"undo": "z", "tag": "s"}
    bench.user.save(update_fields=["own_keys"])
    page.reload()
    page.wait_for_selector("#workbench[data-ready]")
    tag = page.locator("#tags [data-key]:not([data-key=''])").first.get_attribute("data-key")

    bench.select("Nobody knows")
    page.keyboard.press(tag)
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator("#keys")).to_contain_text("z undo")
    page.keyboard.press("u")
    page.wait_for_timeout(300)
    assert Span.objects.count() == 1
    page.keyboard.press("z")
    expect(page.locator(".card")).to_have_count(0)

    bench.select("Nobody knows")
    page.keyboard.press("s")
    expect(page.locator("#annotation-form")).to_be_visible()


def test_an_own_key_takes_the_whole_quotation(open_bench):
    bench = open_bench()
    page = bench.page
    bench.user.own_keys = {"quotation": "w"}
    bench.user.save(update_fields=["own_keys"])
    page.reload()
    page.wait_for_selector("#workbench[data-ready]")

    bench.select("sides feel")
    page.keyboard.press("w")

    page.wait_for_function("getSelection().toString().includes('they are being cornered')")


@pytest.mark.parametrize(("width", "height"), [(1400, 700), (900, 800), (390, 844)])
def test_the_sheet_of_keys_scrolls_down_and_never_sideways(open_bench, width, height):
    page = open_bench(width=width, height=height).page

    page.keyboard.press("?")
    sheet = page.locator("#keys-sheet")
    expect(sheet).to_be_visible()

    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
    sheet.get_by_text("This sheet").scroll_into_view_if_needed()
    expect(sheet.get_by_text("This sheet")).to_be_in_viewport()
