"""The annotating page in each of its states, as axe sees it."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import ProjectArticle, User
from tests.browser.walking import WIDE, complaints, of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_annotating_page_in_each_of_its_states(visit, demo):
    analyst = User.objects.get(username="analyst")
    rows = ProjectArticle.objects.filter(codings__analyst=analyst, codings__state="open")
    full = rows.filter(article__language="en").order_by("-codings__annotation_count").first()
    arabic = rows.get(article__language="ar")
    empty = ProjectArticle.objects.exclude(codings__analyst=analyst).first()
    page = visit(of("workbench", empty), analyst, **WIDE, reduced_motion="reduce")
    wrong = {"empty": complaints(opened(page))}

    page.goto(of("workbench", arabic))
    wrong["from right to left"] = complaints(opened(page))
    page.goto(of("workbench", full))
    wrong["annotated"] = complaints(opened(page))
    page.keyboard.press("?")
    expect(page.locator("#keys-sheet")).to_be_visible()
    wrong["keys"] = complaints(page)
    page.keyboard.press("Escape")
    page.keyboard.press(";")
    page.keyboard.press(":")
    expect(page.locator(".card-why")).to_contain_text("in 100")
    wrong["at a suggestion, and why"] = complaints(page)
    page.locator("#suggestions-menu summary").click()
    wrong["how many suggestions"] = complaints(page)
    page.get_by_role("link", name="Last decisions").click()
    expect(page.locator("#decisions-sheet")).to_be_visible()
    wrong["last decisions"] = complaints(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".card.attribution .card-words").first.click()
    page.keyboard.press("e")
    page.wait_for_selector("#annotation-form")
    wrong["pop-up"] = complaints(page)
    page.get_by_role("combobox", name="Who says it?").fill("Ne")
    expect(page.get_by_role("option", name="as person")).to_be_visible()
    wrong["pop-up with a list"] = complaints(page)

    assert {name: found for name, found in wrong.items() if found} == {}


def opened(page: Page) -> Page:
    page.wait_for_selector("#workbench[data-ready]")
    return page
