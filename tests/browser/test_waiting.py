"""All that waits in a project, answered by keys."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.models import Carry
from tests.helpers.axe import violations_of
from tests.views.test_changes import make_changed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def base(cast):
    make_changed(cast, "Nobody signs in winter", "We will wait")
    make_changed(cast, "We will wait")
    return reverse("waiting-list", args=[cast.project.pk])


def test_from_the_project_through_everything_by_keys(visit, cast, base):
    page = visit(reverse("project-detail", args=[cast.project.pk]), cast.owner)
    page.get_by_role("link", name="3 annotations wait since their texts were changed").click()
    items = page.locator("#waiting .waiting > li")
    current = page.locator("#waiting li[aria-current]")
    expect(current).to_contain_text("Somebody")

    page.keyboard.press("j")
    expect(current).to_contain_text("We may wait")
    page.keyboard.press("k")
    page.keyboard.press("a")
    expect(items).to_have_count(2)
    # What was below has moved up, and is what the next key is about.
    expect(current).to_contain_text("We may wait")
    page.keyboard.press("x")
    expect(items).to_have_count(1)
    page.keyboard.press("u")
    expect(items).to_have_count(2)
    page.keyboard.press("x")
    expect(items).to_have_count(1)
    page.keyboard.press("x")
    expect(page.locator("#waiting")).to_contain_text("Nothing waits for an answer")
    assert not Carry.objects.waiting().exists()


@pytest.mark.parametrize("width", [390, 1280])
def test_it_shuts_nobody_out(visit, cast, base, width):
    page = visit(base, cast.owner, width=width)

    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert violations_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
