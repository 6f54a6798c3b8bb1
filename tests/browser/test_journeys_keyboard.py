"""From a marked passage to an attributed quotation without touching the mouse."""

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Affiliation
from tests.factories.actors import make_actor, make_affiliation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "Both sides feel they are being cornered,"


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Press Tab until a field called `name` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        # Asked of the page in one step: a fragment may put a new field in the old one's place.
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_a_passage_becomes_an_attributed_quotation_by_keys_alone(open_bench):
    bench = open_bench()
    page = bench.page
    bench.select(WORDS)
    page.keyboard.press("d")
    bench.saved()
    page.reload()
    page.wait_for_selector("#workbench[data-ready]")

    page.keyboard.press("j")
    expect(page.locator(".card[aria-current=true]")).to_contain_text(WORDS)
    page.keyboard.press("a")
    popup = page.locator("#popup")
    speaker = popup.get_by_role("combobox", name="Who says it?")
    expect(speaker).to_have_value("Ada Quill")
    page.keyboard.press("a")
    expect(speaker).to_be_focused()
    page.keyboard.type("Berit Solvang")
    expect(popup.get_by_role("option", name="Create “Berit Solvang” as person")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    tab_to(page, "affiliation_post")
    page.keyboard.type("Harbour master")
    tab_to(page, "affiliation_organisation")
    page.keyboard.type("Port of Sarn")
    tab_to(page, "stance")
    page.keyboard.press("ArrowRight")
    tab_to(page, "target_name")
    page.keyboard.type("The Council")
    expect(popup.get_by_role("option", name="as organisation")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, "tags")
    page.keyboard.press("w")
    page.keyboard.press("Control+Enter")
    expect(popup).to_be_hidden()
    bench.saved()

    (said,) = bench.attributions()
    assert said.speaker.name == "Berit Solvang"
    assert str(said.affiliation.post) == "Harbour master"
    assert said.affiliation.organisation.name == "Port of Sarn"
    assert (said.target.name, said.stance) == ("The Council", "reject")
    assert {link.tag.name for link in said.attribution_tags.all()} == {"Demand", "Forecast"}
    assert bench.passages() == []
    expect(page.locator(".card[aria-current=true]")).to_contain_text("Berit Solvang")


def test_what_is_typed_as_a_post_stays_while_the_posts_are_on_their_way(open_bench):
    bench = open_bench()
    page = bench.page
    make_affiliation(make_actor("Ada Quill"), post="Professor")
    waiting = []
    page.route("**/affiliations/**", lambda route: waiting.append(route))
    bench.select("The council")
    page.keyboard.press("a")
    popup = page.locator("#popup")
    popup.get_by_role("combobox", name="Who says it?").fill("Ada Q")
    popup.get_by_role("option", name="Ada Quill").click()

    post = popup.get_by_role("textbox", name="Post")
    post.fill("Adviser")
    waiting[0].continue_()

    expect(popup.locator("#affiliation-choice")).to_have_value("new")
    expect(post).to_have_value("Adviser")
    expect(post).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(popup).to_be_hidden()
    bench.saved()
    assert bench.attributions()[0].affiliation.post == "Adviser"
    assert Affiliation.objects.count() == 2
