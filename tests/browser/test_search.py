"""Search in a real browser: from any page by a key, through what was found, to the passage."""

import re

import pytest
from playwright.sync_api import Page, expect

from annotations.actions.indexing import index_due
from annotations.models import Role
from tests.browser.walking import complaints
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project, make_tag
from tests.factories.users import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = (
    "Harvest talks begin\n\nNobody came early to the quay.\n\n"
    "“We will sell wheat to whoever asks,” says Ada Quill, who keeps the harbour’s books. "
    "Grain was short last year, and the talks are about grain."
)


@pytest.fixture
def analyst(transactional_db):
    project = make_project()
    analyst = make_user("analyst")
    join(project, analyst, Role.ANALYST)
    row = add_article(project, make_article(TEXT))
    for number in range(3):
        add_article(project, make_article(f"Article {number}\n\nGrain is short."))
    arabic = "محادثات القمح\n\nقال الوزير إن المفاوضات حول القمح فشلت أمس."
    add_article(project, make_article(arabic, language="ar"))
    quill = make_actor("Ada Quill")
    tag = make_tag(project.codebook, "Food")
    make_attribution(
        make_coding(row, analyst), "We will sell wheat", tag, speaker=quill, stance="supportive"
    )
    index_due()
    return analyst


def results(page: Page):
    return page.locator(".results > li")


def test_from_any_page_to_the_passage_by_keys(visit, analyst):
    page = visit("/", analyst)

    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search everything")).to_be_focused()
    page.keyboard.type("grain talk")
    page.keyboard.press("Enter")
    expect(results(page)).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?.*q=grain(\+|%20)talk"))
    page.locator("#id_q").blur()
    page.keyboard.press("j")
    expect(page.locator(".results > li > a").first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"#p2$"))
    expect(page.locator("#p2")).to_be_in_viewport()


def test_the_box_above_a_page_keeps_nothing_else_and_leaves_the_page_its_own_filter(visit, analyst):
    page = visit("/actors/?q=quill", analyst)

    page.keyboard.press("/")
    expect(page.locator("#id_q")).to_be_focused()
    page.locator("#find").fill("grain /")
    page.get_by_role("search", name="Everything").get_by_role("button", name="Search").click()

    expect(results(page)).to_have_count(4)
    expect(page).to_have_url(re.compile(r"/search/\?q=grain(\+|%20)%2F$"))
    expect(page.locator("#find")).to_have_count(0)


def test_on_a_narrow_screen_the_key_leads_to_the_page_of_the_search(visit, analyst):
    page = visit("/", analyst, width=390)
    expect(page.locator("#find")).to_be_hidden()

    page.keyboard.press("/")

    expect(page).to_have_url(re.compile(r"/search/$"))
    expect(page.locator("#id_q")).to_be_focused()


def test_paper_shows_no_box(visit, analyst):
    page = visit("/", analyst)
    expect(page.locator("#find")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator("#find")).to_be_hidden()


def test_a_count_narrows_and_widens_again(visit, analyst):
    page = visit("/search/?q=grain", analyst)
    expect(results(page)).to_have_count(4)

    page.get_by_role("link", name=re.compile(r"^Statements\b")).click()
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.locator("#id_q").fill("wheat")
    page.keyboard.press("Enter")
    expect(results(page)).to_have_count(1)
    page.get_by_role("link", name=re.compile("Supportive")).click()
    expect(page).to_have_url(re.compile("stance=supportive"))
    page.locator(".chips").get_by_role("link", name=re.compile("Supportive")).click()
    expect(page).not_to_have_url(re.compile("stance="))


def test_whoever_narrows_by_keys_goes_on_from_there(visit, analyst):
    page = visit("/search/?q=wheat", analyst)

    for name in ("Statements", "Supportive"):
        page.get_by_role("link", name=re.compile(rf"^(× *)?{name}\b")).focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(rf"={name}".lower()))
        expect(page.locator("[aria-current]:focus")).to_contain_text(name)
    chip = page.locator(".chips").get_by_role("link", name=re.compile("Supportive"))
    chip.focus()
    page.keyboard.press("Enter")
    expect(chip).to_have_count(0)
    expect(page.locator("#search")).to_be_focused()


def test_filters_stay_unfolded_for_whoever_unfolded_them(visit, analyst):
    page = visit("/search/?q=wheat&kind=statements", analyst)
    more = page.locator("details.more").filter(has_text="More filters")
    expect(page.get_by_label("Mode")).to_be_hidden()

    more.locator("summary").click()
    page.get_by_label("Stance").select_option("supportive")
    expect(page.locator(".filters.chosen").get_by_label("Stance")).to_have_value("supportive")
    expect(page.get_by_label("Mode")).to_be_visible()

    page.reload()
    expect(page.get_by_label("Stance")).to_be_visible()
    expect(page.get_by_label("Mode")).to_be_hidden()


def test_the_line_of_keys_names_those_that_work(visit, analyst):
    page = visit("/search/", analyst)
    keys = page.locator("#keys")
    expect(keys.get_by_text("open")).to_be_hidden()

    page.locator("#id_q").fill("grain")
    page.keyboard.press("Enter")

    expect(keys.get_by_text("open")).to_be_visible()
    expect(keys.get_by_text("choose")).to_be_visible()
    page.locator("#tabs").get_by_role("link", name=re.compile("People")).click()
    expect(keys.get_by_text("choose")).to_be_hidden()


@pytest.mark.parametrize(
    "address",
    [
        "/search/",
        "/search/?q=grain",
        "/search/?q=القمح",
        "/search/?kind=statements&q=wheat",
        "/search/?kind=people&q=quil",
        "/search/?q=nothing+here",
        "/search/lines/?q=grain",
    ],
)
def test_nobody_is_shut_out(visit, analyst, address):
    page = visit(address, analyst)

    assert complaints(page) == []


def test_from_a_page_that_found_nothing_to_what_else_finds_something(visit, analyst):
    page = visit("/search/?q=wheat&kind=comments", analyst)
    elsewhere = page.locator("#elsewhere")

    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    elsewhere.get_by_role("link", name="Statements 1").click()

    expect(page).to_have_url(re.compile(r"kind=statements"))
    expect(results(page)).to_have_count(1)
    expect(elsewhere).to_have_count(0)


def test_without_a_script_it_is_told_as_well_once_all_is_counted(visit, analyst):
    page = visit("/search/?q=wheat&kind=comments", analyst, java_script_enabled=False)

    page.get_by_role("link", name="Count them all").click()
    page.locator("#elsewhere").get_by_role("link", name="Statements 1").click()

    expect(results(page)).to_have_count(1)
