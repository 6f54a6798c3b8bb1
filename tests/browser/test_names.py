"""Names of somebody, kept and found again, as somebody does it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.actors import make_actor, make_name
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def li(open_bench):
    """(bench, Li Wen), with a name in Chinese."""
    bench = open_bench()
    actor = make_actor("Li Wen", country="NO")
    make_name(actor, "李文", "native", "zh")
    return bench, actor


def test_a_name_is_kept_corrected_taken_away_and_put_back(li, visit):
    bench, actor = li
    page = visit(reverse("actor-update", args=[actor.pk]), bench.user)
    names = page.locator("#names")

    names.get_by_role("link", name="Add a name").click()
    page.get_by_label("Name").fill("Ли Вэнь")
    page.get_by_label("Language").select_option(label="Russian")
    page.get_by_label("Kind").select_option(label="Transliteration")
    page.get_by_role("button", name="Save").click()
    expect(names).to_contain_text("Ли Вэнь Transliteration · Russian")

    names.get_by_role("link", name="Correct: Ли Вэнь").click()
    page.get_by_label("Name").fill("Ли Вэньсю")
    page.get_by_role("button", name="Save").click()
    expect(names).to_contain_text("Ли Вэньсю")

    names.get_by_role("button", name="Take away: 李文").click()
    expect(names).not_to_contain_text("李文")
    page.get_by_role("link", name="Put it back").click()
    page.get_by_role("button", name="Save").click()
    expect(names).to_contain_text("李文")

    page.get_by_label("The family’s name comes first").check()
    page.get_by_role("button", name="Save").click()
    page.goto(reverse("actor-list"))
    expect(page.get_by_role("rowheader", name="L", exact=True)).to_be_visible()
    page.get_by_label("Name").fill("вэньсю")
    expect(page.locator("#results")).to_contain_text("also Ли Вэньсю")


@pytest.mark.parametrize("width", [390, 1280])
def test_it_shuts_nobody_out(li, visit, width):
    bench, actor = li
    page = visit("/", bench.user, width=width)

    for address in (
        reverse("actor-list"),
        reverse("actor-list") + "?q=li",
        reverse("actor-update", args=[actor.pk]),
        reverse("name-create", args=[actor.pk]),
        reverse("name-update", args=[actor.pk, actor.names.get().pk]),
    ):
        page.goto(address)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            assert violations_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
