"""What a tag means is read in the pop-up, without waiting for a bubble."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ASKS = "Asks others to do or to stop something."


@pytest.fixture
def popup(open_bench):
    bench = open_bench(height=1000)
    tags = bench.project_article.project.codebook.tags
    tags.filter(name="Appeal").update(definition=ASKS)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    bench.select("Nobody knows")
    bench.page.keyboard.press("t")
    return bench.page.locator("#popup")


def test_pointing_focus_and_keys_show_it(popup):
    line = popup.locator("[data-meaning]")
    expect(popup.get_by_role("checkbox", name="Demand")).to_be_focused()
    expect(line).to_have_text("Demand has no definition yet.")
    tall = line.bounding_box()["height"]

    popup.page.keyboard.press("p")
    expect(line).to_have_text(f"Appeal {ASKS}")
    popup.get_by_text("Forecast").hover()
    expect(line).to_have_text("Forecast has no definition yet.")
    popup.locator(".popup-tags label", has_text="Appeal").hover()
    expect(line).to_have_text(f"Appeal {ASKS}")
    assert line.bounding_box()["height"] == tall


def test_it_describes_the_box_to_those_who_listen(popup):
    box = popup.get_by_role("checkbox", name="Appeal")
    box.focus()

    expect(box).to_have_accessible_description(ASKS)
