"""A quotation with speaker, stance and tag in three actions; every key is an act of its own."""

import pytest
from playwright.sync_api import expect

from tests.browser.suggested import open_suggested
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

QUOTE = "“Both sides feel they are being cornered,”"


def click(bench, words):
    box = bench.box(words)
    bench.page.evaluate("getSelection().removeAllRanges()")
    bench.page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)
    bench.settle()


def facts(bench):
    return [
        (
            said.speaker and said.speaker.name,
            said.stance,
            [link.tag.name for link in said.attribution_tags.all()],
            [span.words for span in said.spans.filter(role="content").order_by("start")],
        )
        for said in bench.attributions()
        if said.coding.kind == "human"
    ]


@pytest.fixture
def spoken(open_bench):
    """An article in which Roth spoke last, and Lowen before."""
    bench = open_bench()
    coding = make_coding(bench.project_article, bench.user)
    for name in ("Petra Lowen", "Casimir Roth"):
        make_attribution(coding, "Envoys", speaker=make_actor(name))
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    return bench


def test_a_click_a_stance_and_a_tag_are_three_actions(open_bench):
    bench = open_bench()

    click(bench, "feel they")
    bench.page.keyboard.press("Shift+Digit2")
    bench.page.keyboard.press("d")
    bench.saved()

    assert facts(bench) == [("Ada Quill", "critical", ["Demand"], [QUOTE])]
    card = bench.page.locator(".card[aria-current=true]")
    expect(card).to_contain_text("Ada Quill")
    bench.page.keyboard.press("u")
    bench.page.keyboard.press("u")
    bench.saved()
    assert facts(bench) == []


def test_the_order_of_the_keys_does_not_matter(open_bench):
    bench = open_bench()

    click(bench, "feel they")
    bench.page.keyboard.press("d")
    bench.page.keyboard.press("Shift+Digit2")
    bench.saved()

    assert facts(bench) == [("Ada Quill", "critical", ["Demand"], [QUOTE])]


def test_a_digit_attributes_a_selection_and_corrects_a_statement(spoken):
    bench = spoken
    bench.select("comes next")
    expect(bench.page.locator("#keys")).to_contain_text("1 Casimir Roth")
    bench.page.keyboard.press("2")
    bench.saved()
    assert facts(bench)[-1] == ("Petra Lowen", "", [], ["comes next"])
    expect(bench.page.locator("#keys")).to_contain_text("1 Petra Lowen")

    bench.page.keyboard.press("2")
    bench.page.keyboard.press("Shift+Digit5")
    bench.saved()
    assert facts(bench)[-1] == ("Casimir Roth", "endorse", [], ["comes next"])
    bench.page.keyboard.press("Shift+Digit5")
    bench.saved()
    assert facts(bench)[-1][1] == ""


def test_the_bar_has_the_last_speakers_for_the_mouse(spoken):
    spoken.select("comes next")
    assert violations_of(spoken.page) == []

    spoken.page.locator("#selection-bar").get_by_role("button", name="Petra Lowen").click()
    spoken.saved()

    assert facts(spoken)[-1][0] == "Petra Lowen"


def test_what_was_clicked_is_shown_and_let_go_of(open_bench):
    bench = open_bench()
    line = bench.page.locator("#keys")
    painted = "() => Boolean(CSS.highlights.get('meant'))"

    click(bench, "feel they")
    expect(line).to_contain_text("⇧1 ⇧7 stance")
    expect(line).to_contain_text("Enter cursor")
    assert bench.page.evaluate(painted)
    bench.page.keyboard.press("Escape")
    bench.settle()
    assert not bench.page.evaluate(painted)
    expect(line).not_to_contain_text("stance")
    bench.page.keyboard.press("Shift+Digit2")
    click(bench, "Nobody knows")
    bench.page.keyboard.press("Shift+Digit2")
    bench.page.keyboard.press("d")
    bench.saved()

    assert (facts(bench), bench.passages()) == ([], [])


def test_a_opens_the_pop_up_for_the_quotation_that_was_clicked(open_bench):
    bench = open_bench()

    click(bench, "feel they")
    bench.page.keyboard.press("a")

    expect(bench.page.locator("#popup [name=content_words]")).to_have_value(QUOTE)


def test_where_nobody_is_named_it_is_said(open_bench):
    bench = open_bench()

    bench.select("in the harbour")
    bench.page.keyboard.press("Shift+Digit3")
    bench.saved()

    assert facts(bench) == [(None, "neutral", [], ["in the harbour"])]
    expect(bench.page.locator("#notice")).to_contain_text("press e and type a name")


def test_of_namesakes_the_pop_up_asks_and_keeps_what_was_pressed(open_bench):
    for _ in range(2):
        make_actor("Ada Quill")
    bench = open_bench(quiet=False)

    click(bench, "feel they")
    bench.page.keyboard.press("Shift+Digit2")
    bench.page.keyboard.press("d")

    popup = bench.page.locator("#popup")
    expect(popup.get_by_role("combobox", name="Who says it?")).to_be_focused()
    expect(popup.get_by_role("radio", name="Critical")).to_be_checked()
    expect(popup.get_by_role("checkbox", name="Demand")).to_be_checked()
    assert facts(bench) == []


def test_what_was_put_aside_is_one_statement(open_bench):
    bench = open_bench()
    bench.select(QUOTE)
    bench.page.keyboard.press("+")
    bench.select("shared work")

    bench.page.keyboard.press("Shift+Digit1")
    bench.saved()

    assert facts(bench) == [("Ada Quill", "reject", [], [QUOTE, "shared work"])]


def test_a_suggestion_is_accepted_with_what_is_said_about_it(transactional_db, visit):
    bench = open_suggested(visit)
    bench.press(";")
    bench.at("“Nobody")
    expect(bench.page.locator("#keys")).to_contain_text("accept with a stance")

    bench.press("Shift+Digit2", "d")
    bench.saved()
    card = bench.page.locator(".card[aria-current=true]")
    expect(card).to_contain_text("Ada Quill")
    assert facts(bench)[-1:] == [
        ("Ada Quill", "critical", ["Demand"], ["“Nobody signs in winter,”"])
    ]
    bench.press(";", "p", "1")
    bench.saved()

    assert facts(bench)[-1] == ("Ada Quill", "", ["Appeal"], ["“The map was drawn at night,”"])
    assert [verdict for _, verdict in bench.verdicts()] == ["accepted", "accepted"]
    for _ in range(3):
        bench.press("u")
    bench.saved()
    assert bench.open() == ["“The map", "“It will"]
