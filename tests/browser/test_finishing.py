"""Done asks about what would be left open."""

import pytest
from playwright.sync_api import expect

from annotations.models import Coding
from tests.browser.suggested import open_suggested
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.factories.flags import make_flag
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CURRENT = "#cards > [aria-current=true]"


@pytest.fixture
def bench(transactional_db, visit):
    """Two suggestions that are open, and of the analyst's own a statement, a flag, a comment."""
    bench = open_suggested(visit)
    coding = make_coding(bench.project_article, bench.user)
    said = make_attribution(coding, "“It will thaw,”")
    passage = make_passage(coding, "The quay was empty")
    make_flag(bench.project_article, bench.user, passage.number)
    make_flag(bench.project_article, bench.user)
    make_comment(make_thread(coding, said.number), bench.user)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    return bench


def ask(bench):
    button = bench.page.get_by_role("button", name="Done with this article")
    button.click()
    dialog = bench.page.get_by_role("dialog", name="Done with this article?")
    expect(dialog).to_be_visible()
    return button, dialog


def state() -> str:
    return Coding.objects.get(kind="human").state


def test_it_asks_and_escape_goes_back_to_the_button(bench):
    button, dialog = ask(bench)

    expect(dialog.get_by_role("listitem")).to_have_text(
        [
            "1 2 suggestions that nobody has decided about",
            "2 1 attribution without a speaker",
            "3 1 thread of comments that is not resolved",
            "4 2 flags for later",
        ]
    )
    expect(dialog.get_by_role("link").first).to_be_focused()
    bench.press("Escape")

    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    assert state() == "open"


def test_a_digit_or_a_click_goes_to_the_first_of_a_kind(bench):
    _, dialog = ask(bench)
    bench.press("1")
    expect(dialog).to_be_hidden()
    bench.at("“Nobody")

    # Once more: it counts anew.
    bench.press("x")
    bench.saved()
    ask(bench)
    expect(dialog.get_by_role("link").first).to_contain_text("1 suggestion that")
    dialog.get_by_role("link", name="1 attribution without a speaker").click()
    expect(dialog).to_be_hidden()
    expect(bench.page.locator(CURRENT)).to_contain_text("It will thaw")
    expect(bench.page.locator(CURRENT)).to_be_focused()

    ask(bench)
    bench.press("4")
    expect(bench.page.get_by_role("button", name="Flag the article for later")).to_be_focused()

    ask(bench)
    bench.press("3")
    expect(bench.page.locator(".comments")).to_contain_text("Is this meant?")


def test_finish_anyway_and_go_on(bench):
    button, dialog = ask(bench)
    dialog.get_by_role("link", name="Go on annotating").click()
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    assert state() == "open"

    ask(bench)
    dialog.get_by_role("button", name="Finish anyway").click()
    expect(bench.page.get_by_role("button", name="Reopen")).to_be_visible()
    assert state() == "done"
    bench.page.get_by_role("button", name="Reopen").click()
    expect(button).to_be_visible()
    assert state() == "open"


def test_where_nothing_is_open_it_is_done_at_once(open_bench):
    bench = open_bench()
    make_passage(make_coding(bench.project_article, bench.user), "Nobody knows")

    bench.page.get_by_role("button", name="Done with this article").click()

    expect(bench.page.get_by_role("button", name="Reopen")).to_be_visible()
    assert state() == "done"


def test_without_scripts_it_is_a_page(bench, visit):
    page = visit(f"/articles/{bench.project_article.pk}/", bench.user, java_script_enabled=False)

    page.get_by_role("button", name="Done with this article").click()
    expect(page.get_by_role("heading", name="Done with this article?")).to_be_visible()
    page.get_by_role("link", name="2 suggestions").click()
    expect(page.locator("#card-s1")).to_be_in_viewport()
    page.get_by_role("button", name="Done with this article").click()
    page.get_by_role("button", name="Finish anyway").click()

    expect(page.get_by_role("button", name="Reopen")).to_be_visible()
    assert state() == "done"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_it_shuts_nobody_out(bench, visit, scheme, width):
    address = f"/articles/{bench.project_article.pk}/"
    options = {"width": width, "color_scheme": scheme, "reduced_motion": "reduce"}
    page = visit(f"{address}finish/ask/", bench.user, **options)
    assert violations_of(page) == []

    page.goto(address)
    page.wait_for_selector("#workbench[data-ready]")
    page.get_by_role("button", name="Done with this article").click()
    expect(page.get_by_role("dialog", name="Done with this article?")).to_be_visible()

    assert violations_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
