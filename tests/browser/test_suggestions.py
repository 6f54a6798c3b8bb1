"""Suggestions are shown in grey, and one key decides about each."""

import re

import pytest
from playwright.sync_api import expect

from annotations.actions.decisions import reject
from annotations.models import Act
from tests.browser.suggested import NOW, open_suggested

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bench(transactional_db, visit):
    return open_suggested(visit)


def fresh_page_is_the_same(bench) -> None:
    """Cards and text as they are equal those of a page that is opened anew."""
    inner = """() => ["text", "cards"].map(id => {
      const copy = document.getElementById(id).cloneNode(true);
      // The card that one is at has tools.
      for (const one of copy.querySelectorAll("[data-added]")) one.remove();
      for (const one of copy.querySelectorAll("*")) {
        one.removeAttribute("style");
        one.removeAttribute("aria-current");
        one.classList.remove("active", "placed", "lit", "hover");
      }
      return copy.innerHTML;
    })"""
    bench.saved()
    # Cards of people who were entered are asked for anew.
    bench.page.wait_for_load_state("networkidle")
    before = bench.page.evaluate(inner)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    assert bench.page.evaluate(inner) == before


def test_they_stand_among_the_cards_and_in_the_text_and_look_like_none_of_ours(bench):
    card = bench.page.locator(f"#card-{bench.name('“Nobody')}")
    mark = bench.page.locator("#text mark", has_text="“Nobody signs in winter,”")

    assert bench.open() == ["“Nobody signs", "“The map", "“It will"]
    expect(card).to_contain_text("Ada Quill professor of harbour law new person")
    expect(card).to_contain_text(re.compile(r"Suggested.*Direct.*very likely, 98.%"))
    expect(mark).to_have_css("text-decoration-style", "dashed")
    expect(mark).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(bench.page.locator("#text mark", has_text="says")).to_have_css(
        "text-decoration-style", "dotted"
    )
    expect(card).to_have_css("border-top-style", "dashed")


def test_a_accepts_x_rejects_and_the_next_one_comes_by_itself(bench):
    bench.press(";")
    bench.at("“Nobody")

    bench.press("a")
    bench.at("“The map")
    assert bench.said() == "Accepted: Ada Quill, Direct. Next: Bo Lind, Direct."
    bench.press("x")
    bench.at("“It will")
    assert bench.said() == "Rejected: Bo Lind, Direct. Next: Ada Quill, Direct."
    bench.press("a")
    assert bench.said() == "Accepted: Ada Quill, Direct. No suggestion below this one."
    bench.saved()

    assert bench.open() == []
    assert bench.verdicts() == [
        ("“Nobody", "accepted"),
        ("“The", "rejected"),
        ("“It", "accepted"),
    ]
    assert bench.statements() == [("“Nobody", "Ada Quill"), ("“It", "Ada Quill")]
    fresh_page_is_the_same(bench)


def test_who_was_new_is_known_in_the_other_cards_too(bench):
    other = bench.page.locator(f"#card-{bench.name('“It will')}")
    expect(other).to_contain_text("new person")

    bench.press(";", "a")
    bench.saved()

    expect(other).not_to_contain_text("new person")
    fresh_page_is_the_same(bench)


def test_backspace_takes_back_one_decision_after_the_other(bench):
    bench.press(";", "a", "x")
    bench.at("“It will")
    bench.saved()

    bench.press("Backspace")
    bench.at("“The map")
    bench.press("Backspace")
    bench.at("“Nobody")
    bench.saved()

    assert bench.verdicts() == bench.statements() == []
    fresh_page_is_the_same(bench)


def test_backspace_takes_a_decision_back_though_something_else_was_done_since(bench):
    bench.press(";", "x")
    bench.press("Escape")
    bench.select("The quay was empty")
    bench.press("d", "Escape")
    bench.saved()

    bench.press("Backspace")
    bench.at("“Nobody")
    bench.saved()

    assert bench.verdicts() == []
    assert bench.passages() == [("The quay was empty", ["Demand"])]


def test_a_flag_is_nothing_that_undo_takes_for_a_decision(bench):
    bench.select("The quay was empty")
    bench.press("d", "Escape", ";", "x")
    bench.saved()
    bench.page.locator(".card.passage").click()
    bench.press("f")
    bench.saved()

    bench.press("u")
    bench.at("“Nobody")
    bench.saved()

    assert bench.verdicts() == []
    expect(bench.page.locator(".card.passage.flagged")).to_have_count(1)


def test_undo_and_redo_know_decisions(bench):
    bench.press(";", "a")
    bench.saved()

    bench.press("u")
    bench.at("“Nobody")
    bench.press("r")
    bench.saved()

    assert bench.verdicts() == [("“Nobody", "accepted")]
    assert bench.open() == ["“The map", "“It will"]
    fresh_page_is_the_same(bench)


def test_all_of_a_speaker_at_once_and_back_at_once(bench):
    bench.press(";", "Shift+A")
    bench.at("“The map")
    bench.saved()
    assert bench.statements() == [("“Nobody", "Ada Quill"), ("“It", "Ada Quill")]
    assert bench.open() == ["“The map"]
    fresh_page_is_the_same(bench)

    bench.press("u")
    bench.saved()

    assert bench.statements() == []
    assert bench.open() == ["“Nobody signs", "“The map", "“It will"]


