"""What is said about an annotation, by people at two screens, by keys, and when things go wrong."""

import pytest
from playwright.sync_api import expect

from annotations.models import Coding, Comment, Mention, Role
from tests.factories.annotations import make_coding, make_passage
from tests.factories.comments import make_comment, make_thread
from tests.factories.projects import join
from tests.factories.users import make_user
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talk(open_bench):
    return begun(open_bench())


def begun(bench):
    """A bench with two passages, a curator of its project, and one comment by the curator."""
    curator = make_user("curator", name="Mara Curator")
    join(bench.project_article.project, curator, Role.CURATOR)
    coding = make_coding(bench.project_article, bench.user)
    make_passage(coding, "Both sides feel")
    make_passage(coding, "Nobody knows")
    make_comment(make_thread(coding, 1), curator, "Is this meant?")
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    bench.curator = curator
    return bench


def ready(page):
    page.wait_for_selector("#workbench[data-ready]")
    return page


def texts() -> list[str]:
    return list(Comment.objects.in_order().values_list("text", flat=True))


def test_two_people_talk_about_a_passage(talk, visit):
    page = talk.page
    expect(page.locator("#talk-1")).to_have_text("1 comment 1 new")

    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.get_by_text("Is this meant?")).to_be_visible()
    expect(page.get_by_role("textbox", name="Answer")).to_be_focused()
    expect(page.locator("#talk-1")).to_have_text("1 comment")
    page.keyboard.type("It is.")
    page.keyboard.press("Control+Enter")
    talk.saved()
    expect(page.locator("#card-1 .comment")).to_have_count(2)
    expect(page.locator("#card-1")).to_be_focused()
    # Letters are keys of the page again.
    page.keyboard.press("j")
    expect(page.locator("#card-2")).to_have_class("card passage c-grey placed active")

    other = visit("/", talk.curator)
    other.get_by_role("link", name="It is.").click()
    ready(other)
    expect(other.locator("#card-1 .comment").nth(1)).to_contain_text("Noor Analyst")
    other.get_by_role("button", name="Resolve").click()
    expect(other.get_by_text("Resolved by Mara Curator")).to_be_visible()
    expect(other.locator("#talk-1")).to_contain_text("resolved")
    assert texts() == ["Is this meant?", "It is."]


def test_a_first_comment_and_taking_it_back(talk):
    page = talk.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.locator("#card-2").get_by_role("link", name="Comment").click()
    page.get_by_role("textbox", name="Comment").fill("To be checked.")
    page.locator("#comments-2").get_by_role("button", name="Comment").click()
    expect(page.locator("#talk-2")).to_have_text("1 comment")

    page.locator("#comments-2").get_by_role("button", name="Delete").click()
    expect(page.locator("#comments-2")).to_contain_text("Deleted.")
    expect(page.locator("#talk-2")).to_have_count(0)
    page.locator("#comments-2").get_by_role("button", name="Undo").click()
    expect(page.locator("#comments-2")).to_contain_text("To be checked.")

    page.locator("#comments-2").get_by_text("Edit").click()
    page.get_by_role("textbox", name="In other words").fill("Checked.")
    page.locator("#comments-2").get_by_role("button", name="Save").click()
    expect(page.locator("#comments-2 .comment-head")).to_contain_text("edited")
    assert texts() == ["Is this meant?", "Checked."]


def test_what_is_typed_outlives_what_happens_to_the_card(talk):
    page = talk.page
    page.keyboard.press("j")
    page.keyboard.press("c")
    field = page.get_by_role("textbox", name="Answer")
    field.press_sequentially("Half a th")

    # The card is swapped: by a tag, by its deletion, by undo.
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    talk.saved()
    expect(page.locator("#card-1 .chip")).to_have_text("Demand")
    expect(field).to_have_value("Half a th")
    page.keyboard.press("Delete")
    expect(page.locator("#card-1")).to_have_count(0)
    expect(page.get_by_text("1 comment on what was deleted")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("#talk-1")).to_be_visible()
    page.keyboard.press("c")
    expect(field).to_have_value("Half a th")
    field.press("End")
    field.press_sequentially("ought")
    field.press("Control+Enter")
    talk.saved()

    assert "Half a thought" in texts()


def test_a_swap_while_one_types_leaves_the_cursor_where_it_is(talk):
    page = talk.page
    held = []
    page.route("**/tags/", lambda route: held.append(route))
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.keyboard.press("c")
    field = page.get_by_role("textbox", name="Answer")
    field.press_sequentially("Before the answer and behind it")
    for _ in range(len(" and behind it")):
        field.press("ArrowLeft")

    held[0].continue_()
    talk.saved()
    expect(page.locator("#card-1 .chip")).to_have_count(1)
    expect(field).to_be_focused()
    page.keyboard.type(" comes")

    expect(field).to_have_value("Before the answer comes and behind it")


