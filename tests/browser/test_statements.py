"""A statement's own page, with the keyboard: cite it, and compare it with its bytes."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "“Both sides feel they are being cornered,”"


@pytest.fixture
def said(cast):
    article = make_article(byline="Ben Ostrow", canonical_url="https://herald.test/envoys")
    coding = make_coding(add_article(cast.project, article), cast.owner)
    return make_attribution(coding, WORDS, cue="says", mention="Ada Quill", speaker=make_actor())


def test_a_citation_is_copied_with_a_key_and_that_is_said(visit, cast, said):
    permissions = ["clipboard-read", "clipboard-write"]
    page = visit(f"/statements/{said.pk}/", cast.owner, permissions=permissions)

    page.get_by_role("button", name="Chicago, note").press("Enter")
    expect(page.get_by_role("status").get_by_text("Copied.")).to_be_visible()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Ada Quill, quoted in Ben Ostrow, “Envoys meet again,” Example Herald")


def test_without_a_clipboard_the_words_are_selected(visit, cast, said):
    page = visit(f"/statements/{said.pk}/", cast.owner)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")

    page.get_by_role("button", name="APA 7, in the text").press("Enter")
    expect(page.get_by_role("status").get_by_text("Selected")).to_be_visible()

    assert page.evaluate("String(getSelection())") == "(Ada Quill, as cited in Ostrow, 2026)"


def test_it_is_compared_with_its_bytes_in_place(visit, cast, said):
    page = visit(f"/statements/{said.pk}/", cast.owner)

    page.get_by_role("link", name="Verify against the bytes").press("Enter")
    expect(page.locator("#verified")).to_contain_text("Verified.")

    assert page.url.endswith(f"/statements/{said.pk}/")


def test_without_scripts_it_reads_and_verifies(visit, cast, said):
    page = visit(f"/statements/{said.pk}/", cast.owner, java_script_enabled=False)

    expect(page.get_by_role("button", name="Chicago, note")).to_have_count(0)
    page.get_by_role("link", name="Verify against the bytes").click()
    expect(page.locator("#verified")).to_contain_text("Verified.")


def test_a_walk_back_is_linked_with_the_keyboard(visit, cast, said):
    later = make_article(
        "Thaw\n\n“We may sign after all,” said Quill.", published_on=date(2026, 5, 3)
    )
    coding = make_coding(add_article(cast.project, later), cast.owner)
    make_attribution(coding, "“We may sign after all,”", speaker=said.speaker)
    page = visit(f"/statements/{said.pk}/", cast.owner)

    page.get_by_role("link", name="Link a statement").press("Enter")
    page.get_by_label("Speaker or words").fill("sign after")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio")).to_have_count(1)
    page.get_by_label("This statement").select_option("is walked back by")
    page.get_by_role("radio").press("Space")
    page.get_by_role("button", name="Link", exact=True).press("Enter")

    expect(page.locator("#words .notice")).to_contain_text("Later walked back, on 3 May 2026")
    expect(page.locator("#links")).to_contain_text("We may sign after all")
    assert violations_of(page) == []
    page.get_by_role("link", name="Link a statement").click()
    expect(page.get_by_role("radio")).to_have_count(1)
    assert violations_of(page) == []
