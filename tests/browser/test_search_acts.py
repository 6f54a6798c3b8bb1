"""Results of a search chosen by keys, tagged, looked at and taken back; and without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from annotations.actions.indexing import index_due
from annotations.models import AttributionTag, Role
from tests.browser.walking import complaints
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project, make_tag
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATEMENTS = "/search/?q=grain&kind=statements"


@pytest.fixture
def analyst(transactional_db):
    """Thirty statements about grain, more than a page has."""
    project = make_project()
    analyst = make_user("analyst")
    join(project, analyst, Role.ANALYST)
    for number in range(30):
        row = add_article(project, make_article(f"Number {number}\n\n“We sell grain,” she said."))
        make_attribution(make_coding(row, analyst), "We sell grain")
    make_tag(project.codebook, "Trade")
    index_due()
    return analyst


def boxes(page: Page):
    return page.locator(".results .choose")


def bar(page: Page):
    return page.locator("#choose")


def give_trade(page: Page) -> None:
    """What a tag would do is shown by the script of the page, without it by a button."""
    page.get_by_role("button", name="Give a tag…").click()
    tag = page.get_by_label("Tag", exact=True)
    tag.wait_for()
    page.wait_for_load_state()
    tag.select_option("Trade")


def test_chosen_by_keys_tagged_and_taken_back(visit, analyst):
    page = visit(STATEMENTS, analyst)
    expect(bar(page).get_by_role("status")).to_have_text("0 chosen")
    expect(bar(page).get_by_role("button", name="Give a tag…")).to_be_disabled()

    page.locator("#id_q").blur()
    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(bar(page).get_by_role("status")).to_have_text("3 chosen")
    page.keyboard.press("x")
    expect(bar(page).get_by_role("status")).to_have_text("2 chosen")
    give_trade(page)
    expect(page.locator("#act .panel")).to_contain_text("2 annotations get the tag.")
    page.get_by_role("button", name=re.compile("^Give a tag")).click()
    expect(page.locator("#bulk")).to_contain_text("gave the tag “Trade” 2 times")
    page.get_by_role("link", name="Back to the search").click()
    expect(page.locator(".results").get_by_text("Trade", exact=True)).to_have_count(2)
    # What was chosen still is: something else can be done with it.
    expect(bar(page).get_by_role("status")).to_have_text("2 chosen")

    page.go_back()
    page.get_by_role("link", name="Take back…").click()
    page.get_by_role("button", name="Take 2 back").click()
    expect(page.locator("#bulk")).to_contain_text("took 2 changes back")
    assert not AttributionTag.objects.exists()


def test_what_is_chosen_stays_so_on_the_next_page(visit, analyst):
    page = visit(STATEMENTS, analyst)
    boxes(page).nth(0).click()
    boxes(page).nth(3).click(modifiers=["Shift"])
    expect(bar(page).get_by_role("status")).to_have_text("4 chosen")
    page.locator("#page-next").click()
    expect(boxes(page)).to_have_count(10)
    expect(bar(page).get_by_role("status")).to_have_text("4 chosen")
    boxes(page).nth(1).click()
    page.locator("#page-previous").click()
    expect(boxes(page)).to_have_count(20)
    expect(page.locator(".choose:checked")).to_have_count(4)
    expect(bar(page).get_by_role("status")).to_have_text("5 chosen")

    give_trade(page)
    expect(page.locator("#act .panel")).to_contain_text("5 annotations get the tag.")


def test_all_that_were_found(visit, analyst):
    page = visit(STATEMENTS, analyst)
    page.locator("#id_q").blur()
    page.keyboard.press("*")
    expect(bar(page).get_by_role("status")).to_have_text("All that were found are chosen")
    expect(page.locator(".choose:checked")).to_have_count(20)
    give_trade(page)
    expect(page.locator("#act .panel")).to_contain_text("30 annotations get the tag.")
    page.get_by_role("link", name="Back to the search").click()
    boxes(page).nth(0).click()
    expect(bar(page).get_by_role("status")).to_have_text("19 chosen")
    page.get_by_role("button", name="Choose none").click()
    expect(bar(page).get_by_role("status")).to_have_text("0 chosen")

    # Another search begins anew.
    page.keyboard.press("*")
    page.get_by_role("link", name=re.compile(r"^Articles\b")).click()
    expect(bar(page).get_by_role("status")).to_have_text("Articles chosen: 0")


def test_nothing_lies_upon_the_bar_or_upon_what_a_key_goes_to(visit, analyst):
    page = visit(STATEMENTS, analyst)
    page.locator("#id_q").blur()
    for _n in range(12):
        page.keyboard.press("j")
    upper = bar(page).bounding_box()
    assert upper["y"] + upper["height"] <= page.locator("#keys").bounding_box()["y"] + 1
    focused = page.locator(".results > li:focus-within").bounding_box()
    assert focused["y"] + focused["height"] <= upper["y"] + 1


def test_passages_of_one_article_are_chosen_together(visit, analyst):
    page = visit("/search/?q=number+OR+grain", analyst)
    article = boxes(page).nth(0).get_attribute("value")
    passages = page.locator(f".choose[value='{article}']").count()
    assert passages > 1
    boxes(page).nth(0).click()
    expect(bar(page).get_by_role("status")).to_have_text("Articles chosen: 1")
    expect(page.locator(".choose:checked")).to_have_count(passages)


def test_without_a_script(visit, analyst):
    page = visit(STATEMENTS, analyst, java_script_enabled=False)
    expect(bar(page).get_by_role("status")).to_have_text("What is ticked:")
    boxes(page).nth(0).check()
    boxes(page).nth(1).check()
    page.get_by_role("button", name="Give a tag…").click()
    page.get_by_label("Tag", exact=True).select_option("Trade")
    page.get_by_role("button", name="See what would be done").click()
    expect(page.locator("#act .panel")).to_contain_text("2 annotations get the tag.")
    page.get_by_role("button", name=re.compile("^Give a tag")).click()

    expect(page.locator("#bulk")).to_contain_text("gave the tag “Trade” 2 times")


@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_shut_out(visit, analyst, width):
    page = visit(STATEMENTS, analyst, width=width)
    boxes(page).nth(0).check()
    assert complaints(page) == []
    give_trade(page)
    expect(page.locator("#act .panel")).to_be_visible()
    assert complaints(page) == []
    # Links are small until the sheets of the next page are there.
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Give a tag")).click()
    assert complaints(page) == []
    with page.expect_navigation():
        page.get_by_role("link", name="Take back…").click()
    assert complaints(page) == []
