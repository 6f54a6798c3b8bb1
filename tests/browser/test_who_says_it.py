"""Saying who it was, or that it was somebody else: digits for those at hand, a few letters for the rest."""

import re

import pytest
from playwright.sync_api import expect

from annotations.models import Actor
from tests.browser.suggested import open_suggested
from tests.factories.actors import make_actor
from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

QUOTE = "“Both sides feel they are being cornered,”"


@pytest.fixture
def bench(transactional_db, open_bench):
    """Quill is named in the article and in the register; Lowen and Lowrie are only known there."""
    for name in ("Ada Quill", "Petra Lowen", "Zoe Lowrie"):
        make_actor(name)
    bench = open_bench()
    bench.page.wait_for_selector("#named > li", state="attached")
    return bench


def said(bench):
    return [(one.speaker and one.speaker.name, one.stance) for one in bench.attributions()]


def state(bench, words, *keys):
    bench.select(words)
    for key in keys:
        bench.page.keyboard.press(key)
    bench.saved()


def test_whom_the_article_names_has_a_digit_before_anybody_has_spoken(bench):
    bench.select("comes next")
    expect(bench.page.locator("#keys")).to_contain_text("1 Ada Quill")

    bench.page.keyboard.press("1")
    bench.saved()

    assert said(bench) == [("Ada Quill", "")]


def test_at_a_statement_a_few_letters_and_enter_name_somebody_else(bench):
    state(bench, QUOTE, "Shift+Digit2")
    assert said(bench) == [("Ada Quill", "critical")]

    bench.page.keyboard.press("a")
    for key in ("l", "o", "w", "Enter"):
        bench.page.keyboard.press(key)
    bench.page.wait_for_selector("#popup", state="hidden")
    bench.saved()

    assert said(bench) == [("Petra Lowen", "critical")]
    bench.page.keyboard.press("u")
    bench.saved()
    assert said(bench) == [("Ada Quill", "critical")]


def test_what_enter_takes_is_marked(bench):
    state(bench, QUOTE, "Shift+Digit2")
    bench.page.keyboard.press("a")
    field = bench.page.get_by_role("combobox", name="Who says it?")
    expect(field).to_be_focused()
    assert field.evaluate(
        "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    ) == ("Ada Quill")

    bench.page.keyboard.type("low")
    marked = bench.page.locator("#speaker-options [aria-selected=true]")

    expect(marked).to_contain_text("Petra Lowen")
    assert "↵" in marked.evaluate("(option) => getComputedStyle(option, '::after').content")
    assert violations_of(bench.page) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Petra Lowe", "Petra Lowe"),
        ("petra lowen", "Petra Lowen"),
        ("Ada Quilling", "Ada Quilling"),
    ],
)
def test_a_name_in_full_is_never_taken_for_somebody_elses(bench, typed, name):
    state(bench, QUOTE, "Shift+Digit2")

    bench.page.keyboard.press("a")
    expect(bench.page.get_by_role("combobox", name="Who says it?")).to_be_focused()
    bench.page.keyboard.type(typed)
    bench.page.keyboard.press("Enter")
    bench.page.wait_for_selector("#popup", state="hidden")
    bench.saved()

    assert said(bench) == [(name, "critical")]
    assert Actor.objects.filter(name__iexact=typed).count() == 1


def test_in_the_form_of_a_new_statement_enter_leads_on_to_the_stance(bench):
    bench.select("Observers expect a long winter.")
    bench.page.keyboard.press("a")
    for key in ("l", "o", "w", "Enter"):
        bench.page.keyboard.press(key)
    expect(bench.page.get_by_role("radio", name="Not said")).to_be_focused()

    for key in ("Shift+Digit1", "Shift+Digit8", "d", "Enter"):
        bench.page.keyboard.press(key)
    bench.page.wait_for_selector("#popup", state="hidden")
    bench.saved()

    assert said(bench) == [("Petra Lowen", "reject")]
    assert bench.attributions()[0].mode == "direct"


def test_whoever_presses_enter_before_the_list_is_there_gets_its_first_name(bench):
    state(bench, QUOTE, "Shift+Digit2")
    held = []
    bench.page.route("**/actors/options/**", lambda route: held.append(route))
    bench.page.keyboard.press("a")
    expect(bench.page.get_by_role("combobox", name="Who says it?")).to_be_focused()
    with bench.page.expect_request("**/actors/options/**"):
        bench.page.keyboard.type("low")
        bench.page.keyboard.press("Enter")
    expect(bench.page.locator("#popup")).to_be_visible()

    for route in held:
        route.continue_()
    bench.page.wait_for_selector("#popup", state="hidden")
    bench.saved()

    assert said(bench) == [("Petra Lowen", "critical")]


def test_a_list_that_comes_late_is_not_taken_for_that_of_the_next_letters(bench):
    state(bench, QUOTE, "Shift+Digit2")
    held = []
    first = re.compile(r"/actors/options/.*[?&]q=x(&|$)")
    bench.page.route(first, lambda route: held.append(route))
    bench.page.keyboard.press("a")
    field = bench.page.get_by_role("combobox", name="Who says it?")
    expect(field).to_be_focused()
    with bench.page.expect_request(first):
        field.fill("x")
    field.fill("low")
    bench.page.keyboard.press("Enter")
    expect(bench.page.locator("#popup")).to_be_visible()
    held.pop().continue_()
    bench.page.wait_for_selector("#popup", state="hidden")
    bench.saved()

    assert said(bench) == [("Petra Lowen", "critical")]


def test_whose_words_they_are_is_one_key_at_a_selection_and_at_a_statement(bench):
    state(bench, "comes next", "Shift+Digit9")
    assert [one.mode for one in bench.attributions()] == ["mixed"]

    bench.page.keyboard.press("Shift+Digit0")
    bench.saved()

    assert [one.mode for one in bench.attributions()] == ["indirect"]


def test_a_suggestion_that_is_selected_otherwise_is_accepted_so(transactional_db, visit):
    bench = open_suggested(visit)
    words = "The map was drawn at night"

    bench.select(words)
    bench.press("Shift+Digit3")
    bench.saved()

    (one,) = [one for one in bench.attributions() if one.coding.kind == "human"]
    assert [span.words for span in one.spans.filter(role="content")] == [words]
    assert (one.speaker.name, one.stance) == ("Bo Lind", "neutral")
    assert bench.verdicts() == [("“The", "edited")]
    assert "“The map" not in bench.open()


def test_the_form_of_a_selected_suggestion_accepts_it(transactional_db, visit):
    bench = open_suggested(visit)

    bench.select("The map was drawn at night")
    bench.press("a")
    expect(bench.page.locator("#popup [name=speaker_name]")).to_have_value("Bo Lind")
    bench.press("Shift+Digit1", "Enter")
    bench.saved()

    assert bench.verdicts() == [("“The", "edited")]
    assert "“The map" not in bench.open()


def test_a_digit_at_a_suggestion_enters_nobody_whom_the_machine_made_up(transactional_db, visit):
    make_actor("Ada Quill")
    bench = open_suggested(visit)
    bench.page.wait_for_selector("#named > li", state="attached")
    bench.press(";", ";")
    bench.at("“The map")

    bench.press("1", "d")
    bench.saved()

    assert bench.statements() == [("“The", "Ada Quill")]
    assert bench.verdicts() == [("“The", "edited")]
    assert list(Actor.objects.values_list("name", flat=True)) == ["Ada Quill"]
    bench.press("u", "u")
    bench.saved()
    assert "“The map" in bench.open()
