"""Flags for later, by keys and by hand."""

import pytest
from playwright.sync_api import expect

from annotations.models import Flag
from tests.factories.annotations import make_coding, make_passage
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bench(open_bench):
    return begun(open_bench())


def begun(bench):
    coding = make_coding(bench.project_article, bench.user)
    for words in ("Both sides feel", "Nobody knows", "a long winter"):
        make_passage(coding, words)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    return bench


def flagged() -> set[int | None]:
    return set(Flag.objects.values_list("annotation", flat=True))


def is_flagged(page, number: int, is_on: bool = True) -> None:
    found = page.locator(f"#card-{number}.flagged")
    expect(found).to_have_count(1 if is_on else 0)


def test_f_puts_a_flag_on_and_takes_it_off(bench):
    page = bench.page
    page.keyboard.press("j")
    page.keyboard.press("f")
    is_flagged(page, 1)
    bench.saved()
    expect(page.get_by_text("1 flagged")).to_be_visible()
    assert flagged() == {1}

    page.keyboard.press("f")
    bench.saved()
    is_flagged(page, 1, False)
    assert flagged() == set()

    # Twice in a row, before the first is confirmed, comes to nothing.
    page.keyboard.press("f")
    page.keyboard.press("f")
    bench.saved()
    is_flagged(page, 1, False)
    assert flagged() == set()


def test_what_has_just_been_made_can_be_flagged_at_once(bench):
    bench.select("Envoys")
    bench.page.keyboard.press("d")
    bench.page.keyboard.press("f")
    bench.saved()

    is_flagged(bench.page, 4)
    assert flagged() == {4}


def test_the_count_leads_from_one_to_the_next(bench):
    page = bench.page
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("f")
    page.keyboard.press("k")
    page.keyboard.press("f")
    bench.saved()
    page.keyboard.press("Escape")
    active = page.locator(".card[aria-current]")

    for number in (1, 3, 1):
        page.get_by_role("link", name="2 flagged").click()
        expect(active).to_have_attribute("data-a", str(number))


def test_a_flag_that_is_not_saved_is_taken_off_again(open_bench):
    bench = begun(open_bench(quiet=False))
    page = bench.page
    page.keyboard.press("j")
    bench.project_article.codings.get().spans.filter(number=1).delete()

    page.keyboard.press("f")

    expect(page.locator("#notice")).to_contain_text("deleted meanwhile")
    is_flagged(page, 1, False)


def test_flags_by_hand_on_the_card_and_on_the_article(bench):
    page = bench.page
    page.locator("#card-1 .card-words").click()
    page.locator("#card-1").get_by_role("button", name="Flag", exact=True).click()
    is_flagged(page, 1)
    page.locator("#card-1").get_by_role("button", name="Unflag").click()
    is_flagged(page, 1, False)

    button = page.get_by_role("button", name="Flag the article for later")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    bench.saved()
    assert flagged() == {None}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_it_shuts_nobody_out(bench, scheme, width):
    page = bench.page
    page.keyboard.press("j")
    page.keyboard.press("f")
    page.get_by_role("button", name="Flag the article for later").click()
    bench.saved()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})

    assert violations_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
