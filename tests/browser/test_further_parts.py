"""+ at a statement that is saved: one more part of it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SPLIT = (
    "Envoys meet\n\n“We will wait,” said Deen. “We are used to it.” Later she left.\n\n"
    "“Nobody,” said Roth, “will wait longer.” “Not one.”\n\nThe end."
)


def parts(bench):
    return [
        [span.words for span in said.spans.filter(role="content").order_by("start")]
        for said in bench.attributions()
    ]


def attribute(bench, words):
    bench.select(words)
    bench.page.keyboard.press("Shift+Digit2")
    bench.saved()


@pytest.fixture
def bench(open_bench):
    return open_bench(SPLIT)


def test_the_next_part_of_a_split_quotation_needs_no_selection(bench):
    attribute(bench, "“Nobody,”")
    line = bench.page.locator("#keys")
    expect(line).to_contain_text("+ add to the statement")
    assert bench.page.evaluate("Boolean(CSS.highlights.get('further'))")

    bench.page.keyboard.press("+")
    bench.saved()

    assert parts(bench) == [["“Nobody,”", "“will wait longer.”"]]
    expect(line).not_to_contain_text("add to the statement")
    bench.page.keyboard.press("u")
    bench.saved()
    assert parts(bench) == [["“Nobody,”"]]


def test_a_selection_joins_the_statement_that_one_went_to(bench):
    attribute(bench, "“We will wait,”")
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("j")

    bench.select("“Not one.”")
    expect(bench.page.locator("#keys")).to_contain_text("+ add to the statement")
    bench.page.keyboard.press("+")
    bench.saved()
    assert parts(bench) == [["“We will wait,”", "“Not one.”"]]
    bench.select("Later she left")
    bench.page.get_by_role("button", name="Add to the statement").click()
    bench.saved()

    assert parts(bench) == [["“We will wait,”", "Later she left", "“Not one.”"]]
    expect(bench.page.locator(".card[aria-current]")).to_have_count(1)


def test_after_one_that_was_just_saved_only_what_goes_on_behind_it_does(bench):
    attribute(bench, "“We will wait,”")
    bench.select("“We are used to it.”")
    bench.page.keyboard.press("+")
    bench.saved()
    assert parts(bench) == [["“We will wait,”", "“We are used to it.”"]]

    bench.page.keyboard.press("u")
    bench.saved()
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("Escape")
    attribute(bench, "Later she left")
    bench.select("“Nobody,”")
    expect(bench.page.locator("#keys")).to_contain_text("+ add the next part")
    bench.page.keyboard.press("+")
    bench.page.keyboard.press("Shift+Digit1")
    bench.saved()

    assert parts(bench)[-1] == ["“Nobody,”", "“will wait longer.”"]
    assert parts(bench)[-2] == ["Later she left"]


def test_what_is_marked_already_is_no_further_part(bench):
    attribute(bench, "“will wait longer.”")
    attribute(bench, "“Nobody,”")

    expect(bench.page.locator("#keys")).to_contain_text("edges")
    expect(bench.page.locator("#keys")).not_to_contain_text("add to the statement")
