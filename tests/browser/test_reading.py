"""How the text is shown: chosen beside the text or in the preferences, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.users import make_user
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Envoys meet again\n\n" + "\n\n".join(
    f"Paragraph {number}: " + "both sides speak of shared work in the harbour. " * 6
    for number in range(150)
)
LOOK = """
() => {
  const {fontSize, fontFamily, lineHeight} = getComputedStyle(document.querySelector("#text p"));
  const ratio = parseFloat(lineHeight) / parseFloat(fontSize);
  const width = document.getElementById("text").getBoundingClientRect().width;
  return {size: parseFloat(fontSize), sans: fontFamily.includes("system-ui"), ratio, width};
}
"""
TOP = "number => document.getElementById(`p${number}`).getBoundingClientRect().top"


def choose(page: Page, group: str, label: str) -> None:
    """In the open menu; ends when it is saved."""
    with page.expect_response("**/preferences/reading/") as saved:
        page.get_by_role("group", name=group).get_by_text(label, exact=True).click()
    assert saved.value.status == 200


def open_menu(page: Page) -> None:
    page.locator("#reading-menu > summary").click()


def test_the_menu_changes_the_text_at_once_and_for_good(open_bench):
    page = open_bench().page
    before = page.evaluate(LOOK)

    open_menu(page)
    choose(page, "Size", "Large")
    choose(page, "Width", "Narrow")
    choose(page, "Lines", "Open")
    choose(page, "Letters", "Sans")

    after = page.evaluate(LOOK)
    assert before == pytest.approx(
        {"size": 19, "sans": False, "ratio": 1.65, "width": 528}, abs=0.5
    )
    assert after == pytest.approx({"size": 22, "sans": True, "ratio": 1.95, "width": 462}, abs=0.5)
    expect(page.locator("#reading-saved")).to_have_text("Saved.")
    page.reload()
    assert page.evaluate(LOOK) == after


def test_the_line_that_is_read_stays_where_it_is(open_bench):
    page = open_bench(LONG).page
    page.evaluate("document.getElementById('p80').scrollIntoView()")
    page.wait_for_timeout(200)
    page.evaluate("scrollBy(0, 250 - innerHeight * 0.25 - 230)")
    page.wait_for_timeout(200)
    index = page.evaluate(
        "() => document.caretRangeFromPoint(document.getElementById('text')"
        ".getBoundingClientRect().left + 4, innerHeight * 0.25)"
        ".startContainer.parentElement.closest('.block').id.slice(1)"
    )
    before = page.evaluate(TOP, index)

    open_menu(page)
    for size in ("Largest", "Small"):
        choose(page, "Size", size)
        page.wait_for_timeout(100)

    # The words stay, not the paragraph's first line: that moves by what stands above them in it.
    assert page.evaluate(TOP, index) == pytest.approx(before, abs=120)


def test_every_mark_is_shown_to_whoever_listens(open_bench):
    page = open_bench(LONG).page
    skipped = "getComputedStyle(document.getElementById('p140')).contentVisibility"
    assert page.evaluate(skipped) == "auto"

    open_menu(page)
    with page.expect_response("**/preferences/reading/"):
        page.get_by_label("Show every mark to assistive technology").check()

    assert page.evaluate(skipped) == "visible"
    page.reload()
    assert page.evaluate(skipped) == "visible"


def test_the_menu_closes_as_menus_do(open_bench):
    page = open_bench().page
    panel = page.locator(".reading-panel")

    open_menu(page)
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("#reading-menu > summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel).to_be_visible()
    page.locator("#text").click(position={"x": 5, "y": 5})
    expect(panel).to_be_hidden()


@pytest.mark.parametrize("width", [390, 768, 1100, 1400])
def test_the_open_menu_shuts_nobody_out(open_bench, width):
    page = open_bench(width=width).page
    open_menu(page)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert violations_of(page) == []
    page.evaluate(
        "Object.assign(document.documentElement.dataset, {size: 'largest', measure: 'wide'})"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_preferences_show_the_text_before_it_is_saved(visit):
    page = visit("/preferences/", make_user("ada"))
    size = "getComputedStyle(document.querySelector('.reading-sample .reading')).fontSize"
    assert page.evaluate(size) == "19px"

    page.get_by_role("group", name="Size").get_by_text("Largest", exact=True).click()
    assert page.evaluate(size) == "26px"
    page.reload()
    assert page.evaluate(size) == "19px"
    page.get_by_role("group", name="Size").get_by_text("Largest", exact=True).click()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Saved.")).to_be_visible()
    assert page.evaluate(size) == "26px"


def test_without_a_script_the_menu_saves_and_comes_back(open_bench, visit):
    bench = open_bench()
    page = visit(bench.page.url, bench.user, java_script_enabled=False)

    open_menu(page)
    page.get_by_role("group", name="Size").get_by_text("Smallest", exact=True).click()
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(bench.page.url)
    expect(page.locator("html")).to_have_attribute("data-size", "smallest")
