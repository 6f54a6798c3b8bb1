"""How many suggestions are shown is each reader's own choice; what was decided can be decided again."""

import pytest
from playwright.sync_api import expect

from annotations.actions.decisions import reject
from annotations.models import Suggestion, User
from tests.browser.suggested import NOW, open_suggested

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bench(transactional_db, visit):
    opened = open_suggested(visit)
    # One is less sure, and still within what can be chosen.
    unsure = Suggestion.objects.get(attribution__number=opened.number("“The map"))
    Suggestion.objects.filter(pk=unsure.pk).update(confidence=0.5)
    opened.page.reload()
    opened.page.wait_for_selector("#workbench[data-ready]")
    return opened


def open_menu(bench):
    bench.page.locator("#suggestions-menu summary").click()
    return bench.page.get_by_label("Only those at least this sure")


def test_the_slider_shows_more_and_fewer_and_is_remembered(bench):
    figure = bench.page.locator("#suggestion-count")
    expect(figure).to_have_text("2 of 3 suggestions")
    slider = open_menu(bench)

    slider.focus()
    bench.press("ArrowLeft", "ArrowLeft")
    expect(figure).to_have_text("3 of 3 suggestions")
    expect(bench.page.locator("#suggestions-menu output")).to_have_text("50 %")
    assert bench.open() == ["“Nobody signs", "“The map", "“It will"]
    expect(bench.page.locator("#text mark", has_text="“The map")).to_have_count(1)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")

    assert bench.open() == ["“Nobody signs", "“The map", "“It will"]
    assert User.objects.get(pk=bench.user.pk).suggestions_from == 0.5


def test_the_figure_goes_down_with_each_decision_and_up_again(bench):
    figure = bench.page.locator("#suggestion-count")

    bench.press(";", "x")
    expect(figure).to_have_text("1 of 2 suggestions")
    bench.saved()
    bench.press("Backspace")
    expect(figure).to_have_text("2 of 3 suggestions")


def test_none_are_shown_to_who_wants_none(bench):
    open_menu(bench)

    bench.page.get_by_label("Show suggestions").uncheck()
    expect(bench.page.locator(".suggestion")).to_have_count(0)
    expect(bench.page.locator("#text .suggested")).to_have_count(0)
    expect(bench.page.locator("#suggestion-count")).to_have_text("Suggestions hidden")
    bench.press("Escape")
    bench.select("The quay was empty")
    bench.press("d")
    bench.saved()

    expect(bench.page.locator(".suggestion")).to_have_count(0)
    expect(bench.page.locator(".card")).to_have_count(1)


def test_without_scripts_it_is_a_form(bench, visit):
    page = visit(f"/articles/{bench.project_article.pk}/", bench.user, java_script_enabled=False)
    page.locator("#suggestions-menu summary").click()

    page.get_by_label("Show suggestions").uncheck()
    page.locator("#suggestions-menu").get_by_role("button", name="Save").click()

    expect(page.locator(".suggestion")).to_have_count(0)


def test_what_was_decided_days_ago_can_be_decided_again(bench):
    number = bench.number("“Nobody")
    reject(project_article=bench.project_article, number=number, by=bench.user, at=NOW)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")

    bench.press("Backspace")
    sheet = bench.page.get_by_role("dialog", name="Last decisions")
    expect(sheet).to_contain_text("“Nobody signs in winter,”")
    sheet.get_by_role("button", name="Decide again").click()
    bench.at("“Nobody")
    bench.saved()

    assert bench.verdicts() == []
    expect(sheet).to_be_hidden()


def test_the_menu_leads_to_the_last_decisions(bench):
    open_menu(bench)

    bench.page.get_by_role("link", name="Last decisions").click()

    sheet = bench.page.get_by_role("dialog", name="Last decisions")
    expect(sheet).to_contain_text("No suggestion has been accepted or rejected yet.")
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()
