"""Each write is saved, in order, whatever the server and the connection do meanwhile."""

import pytest
from playwright.sync_api import expect

# They ask the modules that the page runs.
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("exported")]

TEN = [
    "Both",
    "sides",
    "feel",
    "they",
    "are",
    "being",
    "says",
    "professor",
    "harbour law",
    "minister",
]


def test_a_selection_and_a_key_make_a_tagged_passage_that_is_there_after_a_reload(open_bench):
    bench = open_bench()
    bench.select("demands an answer")

    bench.page.keyboard.press("d")
    bench.saved()

    expect(bench.page.locator(".card")).to_have_count(1)
    assert bench.passages() == [("demands an answer", ["Demand"])]
    bench.page.reload()
    expect(bench.page.locator("#text mark")).to_have_text("demands an answer")


def test_ten_writes_at_once_are_all_saved(open_bench):
    bench = open_bench()
    places = [[bench.text.index(words), bench.text.index(words) + len(words)] for words in TEN]

    bench.page.evaluate(
        """places => {
          const { makePassage } = window.exported;
          const tag = document.querySelector("#tags [data-key=d]");
          for (const [start, end] of places) makePassage({ start, end }, tag);
        }""",
        places,
    )
    bench.saved()

    assert sorted(words for words, _ in bench.passages()) == sorted(TEN)
    expect(bench.page.locator(".card")).to_have_count(10)


def test_a_second_tag_may_be_pressed_before_the_first_is_saved(open_bench):
    bench = open_bench()
    bench.select("demands an answer")

    bench.page.keyboard.press("d")
    bench.page.keyboard.press("p")
    bench.saved()

    assert bench.passages() == [("demands an answer", ["Appeal", "Demand"])]


def test_offline_the_work_stays_is_said_not_to_be_saved_and_is_sent_later(open_bench):
    bench = open_bench(quiet=False)
    bench.page.context.set_offline(True)
    bench.select("demands an answer")

    bench.page.keyboard.press("d")
    expect(bench.page.locator("#saved")).to_contain_text("Not saved yet")
    painted = bench.page.evaluate("() => [...CSS.highlights.keys()]")
    bench.page.context.set_offline(False)
    bench.saved()

    assert "pending-orange" in painted
    assert bench.passages() == [("demands an answer", ["Demand"])]
    expect(bench.page.locator("#saved")).not_to_contain_text("Not saved")


def test_a_broken_server_is_asked_again_with_the_same_key(open_bench):
    bench = open_bench(quiet=False)
    keys = []

    def break_twice(route, request):
        keys.append(dict(pair.split("=") for pair in request.post_data.split("&"))["key"])
        if len(keys) < 2:
            route.fulfill(status=502, body="")
        else:
            route.continue_()

    bench.page.route("**/passages/", break_twice)
    bench.select("demands an answer")

    bench.page.keyboard.press("d")
    bench.saved()

    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert len(bench.passages()) == 1


