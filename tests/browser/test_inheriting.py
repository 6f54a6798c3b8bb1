"""Target and topics of the statement before: marked, and gone with one key."""

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.projects import make_tag
from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

QUOTE = "“Both sides feel they are being cornered,”"


@pytest.fixture
def bench(open_bench):
    """Quill spoke about Elbonia and talks, Roth about Freedonia and trade."""
    bench = open_bench(height=1000)
    codebook = bench.project_article.project.codebook
    coding = make_coding(bench.project_article, bench.user)
    for name, words, topic, about in [
        ("Casimir Roth", "Envoys meet", "Trade", "Freedonia"),
        ("Ada Quill", "in the harbour", "Talks", "Elbonia"),
    ]:
        make_attribution(
            coding,
            words,
            make_tag(codebook, topic, is_topic=True),
            speaker=make_actor(name),
            target=make_actor(about, "country"),
        )
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    return bench


def open_popup(bench):
    bench.select(QUOTE)
    bench.page.keyboard.press("a")
    bench.page.wait_for_selector("#annotation-form")
    return bench.page.locator("#popup")


def last(bench):
    said = bench.attributions()[-1]
    tags = [link.tag.name for link in said.attribution_tags.order_by("tag__name")]
    return said.speaker.name, said.target and said.target.name, tags


def test_what_is_inherited_is_marked_and_saved_with_enter(bench):
    popup = open_popup(bench)
    note = popup.locator("#inherited")
    expect(note).to_contain_text("Inherited from the statement before: Elbonia Talks")
    expect(popup.get_by_role("combobox", name="About whom?")).to_have_accessible_description(
        "Inherited from the statement before: Elbonia Talks Clear ⌫"
    )
    expect(bench.page.locator("#keys")).to_contain_text("⌫ clear what is inherited")
    assert violations_of(bench.page) == []

    bench.page.keyboard.press("Enter")
    bench.saved()

    assert last(bench) == ("Ada Quill", "Elbonia", ["Talks"])


@pytest.mark.parametrize("how", ["Backspace", "Delete", "click"])
def test_one_key_or_click_clears_it(bench, how):
    popup = open_popup(bench)
    expect(popup.locator("#inherited")).to_be_visible()

    if how == "click":
        popup.get_by_role("button", name="Clear").click()
    else:
        bench.page.keyboard.press(how)
    expect(popup.locator("#inherited")).to_be_hidden()
    bench.page.keyboard.press("Enter")
    bench.saved()

    assert last(bench) == ("Ada Quill", None, [])


def test_another_speaker_brings_another_inheritance(bench):
    popup = open_popup(bench)
    bench.page.keyboard.press("2")
    expect(popup.locator("#inherited")).to_contain_text("Freedonia Trade")
    expect(popup.get_by_role("checkbox", name="Talks")).not_to_be_checked()
    bench.page.keyboard.press("Enter")
    bench.saved()

    assert last(bench) == ("Casimir Roth", "Freedonia", ["Trade"])


def test_what_somebody_chose_is_nobodys_heritage(bench):
    popup = open_popup(bench)
    popup.get_by_text("Demand").click()
    popup.get_by_text("Talks", exact=True).last.click()
    popup.get_by_role("combobox", name="About whom?").fill("Ruritania")
    expect(popup.locator("#inherited")).to_be_hidden()

    popup.get_by_role("button", name="Casimir Roth").click()
    expect(popup.get_by_role("checkbox", name="Trade")).to_be_checked()
    expect(popup.locator("#inherited")).to_contain_text("Trade")
    popup.get_by_role("button", name="Save").click()
    bench.saved()

    assert last(bench) == ("Casimir Roth", "Ruritania", ["Demand", "Trade"])


def test_whoever_does_not_wait_inherits_nothing_of_somebody_else(bench):
    open_popup(bench)
    held = []
    bench.page.route("**/affiliations/**", lambda route: held.append(route))

    bench.page.keyboard.press("2")
    bench.page.keyboard.press("Enter")
    bench.saved()
    held.pop().continue_()

    assert last(bench) == ("Casimir Roth", None, [])
