"""Whom a mention may mean, in the pop-up: evidence beside each, one key to take one."""

from datetime import date

import pytest
from playwright.sync_api import expect

from annotations.models import Attribution
from tests.factories.actors import make_actor, make_affiliation
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_who_fit_are_offered_and_one_key_takes_one(open_bench):
    bench = open_bench()
    institute = make_actor("Harbour Institute", "organisation")
    for post in ("Professor", "Pilot"):
        make_affiliation(make_actor("Ada Quill"), post, institute, date(2019, 1, 1))
    page = bench.page

    bench.select("Nobody knows")
    page.keyboard.press("a")
    offers = page.locator("#popup [data-offer]")
    expect(offers).to_have_count(2)
    expect(offers.first).to_contain_text(", Harbour Institute")
    expect(page.locator("#popup [name=speaker]")).to_have_value("")
    assert violations_of(page) == []
    wanted = offers.nth(1).get_attribute("data-value")
    page.keyboard.press("Alt+2")
    expect(page.locator("#popup [name=speaker]")).to_have_value(wanted)
    expect(page.locator("#whom")).to_have_count(0)
    page.locator("#popup [data-do=save]").click()
    bench.saved()
    assert str(Attribution.objects.get().speaker_id) == wanted