def test_e_opens_all_of_it_and_saving_accepts_what_was_changed(bench):
    bench.press(";", "e")
    popup = bench.page.locator("#popup")
    speaker = popup.get_by_role("combobox", name="Who says it?")
    expect(speaker).to_have_value("Ada Quill")

    speaker.fill("Cleo Marsh")
    popup.get_by_role("option", name="Create “Cleo Marsh” as person").click()
    popup.get_by_role("button", name="Save").click()
    bench.at("“The map")
    bench.saved()

    assert bench.statements() == [("“Nobody", "Cleo Marsh")]
    assert bench.verdicts() == [("“Nobody", "edited")]


def test_why_is_told_in_the_card(bench):
    bench.press(";", ":")
    card = bench.page.locator(f"#card-{bench.name('“Nobody')}")

    expect(card).to_contain_text("A quotation, and “says” after it.")
    expect(bench.page.locator("#said")).to_contain_text("98 in 100")
    bench.press(":")
    expect(card).not_to_contain_text("98 in 100")


def test_the_buttons_of_a_card_do_the_same(bench):
    card = bench.page.locator(f"#card-{bench.name('“The map')}")

    card.click(position={"x": 30, "y": 12})
    card.get_by_role("button", name="Reject").click()
    bench.at("“It will")
    last = bench.page.locator(f"#card-{bench.name('“It will')}")
    last.get_by_role("button", name="Accept", exact=True).click()
    bench.saved()

    assert bench.verdicts() == [("“The", "rejected"), ("“It", "accepted")]


def test_offline_they_are_decided_at_once_and_saved_later(transactional_db, visit):
    bench = open_suggested(visit, quiet=False)
    bench.press(";")
    bench.page.context.set_offline(True)

    bench.press("a", "x")
    bench.at("“It will")
    expect(bench.page.locator("#saved")).to_contain_text("Not saved yet (2)")
    assert bench.open() == ["“It will"]
    assert bench.page.evaluate("CSS.highlights.has('pending-accent')")
    assert bench.verdicts() == []
    bench.page.context.set_offline(False)
    bench.saved()

    assert bench.verdicts() == [("“Nobody", "accepted"), ("“The", "rejected")]


def test_what_was_decided_offline_survives_a_reload(transactional_db, visit):
    bench = open_suggested(visit, quiet=False)
    bench.page.on("dialog", lambda dialog: dialog.accept())
    bench.page.route("**/accept/", lambda route: route.abort())
    bench.press(";", "a")
    expect(bench.page.locator("#saved")).to_contain_text("Not saved yet")
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    expect(bench.page.locator(".suggestion.decided")).to_have_count(1)

    bench.page.unroute("**/accept/")
    bench.page.get_by_role("button", name="Try again now").click()
    bench.saved()

    assert bench.verdicts() == [("“Nobody", "accepted")]
    assert Act.objects.count() == 1


def test_what_the_server_turns_down_is_said_and_is_open_again_or_gone(transactional_db, visit):
    bench = open_suggested(visit, quiet=False)
    number = int(bench.name("“Nobody")[1:])
    bench.press(";")
    reject(project_article=bench.project_article, number=number, by=bench.user, at=NOW)

    bench.press("a")

    expect(bench.page.locator("#notice")).to_contain_text("decided about this suggestion already")
    assert bench.open() == ["“The map", "“It will"]
    bench.press("x")
    bench.saved()
    assert bench.verdicts() == [("“Nobody", "rejected"), ("“The", "rejected")]


def test_walking_goes_through_both_and_a_mark_leads_to_its_suggestion(bench):
    bench.select("The quay was empty")
    bench.press("d")
    bench.saved()
    bench.press("Escape")

    walked = []
    for _ in range(4):
        bench.press("j")
        bench.settle()
        current = bench.page.locator("#cards > [aria-current=true]")
        walked.append(current.get_attribute("data-kind"))
    assert walked == ["suggestion", "passage", "suggestion", "suggestion"]

    bench.page.locator("#text mark", has_text="“Nobody").click()
    bench.at("“Nobody")


def test_marking_the_words_by_hand_takes_the_suggestion_away(bench):
    bench.select("“Nobody signs in winter,”")
    bench.press("a")
    bench.page.wait_for_selector("#annotation-form")
    bench.press("Enter")
    bench.saved()

    assert bench.open() == ["“The map", "“It will"]
    fresh_page_is_the_same(bench)


def test_without_scripts_forms_decide(transactional_db, visit):
    bench = None
    page = None

    def open_plain(path, user, **options):
        page = visit(path, user, java_script_enabled=False, width=1400, height=900)
        page.wait_for_selector = lambda selector: None
        return page

    bench = open_suggested(open_plain)
    page = bench.page

    page.locator(f"#card-{bench.name('“Nobody')}").get_by_role("link", name="Edit").click()
    page.get_by_role("link", name="Why?").click()
    expect(page.locator("main")).to_contain_text("98 in 100")
    page.go_back()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.locator(f"#card-{bench.name('“The map')}").get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Reject").click()

    assert bench.verdicts() == [("“Nobody", "accepted"), ("“The", "rejected")]
