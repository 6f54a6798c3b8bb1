"""Reading and marking where the page is not the usual one: from right to left, dark, on a phone."""

import pytest
from playwright.sync_api import expect

from annotations.models import Attribution, Span
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.users import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARABIC = (
    "الوفدان يعودان إلى الميناء\n\n"
    "قالت ليلى حداد، مديرة معهد البحار: «لا أحد يريد إغلاق المضيق مرتين». "
    "وأضافت أن الجولة القادمة ستبدأ في الصيف.\n\n"
    "ولم يعلق الوفد الآخر على هذا العرض."
)
SIDEWAYS = "document.documentElement.scrollWidth <= innerWidth"


def test_a_text_from_right_to_left_is_marked_and_reached(open_bench):
    bench = open_bench(text=ARABIC, language="ar")
    page = bench.page
    expect(page.locator("#text")).to_have_attribute("dir", "rtl")

    first, last = bench.box("إغلاق"), bench.box("المضيق")
    page.mouse.move(first["right"] - 1, (first["top"] + first["bottom"]) / 2)
    page.mouse.down()
    page.mouse.move(last["left"] + 1, (last["top"] + last["bottom"]) / 2, steps=8)
    page.mouse.up()
    bench.settle()
    page.keyboard.press("d")
    bench.saved()

    assert bench.passages() == [("إغلاق المضيق", ["Demand"])]
    mark = page.locator("#text mark")
    block = page.locator("#text p").first.bounding_box()
    assert mark.bounding_box()["x"] > block["x"]
    page.keyboard.press("}")
    bench.saved()
    assert bench.passages() == [("إغلاق المضيق مرتين", ["Demand"])]
    expect(page.locator(".card-words")).to_have_attribute("dir", "auto")
    assert page.evaluate(SIDEWAYS)


def test_the_dark_theme_is_kept_on_every_page(open_bench):
    bench = open_bench()
    page = bench.page
    page.goto("/preferences/")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    page.get_by_text("Dark", exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).not_to_be_empty()
    page.goto(f"/articles/{bench.project_article.pk}/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
    bench.user.refresh_from_db()
    assert bench.user.theme == "dark"


def test_an_article_is_annotated_with_a_finger(open_bench):
    bench = open_bench(width=390, height=844, has_touch=True, is_mobile=True)
    page = bench.page
    page.get_by_text("Nobody knows, says").tap()
    bench.select("The council demands an answer")

    page.locator("#selection-bar").get_by_role("button", name="Attribute").tap()
    popup = page.locator("#popup")
    expect(popup.get_by_role("combobox", name="Who says it?")).to_be_visible()
    sheet = popup.bounding_box()
    popup.get_by_role("combobox", name="Who says it?").fill("Harbour council")
    popup.get_by_role("option", name="as organisation").tap()
    popup.get_by_text("Critical").tap()
    popup.get_by_role("button", name="Save").tap()
    expect(popup).to_be_hidden()
    bench.saved()

    # The pop-up is a sheet from below, as wide as the screen.
    assert (sheet["x"], sheet["width"]) == (0, 390)
    (said,) = bench.attributions()
    assert (said.speaker.name, said.speaker.kind) == ("Harbour council", "organisation")
    assert said.stance == "critical"
    expect(page.locator(".card")).to_contain_text("Harbour council")
    assert page.evaluate(SIDEWAYS)


def test_without_scripts_one_signs_in_reads_and_edits(visit, cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Envoys meet again")
    quill = make_actor("Ada Quill")
    make_attribution(coding, "what comes next", cue="says", mention="Quill", speaker=quill)
    page = visit(f"/articles/{cast.project_article.pk}/", java_script_enabled=False)

    page.get_by_label("User name").fill("owner")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    # Signing in leads where one wanted to go.
    expect(page.locator("#text mark")).to_have_count(4)
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator("#text")).to_contain_text("Nobody knows, says Quill, what comes next.")
    card = page.locator(".card", has_text="Ada Quill")
    card.get_by_role("link", name="Edit").click()
    page.get_by_text("Supportive").click()
    page.get_by_role("textbox", name="Who says it?").or_(
        page.get_by_role("combobox", name="Who says it?")
    ).fill("Ruben Marsh")
    page.get_by_role("button", name="Save").click()

    said = Attribution.objects.get()
    assert (said.speaker.name, said.stance) == ("Ruben Marsh", "supportive")
    expect(page.locator(".card", has_text="Ruben Marsh")).to_contain_text("Supportive")
    page.locator(".card", has_text="Envoys").get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".card")).to_have_count(2)
    assert Span.objects.filter(role="passage").count() == 1
