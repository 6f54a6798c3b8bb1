"""The same statement by a second speaker: a key, a button, and a page without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding

pytestmark = pytest.mark.browser

QUOTE = "always sticks to ‘shared work’"


@pytest.fixture
def bench(open_bench):
    bench = open_bench()
    coding = make_coding(bench.project_article, bench.user)
    make_attribution(coding, QUOTE, speaker=make_actor("Petra Lowen"), stance="critical")
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    return bench


def speakers(bench):
    return [(said.speaker.name, said.stance) for said in bench.attributions()]


def test_a_key_asks_for_the_second_speaker_only(bench):
    page = bench.page
    page.keyboard.press("j")
    expect(page.locator("#keys")).to_contain_text("⇧A second speaker")
    page.keyboard.press("Shift+A")
    speaker = page.locator("#popup").get_by_role("combobox", name="Who says it?")
    expect(speaker).to_be_focused()
    expect(speaker).to_have_value("")

    page.keyboard.type("Casimir Roth")
    page.keyboard.press("Control+Enter")
    bench.saved()

    assert speakers(bench) == [("Petra Lowen", "critical"), ("Casimir Roth", "critical")]
    expect(page.locator(".card[aria-current]")).to_contain_text("Casimir Roth")
    expect(page.locator(".card")).to_have_count(2)


def test_a_button_does_and_what_was_typed_waits_for_it_alone(bench):
    page = bench.page
    page.locator(".card-words").click()
    page.get_by_role("link", name="Duplicate").click()
    speaker = page.locator("#popup").get_by_role("combobox", name="Who says it?")
    speaker.fill("Casimir")
    # The list of suggestions closes first.
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#popup")).to_be_hidden()
    bench.select(QUOTE)
    page.keyboard.press("a")
    expect(speaker).not_to_have_value("Casimir")
    page.keyboard.press("Escape")

    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Shift+A")

    expect(speaker).to_have_value("Casimir")


def test_without_scripts_it_is_a_page_of_its_own(bench, visit):
    page = visit(f"/articles/{bench.project_article.pk}/", bench.user, java_script_enabled=False)
    page.locator(".card").get_by_role("link", name="Edit").click()
    page.get_by_role("link", name="Duplicate").click()
    page.get_by_role("combobox", name="Who says it?").fill("Casimir Roth")
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(re.compile(r"#card-\d+$"))
    assert speakers(bench) == [("Petra Lowen", "critical"), ("Casimir Roth", "critical")]