def test_without_a_connection_a_comment_waits_and_is_sent_once(open_bench):
    talk = begun(open_bench(quiet=False))
    page = talk.page
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.get_by_role("textbox", name="Answer").fill("Said offline.")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_have_attribute("data-state", "retry")
    expect(page.locator("#card-1")).to_contain_text("Said offline.")
    assert len(texts()) == 1

    page.context.set_offline(False)
    talk.saved()

    expect(page.locator("#card-1 .comment")).to_have_count(2)
    assert texts().count("Said offline.") == 1


def test_a_comment_that_is_turned_down_is_in_its_field_again(open_bench):
    talk = begun(open_bench(quiet=False))
    page = talk.page
    page.keyboard.press("j")
    page.keyboard.press("c")
    field = page.get_by_role("textbox", name="Answer")
    field.evaluate("field => field.removeAttribute('maxlength')")
    field.fill("x" * 4001)
    page.keyboard.press("Control+Enter")

    expect(page.locator("#notice")).to_contain_text("too long")
    expect(page.get_by_role("textbox", name="Answer")).to_have_value("x" * 4001)
    assert len(texts()) == 1


def test_another_persons_work_is_talked_about_by_keys(talk, visit):
    coding = Coding.objects.get()
    page = ready(visit(f"/articles/{talk.project_article.pk}/?coding={coding.pk}", talk.curator))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.get_by_role("textbox", name="Comment")).to_be_focused()
    page.keyboard.type("And this?")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#talk-2")).to_have_text("1 comment")
    assert "And this?" in texts()


def test_one_opens_at_a_time_and_shuts_again(talk):
    page = talk.page
    page.locator("#talk-1 a").click()
    expect(page.locator("#comments-1")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("#comments-2")).to_be_visible()
    expect(page.locator("#comments-1")).to_have_count(0)

    page.locator("#talk-1 a").click()
    page.locator("#talk-1 a").click()
    expect(page.locator(".comments")).to_have_count(0)


def test_shutting_before_it_is_marked_as_read_is_no_trouble(talk):
    page = talk.page
    held = []
    page.route("**/read/", lambda route: held.append(route))
    page.locator("#talk-1 a").click()
    expect(page.locator("#comments-1")).to_be_visible()
    page.locator("#talk-1 a").click()
    expect(page.locator("#comments-1")).to_have_count(0)

    held[0].continue_()

    expect(page.locator("#talk-1")).to_have_text("1 comment")
    assert page.locator("#messages .message").count() == 0


def test_cards_make_room_for_what_is_said(talk):
    page = talk.page
    below = page.locator("#card-2")
    before = below.bounding_box()["y"]
    page.locator("#talk-1 a").click()
    expect(page.locator("#comments-1")).to_be_visible()
    page.get_by_role("textbox", name="Answer").fill("One\nTwo\nThree\nFour\nFive\nSix\nSeven")
    talk.settle()

    open_card = page.locator("#card-1").bounding_box()
    assert below.bounding_box()["y"] >= open_card["y"] + open_card["height"]
    assert below.bounding_box()["y"] >= before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_it_shuts_nobody_out(talk, scheme, width):
    page = talk.page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/articles/{talk.project_article.pk}/?comments=1#card-1")
    ready(page)
    expect(page.locator("#comments-1")).to_be_visible()

    assert violations_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"/articles/{talk.project_article.pk}/annotations/")
    assert violations_of(page) == []


def test_whoever_may_read_it_is_called_by_keys(talk):
    page = talk.page
    page.keyboard.press("j")
    page.keyboard.press("c")
    field = page.get_by_role("textbox", name="Answer")
    expect(field).to_be_focused()
    page.keyboard.type("Is it, @m")
    expect(page.get_by_role("option", name="Mara Curator")).to_have_attribute(
        "aria-selected", "true"
    )
    assert violations_of(page) == []
    # Escape shuts the list and nothing else; one letter more opens it again.
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_be_focused()
    page.keyboard.press("Backspace")
    page.keyboard.type("cu")
    expect(page.get_by_role("option", name="Mara Curator")).to_be_visible()
    page.keyboard.press("Enter")
    expect(field).to_have_value("Is it, @curator ")
    page.keyboard.press("Control+Enter")
    talk.saved()

    expect(page.locator("#card-1 .mention")).to_have_text("@curator")
    assert Mention.objects.get().user == talk.curator
