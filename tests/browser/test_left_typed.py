"""What was typed in the pop-up survives a reload, for whoever typed it and nobody else."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import join
from tests.factories.users import make_user
from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

QUOTE = "“Both sides feel they are being cornered,”"
UNSAID = "Observers expect a long winter."


def open_popup(bench, words=QUOTE, key="a"):
    bench.select(words)
    bench.page.keyboard.press(key)
    bench.page.wait_for_selector("#annotation-form")
    return bench.page.locator("#popup")


def reload(bench):
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")


def test_everything_typed_is_there_after_a_reload_in_the_middle_of_it(open_bench):
    bench = open_bench(height=1000)
    lowen = make_actor("Petra Lowen")
    make_affiliation(lowen, "Minister", valid_from=date(2020, 1, 1))
    post = make_affiliation(lowen, "Chair", valid_from=date(2021, 1, 1))
    popup = open_popup(bench)
    page = bench.page
    speaker = popup.get_by_role("combobox", name="Who says it?")
    speaker.fill("Petra")
    popup.get_by_role("option", name="Petra Lowen").click()
    popup.get_by_label("In the capacity of").select_option(label="Chair")
    popup.get_by_role("combobox", name="About whom?").fill("Elbonia")
    popup.get_by_text("Critical").click()
    popup.get_by_text("Demand").click()
    popup.locator("[data-parts=mention] [data-drop]").click()
    popup.get_by_role("textbox", name="Note").fill("Ask\nagain")

    reload(bench)
    notice = page.locator("#notice")
    expect(notice).to_contain_text(f"Typed and not saved: about “{QUOTE}”.")
    notice.get_by_role("button", name="Open what you typed").click()

    expect(speaker).to_have_value("Petra Lowen")
    expect(popup).to_contain_text("As you left it, not saved.")
    expect(popup.get_by_label("In the capacity of")).to_have_value(str(post.pk))
    expect(popup.get_by_role("radio", name="Critical")).to_be_checked()
    expect(popup.get_by_role("textbox", name="Note")).to_have_value("Ask\nagain")
    assert violations_of(page) == []
    popup.get_by_role("button", name="Save").click()
    bench.saved()
    said = bench.attributions()[0]
    assert (said.speaker, said.affiliation, said.target.name) == (lowen, post, "Elbonia")
    assert (said.stance, said.note.split()) == ("critical", ["Ask", "again"])
    assert [link.tag.name for link in said.attribution_tags.all()] == ["Demand"]
    assert {span.role for span in said.spans.all()} == {"content", "cue"}

    reload(bench)
    page.wait_for_load_state("networkidle")
    expect(notice).to_be_empty()


def test_it_waits_where_it_was_typed(open_bench):
    bench = open_bench()
    coding = make_coding(bench.project_article, bench.user)
    make_passage(coding, "Nobody knows")
    make_attribution(coding, UNSAID, speaker=make_actor("Petra Lowen"))
    reload(bench)
    popup, page = bench.page.locator("#popup"), bench.page
    note = popup.get_by_role("textbox", name="Note")
    typed = {}
    for steps in (["j", "e"], ["j", "j", "e"], ["j", "j", "Shift+A"]):
        for key in steps:
            page.keyboard.press(key)
        note.fill("+".join(steps))
        typed["+".join(steps)] = steps
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")

    reload(bench)
    expect(page.locator("#notice")).to_contain_text(UNSAID)
    for text, steps in typed.items():
        for key in steps:
            page.keyboard.press(key)
        expect(note).to_have_value(text)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


def test_one_begins_afresh_and_thinks_better_of_it(open_bench):
    bench = open_bench()
    popup = open_popup(bench)
    note = popup.get_by_role("textbox", name="Note")
    note.fill("Look")
    bench.page.keyboard.press("Escape")

    bench.page.keyboard.press("a")
    popup.get_by_role("button", name="Begin afresh").click()
    expect(note).to_have_value("")
    popup.get_by_role("button", name="Bring back what you typed").click()
    expect(note).to_have_value("Look")
    popup.get_by_role("button", name="Begin afresh").click()
    expect(note).to_have_value("")
    bench.page.keyboard.press("Escape")
    reload(bench)
    open_popup(bench)

    expect(note).to_have_value("")
    expect(popup).not_to_contain_text("As you left it")


def test_nobody_else_sees_it_and_it_is_not_kept_where_nothing_was_typed(open_bench, visit):
    bench = open_bench()
    open_popup(bench)
    bench.page.keyboard.press("Escape")
    assert bench.page.evaluate("Object.keys(localStorage).length") == 0
    popup = open_popup(bench, UNSAID)
    popup.get_by_role("combobox", name="Who says it?").fill("Secret name")
    other = make_user("other")
    join(bench.project_article.project, other)
    context = bench.page.context
    stored = context.storage_state()

    page = visit(
        f"/articles/{bench.project_article.pk}/",
        other,
        storage_state={"origins": stored["origins"]},
    )
    page.wait_for_selector("#workbench[data-ready]")
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.wait_for_load_state("networkidle")
    expect(page.locator("#notice")).to_be_empty()
    bench.page = page
    popup = open_popup(bench, UNSAID)
    expect(popup.get_by_role("combobox", name="Who says it?")).to_have_value("")


def test_a_text_that_is_another_one_now_is_not_filled_in(open_bench):
    bench = open_bench()
    popup = open_popup(bench, UNSAID, key="t")
    popup.get_by_role("textbox", name="Note").fill("Look")
    bench.page.keyboard.press("Escape")
    bench.page.evaluate(
        """() => {
          for (const key of Object.keys(localStorage)) {
            localStorage[key] = localStorage[key].replaceAll("Observers", "Onlookers");
          }
        }"""
    )

    reload(bench)
    open_popup(bench, UNSAID, key="t")

    expect(bench.page.locator("#notice")).to_be_empty()
    expect(popup.get_by_role("textbox", name="Note")).to_have_value("")
