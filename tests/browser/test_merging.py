"""Two entries of the register put together and taken apart again, as somebody does it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from annotations.actions.telling_apart import tell_apart
from annotations.models import Actor, Attribution
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two(open_bench):
    """(bench, Ada Quill, A. Quill): one person who was entered twice."""
    bench = open_bench()
    ada = make_actor("Ada Quill", country="FR")
    other = make_actor("A. Quill", country="DE", description="of the Harbour Institute")
    make_affiliation(ada, "Professor", None, date(2019, 1, 1))
    held = make_affiliation(other, "professor", None, date(2020, 1, 1))
    coding = make_coding(bench.project_article, bench.user)
    make_attribution(coding, "cornered", speaker=other, affiliation=held)
    return bench, ada, other


def test_merged_and_undone_and_split(two, visit):
    bench, ada, other = two
    page = visit(reverse("actor-detail", args=[ada.pk]), bench.user)

    page.get_by_role("link", name="Merge").click()
    page.get_by_label("Name of the other one").fill("quill")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="A. Quill").click()
    expect(page.get_by_text("differs, is dropped")).to_be_visible()
    expect(page.get_by_text("it becomes one post")).to_be_visible()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("is part of “Ada Quill” now")).to_be_visible()
    expect(page.locator("#statements")).to_contain_text("cornered")

    page.goto(reverse("actor-detail", args=[other.pk]))
    expect(page.get_by_role("heading", name="Ada Quill")).to_be_visible()

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="A. Quill")).to_be_visible()
    expect(page.locator("#trail")).to_contain_text("undone by")
    expect(page.locator("#statements")).to_contain_text("cornered")

    page.get_by_role("link", name="Split").click()
    page.get_by_label("cornered").check()
    page.get_by_label("Name, if new").fill("Alma Quill")
    page.get_by_role("button", name="Split off").click()
    expect(page.get_by_role("heading", name="Alma Quill")).to_be_visible()
    assert Attribution.objects.get().speaker.name == "Alma Quill"


@pytest.mark.parametrize("width", [390, 1280])
def test_it_shuts_nobody_out(two, visit, width):
    bench, ada, other = two
    page = visit("/", bench.user, width=width)

    merge = reverse("actor-merge", args=[ada.pk])
    for address in (
        merge,
        f"{merge}?q=zzz",
        f"{merge}?other={other.pk}",
        reverse("actor-split", args=[other.pk]),
    ):
        page.goto(address)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            assert violations_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_likely_duplicates_are_answered_with_one_key_each(two, visit):
    bench, ada, other = two
    tell_apart(one=ada, other=other, by=bench.user, at=timezone.now())
    same = make_actor("Quill, Ada")
    for name in ("Otto Feder", "Lea Sorin"):
        make_actor(name, country="FR")
        make_actor(name, country="FR")
    page = visit(reverse("duplicate-actor-list"), bench.user)
    question = page.locator("#pair-head")

    expect(page.get_by_text("3 pairs")).to_be_visible()
    first = question.inner_text()
    page.keyboard.press("s")
    expect(page.get_by_text("2 pairs")).to_be_visible()
    expect(question).not_to_have_text(first)
    page.keyboard.press("d")
    expect(page.get_by_text("1 pair", exact=True)).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("2 pairs")).to_be_visible()

    page.goto(f"{reverse('duplicate-actor-list')}?skip=2")
    expect(question).to_contain_text("Quill, Ada")
    page.keyboard.press("m")
    expect(page.get_by_text("Nothing looks like a duplicate")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("It is as it was before.")).to_be_visible()
    expect(question).to_contain_text("Quill, Ada")
    assert {ada, same} <= set(Actor.objects.all())
    assert violations_of(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
