"""Choosing words with a mouse and with keys alone, on the annotating page itself."""

import pytest
from playwright.sync_api import expect

from tests.helpers.axe import violations_of

# They ask the modules that the page runs.
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("exported")]

SPLIT = (
    "Talks go on\n\n"
    "“We will sign,” says Ada Quill. “But not today.” Rain fell on the harbour.\n\n"
    "Later she said: “It is ‘never’ too late. We wait.\n\n"
    "“And we hope,” she added. Nobody answered Mr. Deen."
)


def click(bench, words, **options):
    box = bench.box(words)
    x, y = (box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2
    modifiers = options.pop("modifiers", None)
    if modifiers:
        bench.page.keyboard.down(modifiers)
    bench.page.mouse.click(x, y, **options)
    if modifiers:
        bench.page.keyboard.up(modifiers)
    bench.settle()


def press(bench, *keys):
    for key in keys:
        bench.page.keyboard.press(key)
        bench.settle()


def chosen(bench):
    """What is selected as the page understands it."""
    return bench.page.evaluate(
        """() => {
          const { desk } = window.exported;
          return desk.selection?.words ?? null;
        }"""
    )


def name_and_save(bench, name):
    field = bench.page.locator("#annotation-form [name=speaker_name]")
    expect(bench.page.locator("#annotation-form :focus")).to_have_count(1)
    # Where somebody was found already, the focus stands on the stance.
    if field.input_value():
        bench.page.keyboard.press("a")
    expect(field).to_be_focused()
    field.fill(name)
    bench.page.keyboard.press("Control+Enter")
    bench.saved()


def contents(bench):
    return [
        [span.words for span in one.spans.filter(role="content").in_reading_order()]
        for one in bench.attributions()
    ]


def test_q_takes_the_quotation_around_a_click_and_then_the_one_around_it(open_bench):
    bench = open_bench(SPLIT)

    click(bench, "never")
    press(bench, "q")
    inner = chosen(bench)
    press(bench, "q")
    outer = chosen(bench)
    press(bench, "q")

    assert inner == "‘never’"
    assert outer == "“It is ‘never’ too late. We wait.\n\n“And we hope,”"
    assert chosen(bench) == outer


def test_q_within_a_mark_and_where_there_are_no_quotation_marks(open_bench):
    bench = open_bench(SPLIT)
    bench.select("sign")
    press(bench, "d")
    bench.saved()

    click(bench, "sign")
    press(bench, "q")
    marked = chosen(bench)
    press(bench, "Escape")
    click(bench, "Rain")
    press(bench, "q")

    assert marked == "“We will sign,”"
    assert chosen(bench) is None
    expect(bench.page.locator("#notice")).to_contain_text("no quotation marks")
    bench.select("Rain")
    bench.settle()
    expect(bench.page.locator("#notice")).to_be_empty()


def test_double_clicking_again_widens_and_elsewhere_begins_anew(open_bench):
    bench = open_bench(SPLIT)
    seen = []

    for _ in range(4):
        click(bench, "today", click_count=2)
        seen.append(chosen(bench))
        bench.page.wait_for_timeout(20)
    click(bench, "Nobody", click_count=2)
    elsewhere = chosen(bench)
    click(bench, "today", click_count=2)

    assert (
        seen
        == [
            "today",
            "“But not today.”",
            "“We will sign,” says Ada Quill. “But not today.” Rain fell on the harbour.",
            "“We will sign,” says Ada Quill. “But not today.” Rain fell on the harbour.",
        ]
        or seen[2] == "“But not today.” Rain fell on the harbour."
    )
    assert seen[:2] == ["today", "“But not today.”"]
    assert elsewhere == "Nobody"
    assert chosen(bench) == "today"


def test_keys_widen_and_narrow(open_bench):
    bench = open_bench(SPLIT)
    click(bench, "Deen")
    seen = []

    for key in "...,,":
        press(bench, key)
        seen.append(chosen(bench))

    assert seen == [
        "Deen",
        "Nobody answered Mr. Deen.",
        "“And we hope,” she added. Nobody answered Mr. Deen.",
        "Nobody answered Mr. Deen.",
        "Deen",
    ]


def test_a_split_quotation_is_joined_by_one_key(open_bench):
    bench = open_bench(SPLIT)

    click(bench, "sign")
    press(bench, "q")
    expect(bench.page.locator("#keys")).to_contain_text("add the next part")
    press(bench, "+")
    expect(bench.page.locator("#keys")).not_to_contain_text("add the next part")
    press(bench, "a")
    name_and_save(bench, "Ada Quill")

    assert contents(bench) == [["“We will sign,”", "“But not today.”"]]
    assert bench.page.evaluate("[...CSS.highlights.keys()].includes('held')") is False


def test_a_click_with_control_adds_a_quotation_that_stands_elsewhere(open_bench):
    bench = open_bench(SPLIT)

    click(bench, "today")
    press(bench, "q")
    click(bench, "hope", modifiers="Control")
    press(bench, "a")
    bench.page.wait_for_selector("#annotation-form")
    click(bench, "sign", modifiers="Control")
    bench.page.locator("#annotation-form [name=speaker_name]").focus()
    name_and_save(bench, "Ada Quill")

    assert contents(bench) == [
        [
            "“We will sign,”",
            "“But not today.”",
            "“It is ‘never’ too late. We wait.\n\n“And we hope,”",
        ]
    ]


def test_a_tags_key_marks_each_part_and_escape_lets_go_of_parts(open_bench):
    bench = open_bench(SPLIT)

    click(bench, "sign")
    press(bench, "q", "+", "d")
    bench.saved()
    click(bench, "sign")
    press(bench, "q", "+", "Escape", "Escape", "Escape")

    assert bench.passages() == [("“We will sign,”", ["Demand"]), ("“But not today.”", ["Demand"])]
    assert bench.page.evaluate("[...CSS.highlights.keys()].includes('held')") is False


def test_a_range_over_paragraphs_by_mouse(open_bench):
    bench = open_bench(SPLIT)

    bench.drag("harbour", "she said")
    press(bench, "d")
    bench.saved()

    assert bench.passages() == [("harbour.\n\nLater she said", ["Demand"])]


def test_a_quotation_is_attributed_from_a_fresh_page_by_keys_alone(open_bench):
    bench = open_bench(SPLIT)
    expect(bench.page.locator("#keys")).to_contain_text("cursor")

    press(bench, "Enter")
    first = chosen(bench)
    press(bench, "Alt+ArrowDown")
    heard = bench.page.locator("#said").text_content()
    press(bench, "+", "a")
    name_and_save(bench, "Ada Quill")
    expect(bench.page.locator("#text")).to_be_focused()
    after = chosen(bench)
    press(bench, "d")
    bench.saved()
    press(bench, "u")
    bench.saved()

    assert first == "Talks go on"
    # Whoever goes by keys goes on to the next quotation.
    assert after.startswith("“It is ‘never’ too late. We wait.")
    assert heard == "“We will sign,”"
    assert contents(bench) == [["“We will sign,”", "“But not today.”"]]
    assert bench.passages() == []


def test_the_cursor_walks_by_word_sentence_quotation_and_paragraph(open_bench):
    bench = open_bench(SPLIT)
    seen = []

    press(bench, "Enter")
    for key in (
        "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowRight", "Control+ArrowDown",
        "ArrowUp", "Alt+ArrowUp", "q", "PageDown", "PageUp",
    ):  # fmt: skip
        press(bench, key)
        seen.append(chosen(bench))

    assert seen == [
        "Talks",
        "go",
        "Talks",
        "“We will sign,” says Ada Quill.",
        "“But not today.”",
        "But",
        "Later she said: “It is ‘never’ too late. We wait.",
        "Rain fell on the harbour.",
        "“But not today.”",
        "“But not today.”",
        "Later she said: “It is ‘never’ too late. We wait.",
        "“We will sign,” says Ada Quill. “But not today.” Rain fell on the harbour.",
    ]


def test_shift_extends_and_takes_back_also_over_paragraphs(open_bench):
    bench = open_bench(SPLIT)
    click(bench, "Rain")
    press(bench, "Enter", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    seen = []

    for key in (
        "ArrowRight",
        "ArrowRight",
        "ArrowLeft",
        "ArrowLeft",
        "ArrowLeft",
        "ArrowRight",
        "ArrowDown",
        "ArrowUp",
    ):
        press(bench, f"Shift+{key}")
        seen.append(chosen(bench))
    press(bench, "Shift+ArrowRight", "d")
    bench.saved()

    assert seen == [
        "harbour.\n\nLater",
        "harbour.\n\nLater she",
        "harbour.\n\nLater",
        "harbour",
        "the harbour",
        "harbour",
        "harbour.",
        "harbour",
    ]
    assert bench.passages() == [("harbour.\n\nLater", ["Demand"])]


def test_escape_leaves_step_by_step_and_gives_the_arrows_back(open_bench):
    bench = open_bench(SPLIT)
    press(bench, "Enter", "ArrowDown", "Shift+ArrowRight")

    press(bench, "Escape")
    collapsed = chosen(bench)
    role = bench.page.locator("#text").get_attribute("role")
    press(bench, "Escape")
    prevented = bench.page.evaluate(
        """() => !document.getElementById("text").dispatchEvent(new KeyboardEvent("keydown",
             { key: "ArrowDown", bubbles: true, cancelable: true }))"""
    )

    assert collapsed == "“We will sign,” says Ada Quill."
    assert role == "application"
    assert chosen(bench) is None
    assert bench.page.locator("#text").get_attribute("role") is None
    assert not prevented
    press(bench, "Enter")
    assert chosen(bench) == collapsed


def test_the_cursor_begins_at_what_is_in_view(open_bench):
    text = "\n\n".join(f"Paragraph number {n} has some words. It ends." for n in range(120))
    bench = open_bench(text, height=600)
    bench.page.evaluate("scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })")
    bench.settle()
    before = bench.page.evaluate("scrollY")

    press(bench, "Enter")
    after = bench.page.evaluate("scrollY")
    for _ in range(40):
        bench.page.keyboard.press("ArrowDown")
    bench.settle()
    box = bench.page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")

    assert abs(after - before) < 60
    assert 0 < box["top"] < box["bottom"] < 600


def test_in_arabic_left_is_forward(open_bench):
    text = "عنوان المقال\n\nقال الوزير: «لن نوقع اليوم». هل وقعتم؟ ثم غادر."
    bench = open_bench(text, language="ar")
    press(bench, "Enter", "ArrowDown", "ArrowLeft")
    seen = [chosen(bench)]

    for key in ("ArrowLeft", "ArrowRight", "ArrowDown", "ArrowDown", "Alt+ArrowUp"):
        press(bench, key)
        seen.append(chosen(bench))

    assert seen == ["قال", "الوزير", "قال", "هل وقعتم؟", "ثم غادر.", "«لن نوقع اليوم»"]


def test_chinese_and_japanese_are_walked_by_their_own_words_and_sentences(open_bench):
    text = "标题\n\n外交部发言人说：“我们要谈判。”会议结束。\n\n首相は「彼は『行く』と言った」と述べた。"
    bench = open_bench(text, language="zh")
    press(bench, "Enter")
    seen = []

    for key in (
        "ArrowDown",
        "ArrowRight",
        "ArrowDown",
        "q",
        "Control+ArrowDown",
        "q",
        "Alt+ArrowUp",
    ):
        press(bench, key)
        seen.append(chosen(bench))
    click(bench, "行く")
    press(bench, "q")

    assert seen[0] == "外交部发言人说：“我们要谈判。”"
    assert seen[1] in ("外交部", "外交")
    assert seen[2:] == [
        "会议结束。",
        "会议结束。",
        "首相は「彼は『行く』と言った」と述べた。",
        "「彼は『行く』と言った」",
        "“我们要谈判。”",
    ]
    assert chosen(bench) == "『行く』"


def test_the_page_with_a_cursor_in_it_has_nothing_against_it(open_bench):
    bench = open_bench(SPLIT)

    press(bench, "Enter", "Alt+ArrowDown", "+")

    assert violations_of(bench.page) == []


def test_by_tab_a_button_leads_into_the_text(open_bench):
    bench = open_bench(SPLIT)
    button = bench.page.get_by_role("button", name="Move through the text by keys")

    button.focus()
    expect(button).to_be_in_viewport()
    press(bench, "Enter")

    assert chosen(bench) == "Talks go on"
    expect(bench.page.locator("#text")).to_be_focused()
    press(bench, "?")
    expect(bench.page.locator("#keys-sheet")).to_contain_text("to the next sentence")
