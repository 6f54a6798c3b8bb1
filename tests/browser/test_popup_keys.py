"""Keys in the pop-up: who says it, with which stance, under which tags, saved; and typing stays typing."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

# Its speaker is found in the text; nobody says the other one.
QUOTE = "“Both sides feel they are being cornered,”"
UNSAID = "Observers expect a long winter."


@pytest.fixture
def spoken(open_bench):
    """An article in which Roth spoke first, then Lowen, then Roth again, then Quill."""
    bench = open_bench(height=1000)
    coding = make_coding(bench.project_article, bench.user)
    people = [make_actor(name) for name in ("Casimir Roth", "Petra Lowen", "Ada Quill")]
    places = ["Envoys meet again", "in the harbour", "Envoys", "The minister"]
    for words, n in zip(places, (0, 1, 0, 2), strict=True):
        make_attribution(coding, words, speaker=people[n])
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    return bench


def open_popup(bench, words):
    bench.select(words)
    bench.page.keyboard.press("a")
    bench.page.wait_for_selector("#annotation-form")
    return bench.page.locator("#popup")


def test_where_the_speaker_is_known_stance_tag_and_enter_are_enough(open_bench):
    bench = open_bench()
    popup = open_popup(bench, QUOTE)
    expect(popup.get_by_role("combobox", name="Who says it?")).to_have_value("Ada Quill")
    expect(popup.get_by_role("radio", name="Not said")).to_be_focused()

    bench.page.keyboard.press("Shift+Digit2")
    bench.page.keyboard.press("d")
    bench.page.keyboard.press("Enter")
    bench.saved()

    (said,) = bench.attributions()
    assert (said.speaker.name, said.stance) == ("Ada Quill", "critical")
    assert [link.tag.name for link in said.attribution_tags.all()] == ["Demand"]


def test_where_nobody_is_known_the_name_is_typed_and_no_key_is_taken_from_it(spoken):
    popup = open_popup(spoken, UNSAID)
    speaker = popup.get_by_role("combobox", name="Who says it?")
    expect(speaker).to_be_focused()

    spoken.page.keyboard.type("2nd d#!p")
    expect(speaker).to_have_value("2nd d#!p")
    note = popup.get_by_role("textbox", name="Note")
    note.focus()
    spoken.page.keyboard.type("1 t@d")
    spoken.page.keyboard.press("Shift+Digit1")

    expect(note).to_have_value("1 t@d!")
    expect(speaker).to_have_value("2nd d#!p")
    expect(popup.get_by_role("radio", name="Not said")).to_be_checked()
    assert popup.locator("[name=tags]:checked").count() == 0


def test_digits_choose_the_last_speakers_newest_first(spoken):
    popup = open_popup(spoken, QUOTE)
    buttons = popup.get_by_role("group", name="Last speakers").get_by_role("button")
    expect(buttons).to_have_text(["1Ada Quill", "2Casimir Roth", "3Petra Lowen"])
    expect(buttons.nth(0)).to_have_attribute("aria-pressed", "true")
    expect(spoken.page.locator("#keys")).to_contain_text("2 Casimir Roth")
    assert violations_of(spoken.page) == []

    spoken.page.keyboard.press("3")
    expect(popup.get_by_role("combobox", name="Who says it?")).to_have_value("Petra Lowen")
    buttons.nth(1).click()
    expect(buttons.nth(1)).to_have_attribute("aria-pressed", "true")
    spoken.page.keyboard.press("9")
    popup.get_by_role("button", name="Save").click()
    spoken.saved()

    assert spoken.attributions()[-1].speaker.name == "Casimir Roth"
    popup = open_popup(spoken, UNSAID)
    expect(buttons).to_have_text(["1Casimir Roth", "2Ada Quill", "3Petra Lowen"])


def test_the_post_of_that_day_comes_along_even_for_those_who_do_not_wait(spoken):
    article = spoken.project_article.article
    article.published_on = date(2024, 6, 1)
    article.save(update_fields=["published_on"])
    quill, lowen = (make_actor(name) for name in ("Ada Quill II", "Petra Lowen II"))
    coding = spoken.attributions()[0].coding
    make_attribution(coding, "Friday", speaker=quill)
    make_attribution(coding, "an answer", speaker=lowen)
    make_affiliation(quill, "Professor", valid_from=date(2020, 1, 1))
    make_affiliation(lowen, "Student", valid_until=date(2020, 1, 1))
    minister = make_affiliation(lowen, "Minister", valid_from=date(2020, 1, 1))
    spoken.page.reload()
    spoken.page.wait_for_selector("#workbench[data-ready]")

    popup = open_popup(spoken, QUOTE)
    spoken.page.keyboard.press("2")
    expect(popup.get_by_label("In the capacity of")).to_contain_text("Professor")
    held = []
    spoken.page.route("**/affiliations/**", lambda route: held.append(route))
    with spoken.page.expect_request("**/affiliations/**"):
        spoken.page.keyboard.press("1")
    spoken.page.keyboard.press("Enter")
    spoken.saved()
    for route in held:
        route.continue_()

    said = spoken.attributions()[-1]
    assert (said.speaker, said.affiliation) == (lowen, minister)


def test_a_stance_is_taken_back_by_its_own_key(open_bench):
    bench = open_bench()
    popup = open_popup(bench, QUOTE)

    bench.page.keyboard.press("Shift+Digit5")
    expect(popup.get_by_role("radio", name="Endorse")).to_be_checked()
    expect(popup.get_by_role("radio", name="Endorse")).to_be_focused()
    bench.page.keyboard.press("Shift+Digit5")
    expect(popup.get_by_role("radio", name="Not said")).to_be_checked()
    bench.page.keyboard.press("Shift+Digit7")
    expect(popup.get_by_role("radio", name="Unclear")).to_be_checked()


def test_letters_lead_to_the_name_and_to_the_tags(open_bench):
    bench = open_bench()
    popup = open_popup(bench, QUOTE)
    line = bench.page.locator("#keys")
    expect(line).to_contain_text("⇧1 ⇧7 stance")

    bench.page.keyboard.press("t")
    expect(popup.get_by_role("checkbox", name="Demand")).to_be_focused()
    bench.page.keyboard.press("a")
    expect(popup.get_by_role("combobox", name="Who says it?")).to_be_focused()
    expect(line).not_to_contain_text("stance")
    expect(line).to_contain_text("Enter save")


def test_what_is_pressed_before_the_form_is_there_still_counts(open_bench):
    bench = open_bench()
    bench.page.route(
        "**/annotations/new/**", lambda route: (bench.page.wait_for_timeout(250), route.continue_())
    )
    bench.select(QUOTE)

    bench.page.keyboard.press("a")
    bench.page.keyboard.press("Shift+Digit1")
    bench.page.keyboard.press("p")

    popup = bench.page.locator("#popup")
    expect(popup.get_by_role("radio", name="Reject")).to_be_checked()
    expect(popup.get_by_role("checkbox", name="Appeal")).to_be_checked()


def test_own_keys_reach_a_stance_and_are_shown(open_bench):
    bench = open_bench()
    bench.user.own_keys = {"reject": ";"}
    bench.user.save(update_fields=["own_keys"])
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")

    popup = open_popup(bench, QUOTE)
    bench.page.keyboard.press("Shift+Digit1")
    expect(popup.get_by_role("radio", name="Not said")).to_be_checked()
    bench.page.keyboard.press(";")

    expect(popup.get_by_role("radio", name="Reject ;")).to_be_checked()
