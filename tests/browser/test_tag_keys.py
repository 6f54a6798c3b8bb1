"""Keys of tags: a letter, a capital letter with Shift, on any keyboard."""

import pytest

from tests.factories.projects import make_tag

pytestmark = pytest.mark.browser

PRESS = """
([key, code, shiftKey]) => document.getElementById("text").dispatchEvent(
  new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true }))
"""


def test_a_capital_is_a_key_of_its_own_by_letter_or_by_place(open_bench):
    bench = open_bench()
    make_tag(bench.project_article.project.codebook, "Debt", shortcut="D")
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")

    bench.select("Nobody knows")
    bench.page.keyboard.press("Shift+D")
    bench.saved()
    bench.page.keyboard.press("d")
    bench.saved()
    assert bench.passages() == [("Nobody knows", ["Debt", "Demand"])]

    bench.page.evaluate(PRESS, ["В", "KeyD", True])
    bench.saved()
    assert bench.passages() == [("Nobody knows", ["Demand"])]
    # Caps Lock: the capital that Shift did not make.
    bench.page.evaluate(PRESS, ["D", "KeyD", False])
    bench.saved()
    assert bench.passages() == [("Nobody knows", [])]
    bench.page.evaluate(PRESS, ["d", "KeyD", True])
    bench.saved()
    assert bench.passages() == [("Nobody knows", ["Debt"])]
