"""Several annotations at one place: a click offers them in order."""

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

QUOTE = "“Both sides feel they are being cornered,”"


@pytest.fixture
def bench(open_bench):
    """Lowen's statement, a passage in it, and a shorter one in that."""
    bench = open_bench()
    codebook = bench.project_article.project.codebook
    demand, appeal = (codebook.tags.get(name=name) for name in ("Demand", "Appeal"))
    coding = make_coding(bench.project_article, bench.user)
    make_attribution(coding, QUOTE, speaker=make_actor("Petra Lowen"))
    make_passage(coding, "they are being cornered", demand)
    make_passage(coding, "being cornered", appeal)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    return bench


def click(bench, words="cornered"):
    box = bench.box(words)
    bench.page.evaluate("getSelection().removeAllRanges()")
    bench.page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)
    bench.settle()
    return bench.page.locator("#at-place")


def active(bench):
    """Which of them is the active one, by its place in the list."""
    words = bench.page.locator(".card[aria-current] .card-words").text_content()
    return ["being cornered", "they are being cornered", QUOTE].index(words) + 1


def test_they_are_offered_in_order_and_read_by_everybody(bench):
    offered = click(bench)

    expect(offered.get_by_role("button")).to_have_text(
        [
            "1Appealbeing cornered",
            "2Demandthey are being cornered",
            f"3Petra Lowen{QUOTE}",
        ]
    )
    expect(offered.get_by_role("button", name="Appeal")).to_be_focused()
    expect(offered.get_by_role("button", name="Appeal")).to_have_attribute("aria-current", "true")
    assert active(bench) == 1
    expect(bench.page.locator("#keys")).to_contain_text("choose")
    assert violations_of(bench.page) == []


def test_arrows_walk_digits_choose_escape_closes(bench):
    offered = click(bench)
    press = bench.page.keyboard.press

    press("ArrowDown")
    assert active(bench) == 2
    press("ArrowUp")
    press("ArrowUp")
    assert active(bench) == 3
    expect(offered.get_by_role("button", name="Petra Lowen")).to_be_focused()
    press("2")
    expect(offered).to_be_hidden()
    assert active(bench) == 2
    expect(bench.page.locator("#text")).to_be_focused()

    click(bench)
    press("Escape")
    expect(offered).to_be_hidden()
    assert active(bench) == 3
    press("Escape")
    expect(bench.page.locator(".card[aria-current]")).to_have_count(0)
    assert len(bench.attributions()) == 1


def test_a_click_in_the_list_chooses_and_one_in_the_text_goes_on(bench):
    offered = click(bench)

    click(bench)
    assert active(bench) == 2
    expect(offered.get_by_role("button", name="Demand")).to_be_focused()
    offered.get_by_role("button", name="Petra Lowen").click()
    expect(offered).to_be_hidden()
    assert active(bench) == 3
    click(bench)
    click(bench, "Nobody knows")
    expect(offered).to_be_hidden()


def test_keys_of_the_annotation_work_while_it_is_open(bench):
    offered = click(bench)

    bench.page.keyboard.press("d")
    bench.saved()
    expect(offered).to_be_hidden()
    assert ("being cornered", ["Appeal", "Demand"]) in bench.passages()
    click(bench, "“Both sides")
    expect(offered).to_be_hidden()
    click(bench)
    bench.page.keyboard.press("e")
    expect(bench.page.locator("#annotation-form")).to_be_visible()
    expect(offered).to_be_hidden()