def test_an_answer_that_got_lost_is_asked_for_again_and_the_act_is_done_once(open_bench):
    bench = open_bench(quiet=False)
    lost = []

    def lose_one(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    bench.page.route("**/passages/", lose_one)
    bench.select("demands an answer")

    bench.page.keyboard.press("d")
    bench.saved()

    assert lost[0].status == 200
    assert len(bench.passages()) == 1
    expect(bench.page.locator(".card")).to_have_count(1)


def test_what_could_not_be_sent_survives_a_reload(open_bench):
    bench = open_bench(quiet=False)
    bench.page.route("**/passages/", lambda route: route.abort())
    bench.select("demands an answer")
    bench.page.keyboard.press("d")
    expect(bench.page.locator("#saved")).to_contain_text("Not saved yet")

    bench.page.unroute("**/passages/")
    bench.page.on("dialog", lambda dialog: dialog.accept())
    bench.page.reload()
    bench.saved()

    assert bench.passages() == [("demands an answer", ["Demand"])]


def test_leaving_with_unsaved_work_warns(open_bench):
    bench = open_bench(quiet=False)
    bench.page.route("**/passages/", lambda route: route.abort())
    bench.page.mouse.click(5, 500)
    bench.select("demands an answer")
    bench.page.keyboard.press("d")
    expect(bench.page.locator("#saved")).to_contain_text("Not saved yet")

    # Whether Chromium then shows its dialog is its own affair: it wants to have seen a gesture first.
    objects = """() => !dispatchEvent(new Event("beforeunload", { cancelable: true }))"""
    assert bench.page.evaluate(objects)

    bench.page.unroute("**/passages/")
    bench.page.get_by_role("button", name="Try again now").click()
    bench.saved()
    assert not bench.page.evaluate(objects)


def test_a_session_that_ended_keeps_the_work_until_one_has_signed_in_again(open_bench):
    bench = open_bench(quiet=False)
    session = bench.page.context.cookies()
    bench.page.context.clear_cookies(name="sessionid")
    bench.select("demands an answer")

    bench.page.keyboard.press("d")
    expect(bench.page.locator("#saved")).to_contain_text("signed out")
    bench.page.context.add_cookies(session)
    bench.page.get_by_role("button", name="Try again now").click()
    bench.saved()

    assert bench.passages() == [("demands an answer", ["Demand"])]


def test_who_may_no_longer_write_is_told_and_keeps_the_work(open_bench):
    bench = open_bench(quiet=False)
    bench.project_article.project.memberships.update(role="reader")
    bench.select("demands an answer")

    bench.page.keyboard.press("d")
    expect(bench.page.locator("#saved")).to_contain_text("may no longer write")
    bench.project_article.project.memberships.update(role="analyst")
    bench.page.get_by_role("button", name="Try again now").click()
    bench.saved()

    assert len(bench.passages()) == 1


def test_undo_and_redo_go_through_the_same_queue(open_bench):
    bench = open_bench()
    bench.select("demands an answer")
    bench.page.keyboard.press("d")

    bench.page.keyboard.press("u")
    bench.saved()
    undone = bench.passages()
    bench.page.keyboard.press("Control+Shift+z")
    bench.saved()

    assert undone == []
    assert bench.passages() == [("demands an answer", ["Demand"])]
    expect(bench.page.locator(".card")).to_have_count(1)


def test_delete_takes_the_active_one_away_and_undo_brings_it_back(open_bench):
    bench = open_bench()
    bench.select("demands an answer")
    bench.page.keyboard.press("d")
    bench.saved()

    bench.page.keyboard.press("Delete")
    bench.saved()
    gone = bench.passages()
    bench.page.get_by_role("button", name="Undo").click()
    bench.saved()

    assert gone == []
    assert len(bench.passages()) == 1


def test_an_annotation_deleted_elsewhere_is_said_to_be_gone(open_bench):
    bench = open_bench(quiet=False)
    bench.select("demands an answer")
    bench.page.keyboard.press("d")
    bench.saved()
    bench.page.route("**/tags/", lambda route: route.fulfill(status=404, body=""))

    bench.page.keyboard.press("p")

    expect(bench.page.locator("#notice")).to_contain_text("no longer there")
    bench.saved()


def test_a_swap_keeps_the_selection_and_the_scroll_position(open_bench):
    bench = open_bench(width=1200, height=420)
    bench.page.route(
        "**/passages/", lambda route: (bench.page.wait_for_timeout(150), route.continue_())
    )
    bench.select("Nobody knows")
    bench.page.keyboard.press("d")

    bench.select("what comes next")
    bench.page.evaluate("() => scrollTo(0, 260)")
    top = "() => document.querySelector('#text > :last-child').getBoundingClientRect().top"
    before = bench.page.evaluate(top)
    expect(bench.page.locator(".card")).to_have_count(1)
    bench.saved()

    assert bench.selected() == "what comes next"
    assert bench.page.evaluate(top) == pytest.approx(before, abs=1)


def test_where_the_text_is_another_one_the_fresh_text_comes_and_the_words_stay_selected(open_bench):
    bench = open_bench(quiet=False)
    block = bench.page.locator("#p2").evaluate("block => block.outerHTML")
    fresh = block.replace('class="block', 'hx-swap-oob="true" class="block').replace(
        "Nobody knows", "In truth, nobody knows"
    )
    notice = (
        '<div id="notice" hx-swap-oob="innerHTML"><p class="notice">The text has changed.</p></div>'
    )
    bench.page.route(
        "**/passages/",
        lambda route: route.fulfill(status=409, body=fresh + notice, content_type="text/html"),
    )
    bench.select("demands an answer")

    bench.page.keyboard.press("d")

    expect(bench.page.locator("#notice")).to_contain_text("has changed")
    expect(bench.page.locator("#p2")).to_contain_text("In truth")
    bench.settle()
    assert bench.selected() == "demands an answer"
    bench.saved()


def test_a_paragraph_that_a_write_brings_is_the_one_that_was_there_and_like_a_fresh_one(open_bench):
    """In a long article it costs much to put another in its place."""
    bench = open_bench()
    blocks = bench.page.locator("#text > .block")
    blocks.nth(1).evaluate("block => { block.wasThere = true; block.classList.add('near'); }")
    own = """all => all.map((block) => [
      [...block.attributes].map(({ name, value }) => [name, value]).sort(),
      block.textContent,
      [...block.querySelectorAll("mark")].map((mark) => [mark.dataset.a, mark.textContent]),
    ])"""

    bench.select("professor of harbour law")
    bench.page.keyboard.press("d")
    bench.saved()
    expect(blocks.nth(1).locator("mark")).to_have_text("professor of harbour law")
    look = "block => [block.wasThere, block.className]"
    assert blocks.nth(1).evaluate(look) == [True, "block paragraph near"]
    blocks.nth(1).evaluate("block => block.classList.remove('near')")
    swapped = blocks.evaluate_all(own)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")

    assert blocks.evaluate_all(own) == swapped
