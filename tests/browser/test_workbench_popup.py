"""One pop-up at the passage: who says it, how, about whom; nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from annotations.models import Actor
from tests.factories.actors import make_actor

pytestmark = pytest.mark.browser

QUOTE = "Both sides feel they are being cornered"
OTHER = "always sticks to ‘shared work’"


def open_popup(bench, words=QUOTE, key="a"):
    bench.select(words)
    bench.page.keyboard.press(key)
    bench.page.wait_for_selector("#annotation-form")
    return bench.page.locator("#popup")


def test_a_quotation_is_attributed_with_the_keyboard_alone(open_bench):
    bench = open_bench()
    popup = open_popup(bench)

    bench.page.keyboard.press("a")
    speaker = popup.get_by_role("combobox", name="Who says it?")
    expect(speaker).to_be_focused()
    speaker.fill("Ada Quill")
    bench.page.keyboard.press("Control+Enter")
    expect(bench.page.locator("#popup")).to_be_hidden()
    bench.saved()

    (attribution,) = bench.attributions()
    assert attribution.speaker.name == "Ada Quill"
    assert [span.words for span in attribution.spans.filter(role="content")] == [QUOTE]
    expect(bench.page.locator(".card .card-who")).to_contain_text("Ada Quill")
    assert "active" in bench.page.locator(".card").get_attribute("class")


def test_what_is_typed_before_the_form_is_there_is_not_lost(open_bench):
    bench = open_bench()
    bench.page.route(
        "**/annotations/new/**", lambda route: (bench.page.wait_for_timeout(250), route.continue_())
    )
    bench.select("Observers expect a long winter.")

    bench.page.keyboard.press("a")
    bench.page.keyboard.type("Lowen", delay=5)

    expect(bench.page.get_by_role("combobox", name="Who says it?")).to_have_value("Lowen")
    assert bench.passages() == []


def test_t_opens_the_tags_and_their_keys_work_there(open_bench):
    bench = open_bench()
    open_popup(bench, key="t")

    bench.page.keyboard.press("d")
    bench.page.keyboard.press("p")
    bench.page.keyboard.press("d")
    bench.page.keyboard.press("Enter")
    bench.saved()

    assert bench.passages() == [(QUOTE, ["Appeal"])]


def test_the_combobox_finds_people_and_fills_in_the_id(open_bench):
    make_actor("Frank Pieke")
    pieke = Actor.objects.get(name="Frank Pieke")
    bench = open_bench()
    popup = open_popup(bench)
    speaker = popup.get_by_role("combobox", name="Who says it?")

    speaker.fill("")
    speaker.press_sequentially("piek", delay=10)
    expect(popup.locator("#speaker-options [role=option][aria-selected=true]")).to_contain_text(
        "Frank Pieke"
    )
    expect(speaker).to_have_attribute("aria-expanded", "true")
    bench.page.keyboard.press("Enter")
    expect(speaker).to_have_value("Frank Pieke")
    expect(speaker).to_have_attribute("aria-expanded", "false")
    bench.page.keyboard.press("Enter")
    bench.saved()

    assert bench.attributions()[0].speaker == pieke


def test_escape_closes_the_list_first_then_the_popup_and_what_was_typed_is_there_again(open_bench):
    make_actor("Frank Pieke")
    bench = open_bench()
    popup = open_popup(bench)
    popup.get_by_role("combobox", name="Who says it?").fill("piek")
    expect(popup.locator("#speaker-options")).to_be_visible()

    bench.page.keyboard.press("Escape")
    expect(popup.locator("#speaker-options")).to_be_hidden()
    expect(popup).to_be_visible()
    bench.page.keyboard.press("Escape")
    expect(popup).to_be_hidden()
    assert bench.selected() == QUOTE
    bench.page.keyboard.press("a")

    expect(popup.get_by_role("combobox", name="Who says it?")).to_have_value("piek")


def test_a_cue_and_a_second_part_are_picked_in_the_text(open_bench):
    bench = open_bench()
    popup = open_popup(bench)
    for drop in popup.locator("[data-parts=cue] [data-drop]").all():
        drop.click()

    popup.locator("[data-pick=cue]").click()
    bench.drag("says Ada"[:4], "says Ada"[:4])
    expect(popup.locator("[data-parts=cue] q")).to_have_text("says")
    expect(popup.locator("[data-parts=cue] [data-drop] svg use")).to_have_attribute(
        "href", re.compile("#close$")
    )
    expect(popup.locator("[data-parts=cue] [data-drop]")).to_have_text("")
    popup.locator("[data-pick=content]").click()
    bench.drag("always", "work")
    expect(popup.locator("[data-parts=content] q")).to_have_count(2)
    popup.get_by_role("combobox", name="Who says it?").fill("Ada Quill")
    bench.page.keyboard.press("Control+Enter")
    bench.saved()

    spans = bench.attributions()[0].spans.order_by("role", "start").exclude(role="speaker")
    assert [(span.role, span.words) for span in spans] == [
        ("content", QUOTE), ("content", "always sticks to ‘shared work"), ("cue", "says"),
    ]  # fmt: skip


def test_what_the_server_turns_down_comes_back_with_its_reason(open_bench):
    bench = open_bench(quiet=False)
    popup = open_popup(bench)
    popup.get_by_role("combobox", name="Who says it?").fill("Ada Quill")
    popup.get_by_text("Certainty, relayed by").click()
    popup.get_by_role("combobox", name="Relayed by").fill("Ada Quill")

    bench.page.keyboard.press("Control+Enter")

    expect(popup.locator(".errors, .errorlist, [role=alert]").first).to_be_visible()
    expect(popup.get_by_role("combobox", name="Who says it?")).to_have_value("Ada Quill")
    popup.get_by_role("combobox", name="Relayed by").fill("")
    bench.page.keyboard.press("Control+Enter")
    bench.saved()
    assert bench.attributions()[0].speaker.name == "Ada Quill"


def test_an_annotation_is_edited_and_a_passage_becomes_a_statement(open_bench):
    bench = open_bench()
    bench.select(QUOTE)
    bench.page.keyboard.press("d")
    bench.saved()

    bench.page.keyboard.press("a")
    bench.page.wait_for_selector("#annotation-form")
    bench.page.get_by_role("combobox", name="Who says it?").fill("Ada Quill")
    bench.page.keyboard.press("Control+Enter")
    bench.saved()

    assert bench.passages() == []
    assert bench.attributions()[0].attribution_tags.get().tag.name == "Demand"
    expect(bench.page.locator(".card")).to_have_count(1)


def test_the_popup_never_covers_the_words_it_is_about(open_bench):
    bench = open_bench()
    for width, height in [(1600, 900), (1200, 800), (900, 800), (390, 844)]:
        bench.page.set_viewport_size({"width": width, "height": height})
        popup = open_popup(bench, OTHER)
        bench.settle()

        box = popup.bounding_box()
        words = bench.box(OTHER)
        apart = (
            words["right"] <= box["x"] + 1 or words["bottom"] <= box["y"] + 1
            or words["left"] >= box["x"] + box["width"] - 1 or words["top"] >= box["y"] + box["height"] - 1
        )  # fmt: skip
        assert apart, (width, words, box)
        assert words["top"] >= 0
        assert words["bottom"] <= height
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        bench.page.keyboard.press("Escape")


def test_a_chain_of_three_with_the_keyboard(open_bench):
    bench = open_bench()
    popup = open_popup(bench)
    popup.get_by_role("combobox", name="Who says it?").fill("Ada Quill")
    popup.get_by_text("Certainty, relayed by").press("Enter")
    popup.get_by_role("combobox", name="Relayed by").fill("Ben Ostrow")
    popup.get_by_text("Relayed further").press("Enter")
    popup.get_by_role("combobox", name="Then relayed by").fill("Mei Tan")
    bench.page.keyboard.press("Control+Enter")
    bench.saved()

    expect(bench.page.locator(".card-facts")).to_contain_text("Ben Ostrow, then Mei Tan")
    [said] = bench.attributions()
    assert [said.speaker.name, said.relayer.name] == ["Ada Quill", "Ben Ostrow"]
    assert [relay.actor.name for relay in said.relays.all()] == ["Mei Tan"]
