"""A finger decides about suggestions."""

import pytest
from playwright.sync_api import expect

from tests.browser.suggested import open_suggested

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


class Finger:
    """Touches as the browser gets them from a screen: it makes pointer events and scrolling of them."""

    def __init__(self, page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.page = page

    def send(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def put(self, x: float, y: float) -> None:
        self.send("touchStart", (x, y))

    def lift(self) -> None:
        self.send("touchEnd")

    def draw(self, start: tuple[float, float], by: tuple[float, float], steps: int = 8) -> None:
        """Put the finger down and move it, without lifting it."""
        self.put(*start)
        for n in range(1, steps + 1):
            self.send("touchMove", (start[0] + by[0] * n / steps, start[1] + by[1] * n / steps))
            self.page.evaluate("() => new Promise(requestAnimationFrame)")


@pytest.fixture
def bench(transactional_db, visit):
    return open_suggested(visit, **PHONE)


def middle(bench, beginning):
    card = bench.page.locator(f"#card-{bench.name(beginning)}")
    bench.page.mouse.move(0, 0)
    card.scroll_into_view_if_needed()
    bench.settle()
    box = card.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def swipe(bench, beginning, by):
    finger = Finger(bench.page)
    finger.draw(middle(bench, beginning), by)
    return finger


def test_to_the_right_accepts_to_the_left_rejects_and_the_next_card_comes(bench):
    bench.page.locator("#text mark", has_text="“Nobody").tap()
    bench.at("“Nobody")

    swipe(bench, "“Nobody", (200, 0)).lift()
    bench.at("“The map")
    expect(bench.page.locator(".toast")).to_contain_text("Accepted. Undo")
    swipe(bench, "“The map", (-200, 0)).lift()
    bench.at("“It will")
    expect(bench.page.locator(".toast")).to_contain_text("Rejected. Undo")
    bench.saved()

    assert bench.verdicts() == [("“Nobody", "accepted"), ("“The", "rejected")]


def test_what_it_would_mean_is_said_while_the_finger_moves(bench):
    bench.page.locator("#text mark", has_text="“Nobody").tap()
    finger = swipe(bench, "“Nobody", (80, 0))
    hint = bench.page.locator(".swipe-hint")
    expect(hint).to_have_text("Accept")
    assert "far" not in hint.get_attribute("class")

    finger.send("touchMove", (395 / 2 - 160, 700))
    expect(hint).to_have_text("Reject")
    finger.send("touchMove", (395 / 2 + 40, 700))
    finger.lift()

    expect(hint).to_have_count(0)
    bench.at("“Nobody")
    assert bench.verdicts() == []


def test_a_slip_of_the_finger_is_undone_where_it_is_said(bench):
    bench.page.locator("#text mark", has_text="“Nobody").tap()
    swipe(bench, "“Nobody", (-220, 0)).lift()

    # Chromium takes no tap for one so soon after a swipe.
    bench.page.wait_for_timeout(700)
    bench.page.locator(".toast").get_by_role("button", name="Undo").tap()
    bench.at("“Nobody")
    bench.saved()

    assert bench.verdicts() == []
    assert len(bench.open()) == 3


def test_up_and_down_scrolls_the_page_and_decides_nothing(bench):
    start = middle(bench, "“It will")
    bench.page.evaluate("scrollTo(0, 300)")
    bench.settle()
    card = bench.page.locator(f"#card-{bench.name('“Nobody')}")
    box = card.bounding_box()
    start = (box["x"] + 100, max(60, box["y"] + 20))
    before = bench.page.evaluate("scrollY")

    finger = Finger(bench.page)
    finger.draw(start, (30, 150))
    finger.lift()
    bench.page.wait_for_function("before => scrollY < before", arg=before)

    expect(bench.page.locator(".swipe-hint")).to_have_count(0)
    assert bench.verdicts() == []


def test_the_card_lies_beside_its_words_and_never_over_them(bench):
    for mark, name in [("“Nobody", "“Nobody"), ("“It will", "“It will")]:
        words = bench.page.locator("#text mark", has_text=mark)
        words.tap()
        bench.at(name)
        bench.settle()
        sheet = bench.page.locator(f"#card-{bench.name(name)}").bounding_box()
        line = words.bounding_box()
        assert line["y"] + line["height"] <= sheet["y"]
        assert sheet["y"] + sheet["height"] <= 844
        assert sheet["x"] >= 0
        assert sheet["x"] + sheet["width"] <= 390
