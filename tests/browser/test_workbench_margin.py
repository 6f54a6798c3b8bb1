"""Cards stand level with their passages, never over one another; the list is the equal of the page."""

import random

import pytest
from playwright.sync_api import expect

from tests.browser.suggested import open_suggested
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

SPREAD = """
async ([wanted, tall, pinned]) =>
  (await import("/static/js/workbench/spreading.js")).spread(wanted, tall, pinned)
"""

CROWDED = """
async ([wanted, tops, tall]) =>
  (await import("/static/js/workbench/spreading.js")).crowded(wanted, tops, tall)
"""


@pytest.mark.parametrize(
    ("wanted", "tops", "found"),
    [
        ([], [], []),
        ([0, 10, 20], [0, 108, 216], [False] * 3),
        ([0, 10, 20, 30], [0, 108, 216, 324], [True] * 4),
        ([0, 10, 20, 30, 900], [0, 108, 216, 324, 900], [True] * 4 + [False]),
        ([300, 310, 320, 330], [0, 108, 216, 324], [True] * 4),
    ],
)
def test_a_row_of_notes_is_crowded_where_one_of_them_is_far_from_its_words(
    static_page, wanted, tops, found
):
    page = static_page("")

    assert page.evaluate(CROWDED, [wanted, tops, [100] * len(tops)]) == found


def test_notes_are_spread_without_overlap_and_the_pinned_one_has_its_place(static_page):
    page = static_page("")
    rng = random.Random(4)

    for _ in range(40):
        count = rng.randint(1, 30)
        wanted = sorted(rng.uniform(0, 6000) for _ in range(count))
        tall = [rng.choice([40, 60, 90]) for _ in range(count)]
        pinned = rng.randrange(-1, count)
        tops = page.evaluate(SPREAD, [wanted, tall, pinned])

        assert pinned < 0 or tops[pinned] == wanted[pinned]
        for n in range(1, count):
            drifted = abs(tops[n - 1] - wanted[n - 1]) > 240
            assert drifted or tops[n] >= tops[n - 1] + tall[n - 1], (n, tops)


def test_cards_are_level_with_their_passages_in_a_wide_window_and_a_list_in_a_narrow_one(
    open_bench,
):
    bench = open_bench()
    for words in ("Both sides", "Nobody knows", "long winter"):
        bench.select(words)
        bench.page.keyboard.press("d")
    bench.saved()
    bench.page.keyboard.press("Escape")
    bench.settle()

    for words in ("Both sides", "Nobody knows", "long winter"):
        card = bench.page.locator(".card", has_text=words).bounding_box()
        assert card["y"] == pytest.approx(bench.box(words)["top"], abs=3)
        assert card["x"] > bench.page.locator("#text").bounding_box()["x"] + 500
    bench.page.set_viewport_size({"width": 800, "height": 900})
    bench.settle()

    text = bench.page.locator("#text").bounding_box()
    assert bench.page.locator(".card").first.bounding_box()["y"] > text["y"] + text["height"]


def test_pointing_at_a_card_lights_up_its_passage_and_the_other_way_round(open_bench):
    bench = open_bench()
    bench.select("Nobody knows")
    bench.page.keyboard.press("d")
    bench.saved()
    bench.page.keyboard.press("Escape")

    bench.page.locator(".card").hover()
    by_card = bench.page.evaluate("[...CSS.highlights.keys()]")
    bench.page.mouse.move(5, 5)
    away = bench.page.evaluate("[...CSS.highlights.keys()]")
    bench.page.locator("#text mark").hover()

    assert "hover-orange" in by_card
    assert away == []
    expect(bench.page.locator(".card.hover")).to_have_count(1)


def test_nothing_shifts_when_something_is_saved(open_bench):
    bench = open_bench()
    top = "document.querySelector('#text').getBoundingClientRect().top"
    before = bench.page.evaluate(top)
    bench.page.evaluate(
        """() => { window.shifts = []; new PerformanceObserver((list) => {
             for (const entry of list.getEntries()) if (entry.sources.length) window.shifts.push(
               entry.sources.map((source) => source.node?.className ?? source.node?.nodeName));
           }).observe({ type: "layout-shift" }); }"""
    )

    for words, key in (("Both sides", "d"), ("Nobody knows", "p"), ("long winter", "w")):
        bench.select(words)
        bench.page.keyboard.press(key)
        bench.saved()
        bench.settle()
        assert bench.page.evaluate(
            "document.querySelector('#text').getBoundingClientRect().height"
        ) == pytest.approx(
            bench.page.evaluate(
                "window.height ??= document.querySelector('#text').getBoundingClientRect().height"
            ),
            abs=0.5,
        )

    assert bench.page.evaluate(top) == pytest.approx(before, abs=0.5)
    moved = [name for names in bench.page.evaluate("window.shifts") for name in names]
    assert not [name for name in moved if "block" in str(name) or "article-head" in str(name)]


def test_every_annotation_can_be_reached_by_tab_from_the_list(open_bench):
    bench = open_bench()
    for words in ("Both sides", "Nobody knows"):
        bench.select(words)
        bench.page.keyboard.press("d")
    bench.saved()
    bench.page.keyboard.press("Escape")
    bench.page.locator("#tags summary").focus()
    seen = []

    # Each card has four tools.
    for _ in range(8):
        bench.page.keyboard.press("Tab")
        bench.settle()
        seen.append(bench.page.locator(".card[aria-current]").get_attribute("data-a"))

    assert seen == [seen[0]] * 4 + [seen[4]] * 4
    assert seen[0] != seen[4]


def heights(page, cards):
    return page.locator(cards).evaluate_all("(all) => all.map((one) => one.offsetHeight)")


def test_a_suggestion_is_one_line_until_one_is_at_it(transactional_db, visit):
    bench = open_suggested(visit)
    page = bench.page
    text = page.evaluate("document.getElementById('text').offsetHeight")
    lines = heights(page, ".card.suggestion")
    assert max(lines) < 40
    for words in ("Ada Quill", "Direct", "%"):
        expect(page.locator(".card.suggestion").first).to_contain_text(words)
    assert violations_of(page) == []

    bench.press(";")
    bench.at("“Nobody")
    page.wait_for_function("document.querySelector('.card.active').offsetHeight > 80")

    expect(page.locator(".card.active .card-words")).to_be_in_viewport()
    assert page.evaluate("document.getElementById('text').offsetHeight") == text
    bench.press("Escape")
    page.wait_for_selector(".card.active", state="detached")
    assert heights(page, ".card.suggestion") == lines


def test_own_notes_are_lines_only_where_there_are_too_many(open_bench):
    bench = open_bench()
    page = bench.page
    coding = make_coding(bench.project_article, bench.user)
    quill = make_actor("Ada Quill")
    make_attribution(coding, "long winter", speaker=quill)
    page.reload()
    page.wait_for_selector("#workbench[data-ready]")
    expect(page.locator(".card.attribution:not(.compact)")).to_have_count(1)

    for _ in range(12):
        make_attribution(coding, "Both sides feel they are being cornered", speaker=quill)
    page.reload()
    page.wait_for_selector("#workbench[data-ready]")
    page.wait_for_function("document.querySelectorAll('.card.compact').length > 11")
    assert max(heights(page, ".card.compact")) < 40

    page.locator(".card.compact").nth(4).click()
    page.wait_for_function("document.querySelector('.card.active')?.offsetHeight > 60")
    expect(page.locator(".card.active .card-words")).to_be_in_viewport()
