"""Cards stand level with their passages, never over one another; the list is the equal of the page."""

import random

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SPREAD = """
async ([wanted, tall, pinned]) =>
  (await import("/static/js/workbench/spreading.js")).spread(wanted, tall, pinned)
"""


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
