"""Real mouse, real keys, real fingers."""

import re

import pytest
from playwright.sync_api import expect

# They ask the modules that the page runs.
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("exported")]


def test_a_drag_takes_whole_words_and_with_alt_characters(open_bench):
    bench = open_bench()

    bench.drag("obody", "know")
    whole = bench.selected()
    bench.drag("obody", "know", modifiers="Alt")
    exact = bench.selected()

    assert whole == "Nobody knows"
    assert exact.startswith(("obody", "body"))


def test_double_and_triple_clicks_are_stored_exactly(open_bench):
    bench = open_bench()
    box = bench.box("council")
    where = ((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)

    bench.page.mouse.dblclick(*where)
    bench.settle()
    bench.page.keyboard.press("d")
    bench.page.mouse.click(*where, click_count=3)
    bench.settle()
    bench.page.keyboard.press("p")
    bench.saved()

    assert bench.passages() == [
        ("Nobody knows, says Quill, what comes next. The council demands an answer by Friday.", ["Appeal"]),
        ("council", ["Demand"]),
    ]  # fmt: skip


def test_two_hundred_gestures_store_what_was_selected(open_bench):
    bench = open_bench(height=1200)
    words = re.findall(r"\w+", bench.text.split("Observers")[0])
    wrong = []

    for n in range(200):
        first = words[(n * 7) % len(words)]
        box = bench.box(first)
        x = box["left"] + (box["right"] - box["left"]) * ((n * 37) % 100) / 100
        y = (box["top"] + box["bottom"]) / 2
        mouse = bench.page.mouse
        if n % 4 == 0:
            mouse.dblclick(x, y)
        elif n % 4 == 1:
            mouse.click(x, y, click_count=3)
        else:
            mouse.move(x, y)
            mouse.down()
            mouse.move(x + 20 + (n * 13) % 160, y + (n % 3) * 30, steps=2)
            mouse.up()
        if n % 8 == 0:
            bench.page.keyboard.press("Shift+ArrowRight")
        bench.settle()
        found = bench.page.evaluate(
            """() => {
              const { desk } = window.exported;
              return desk.selection && [desk.selection, getSelection().getRangeAt(0).toString()];
            }"""
        )
        if found:
            place, shown = found
            stored = bench.text[place["start"] : place["end"]]
            if stored != place["words"] or (n % 8 and stored != shown.strip()):
                wrong.append((n, stored, place["words"], shown))

    assert wrong == []


def test_a_click_walks_through_those_that_lie_at_one_place(open_bench):
    bench = open_bench()
    for words, key in [("says Quill", "d"), ("Quill, what comes", "p"), ("Quill", "w")]:
        bench.select(words if words != "Quill" else "Quill, what"[:5])
        bench.page.keyboard.press(key)
        bench.saved()
    bench.page.keyboard.press("Escape")
    mark = bench.page.locator("#text mark[data-a~='1'][data-a~='2']").first
    order = mark.get_attribute("data-a").split()
    seen = []

    for _ in range(len(order) + 1):
        mark.click()
        seen.append(bench.page.locator(".card[aria-current]").get_attribute("data-a"))

    assert len(order) >= 2
    assert seen == [*order, order[0]]


def test_edges_move_by_keys_and_by_dragging(open_bench):
    bench = open_bench()
    bench.select("demands an answer")
    bench.page.keyboard.press("d")
    bench.saved()

    bench.page.keyboard.press("[")
    bench.page.keyboard.press("}")
    bench.saved()
    by_keys = bench.passages()[0][0]
    handle = bench.page.locator(".handle.end").bounding_box()
    target = bench.box("Friday")
    bench.page.mouse.move(handle["x"] + 12, handle["y"] + handle["height"] / 2)
    bench.page.mouse.down()
    bench.page.mouse.move(target["right"] - 4, target["top"] + 12, steps=5)
    bench.page.mouse.up()
    bench.saved()

    assert by_keys == "council demands an answer by"
    assert bench.passages()[0][0] == "council demands an answer by Friday"


def test_j_and_k_walk_in_reading_order_and_escape_lets_go(open_bench):
    bench = open_bench()
    for words in ("Nobody knows", "Both sides", "long winter"):
        bench.select(words)
        bench.page.keyboard.press("d")
    bench.saved()
    bench.page.keyboard.press("Escape")
    bench.page.evaluate("scrollTo(0, 0)")
    seen = []

    for key in "jjjjkk":
        bench.page.keyboard.press(key)
        bench.settle()
        seen.append(bench.page.locator(".card[aria-current] .card-words").inner_text())
    bench.page.keyboard.press("Escape")

    assert seen == [
        "Both sides",
        "Nobody knows",
        "long winter",
        "long winter",
        "Nobody knows",
        "Both sides",
    ]
    expect(bench.page.locator(".card[aria-current]")).to_have_count(0)


def test_keys_do_nothing_in_fields_and_nothing_to_the_browsers_own(open_bench):
    bench = open_bench()
    bench.select("demands an answer")
    bench.page.keyboard.press("t")
    bench.page.wait_for_selector("#annotation-form")
    bench.page.get_by_label("Note").fill("")
    bench.page.keyboard.type("dear desk, undo? jk")

    assert bench.page.get_by_label("Note").input_value() == "dear desk, undo? jk"
    bench.page.keyboard.press("Control+Enter")
    bench.saved()
    assert bench.passages() == [("demands an answer", [])]


def test_letters_work_on_a_keyboard_of_another_script(open_bench):
    bench = open_bench()
    bench.select("demands an answer")

    bench.page.evaluate(
        """() => document.body.dispatchEvent(new KeyboardEvent("keydown",
             { key: "в", code: "KeyD", bubbles: true, cancelable: true }))"""
    )
    bench.saved()

    assert bench.passages() == [("demands an answer", ["Demand"])]


def test_the_sheet_of_keys_and_the_line_at_the_foot_tell_what_works_now(open_bench):
    bench = open_bench()
    line = bench.page.locator("#keys")
    expect(line).to_contain_text("next, previous")

    bench.select("demands an answer")
    expect(line).to_contain_text("attribute")
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("?")

    expect(bench.page.locator("#keys-sheet")).to_be_visible()
    bench.page.keyboard.press("Escape")
    expect(bench.page.locator("#keys-sheet")).to_be_hidden()


def test_the_clipboard_gets_the_text_as_it_is(open_bench):
    bench = open_bench(permissions=["clipboard-read", "clipboard-write"])
    bench.page.evaluate("getSelection().selectAllChildren(document.getElementById('text'))")

    bench.page.keyboard.press("Control+c")

    assert bench.page.evaluate("navigator.clipboard.readText()") == bench.text


def test_fingers_get_a_bar_at_the_foot_of_the_screen(open_bench):
    bench = open_bench(width=390, height=844, has_touch=True, is_mobile=True)
    bench.page.touchscreen.tap(200, 500)
    bench.select("demands an answer")

    bar = bench.page.locator("#selection-bar")
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    bar.get_by_role("button", name="Tag").tap()
    bench.page.wait_for_selector("#annotation-form")
    bench.page.locator("#popup .chip", has_text="Demand").tap()
    bench.page.get_by_role("button", name="Save").tap()
    bench.saved()

    assert box["y"] > 700
    assert bench.passages() == [("demands an answer", ["Demand"])]


def test_a_reader_reads_and_changes_nothing(open_bench, visit):
    from annotations.models import Membership

    bench = open_bench()
    bench.select("demands an answer")
    bench.page.keyboard.press("d")
    bench.saved()
    Membership.objects.update(role="reader")
    coding = bench.project_article.codings.get()
    page = visit(f"/articles/{bench.project_article.pk}/?coding={coding.pk}", bench.user)
    page.wait_for_selector("#workbench[data-ready]")

    page.locator("#text mark").click()
    page.keyboard.press("Delete")
    page.keyboard.press("p")

    expect(page.locator(".card[aria-current]")).to_have_count(1)
    assert bench.passages() == [("demands an answer", ["Demand"])]
