"""Forty decisions in a row with the keys alone, as fast as they come, and none is lost."""

import pytest
from playwright.sync_api import expect

from annotations.actions.gold import begin_adjudication
from annotations.models import Attribution, Ruling
from tests.factories.adjudication import make_done
from tests.factories.annotations import make_attribution
from tests.factories.articles import make_article
from tests.factories.projects import add_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLACES = 40
# What is pressed at each place in turn, and what is decided by it.
KEYS = [("1", "taken"), ("2", "taken"), ("u", "union"), ("0", "nothing"), ("x2", "rejected")]


@pytest.fixture
def forty(cast):
    """An article with forty statements about whose stance two analysts differ."""
    said = [f"“We shall meet at quay {n} again”, said envoy {n}." for n in range(PLACES)]
    row = add_article(cast.project, make_article("Envoys meet\n\n" + "\n\n".join(said)))
    for coding, stance in zip(
        make_done(row, cast.owner, cast.second), ("critical", "neutral"), strict=True
    ):
        for words in said:
            make_attribution(coding, words.partition(",")[0], stance=stance)
    return row


def test_forty_decisions_without_leaving_the_keys(visit, cast, forty):
    page = visit(f"/articles/{forty.pk}/adjudication/", cast.curator, width=1400, height=900)
    page.get_by_role("button", name="Begin to adjudicate").press("Enter")
    expect(page.locator(".matter[aria-current]")).to_have_attribute("data-number", "1")

    for n in range(PLACES):
        for key in KEYS[n % len(KEYS)][0]:
            page.keyboard.press(key)

    # As long as it takes to write forty times, on whatever machine.
    expect(page.locator("#standing")).to_have_attribute("data-left", "0", timeout=120_000)
    expect(page.locator(".matter:focus")).to_have_count(1)
    rulings = Ruling.objects.order_by("act__number")
    assert [one.finding for one in rulings] == [KEYS[n % len(KEYS)][1] for n in range(PLACES)]
    starts = [one.content[0][0] for one in rulings]
    assert starts == sorted(set(starts))
    assert Attribution.objects.filter(coding__kind="gold").count() == PLACES // 5 * 3

    page.keyboard.press("z")
    page.keyboard.press("z")
    expect(page.locator("#standing")).to_have_attribute("data-left", "2")
    expect(page.locator(".matter:focus")).to_have_attribute("data-number", str(PLACES - 1))
    page.keyboard.press("Z")
    expect(page.locator("#standing")).to_have_attribute("data-left", "1")
    page.keyboard.press("Enter")
    expect(page.locator(".matter:focus")).to_have_attribute("data-number", str(PLACES))
    page.keyboard.press("e")
    words = page.get_by_label("Words of the passage")
    expect(words).to_be_focused()
    page.get_by_label("Stance").select_option("reject")
    page.get_by_label("Stance").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Save").press("Enter")
    expect(page.locator("#standing")).to_have_attribute("data-left", "0")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="It is agreed").press("Enter")
    expect(page.locator(".standing .badge.agreed")).to_be_visible()
    edited = Attribution.objects.filter(coding__kind="gold", stance="reject").get()
    assert edited.coding.state == "done"


def test_what_fails_for_a_moment_is_sent_again(visit, cast, forty):
    begin_adjudication(project_article=forty, by=cast.curator, at=forty.added_at)
    page = visit(f"/articles/{forty.pk}/adjudication/", cast.curator, quiet=False)
    expect(page.locator(".matter:focus")).to_have_count(1)
    failed = []

    def fail_once(route):
        if failed:
            route.continue_()
        else:
            failed.append(route.request.url)
            route.abort()

    page.route("**/take/", fail_once)
    for key in ("1", "2", "1"):
        page.keyboard.press(key)

    expect(page.locator("#standing")).to_have_attribute("data-left", str(PLACES - 3))
    assert len(failed) == 1
    assert Ruling.objects.count() == 3
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
