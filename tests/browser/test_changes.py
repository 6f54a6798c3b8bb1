"""An outlet changed a text: what differs is seen, and what waits is answered by keys."""

import pytest
from playwright.sync_api import expect

from annotations.models import Carry, Coding, Span
from tests.helpers.axe import violations_of
from tests.views.test_changes import make_changed, page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def changed(cast):
    return make_changed(cast, "Nobody signs in winter", "We will wait")


def test_from_the_article_through_all_that_waits_by_keys(visit, cast, changed):
    page = visit(f"/articles/{changed.pk}/", cast.owner)
    page.get_by_role("link", name="2 annotations wait for you").click()
    queue = page.locator("#changes")
    expect(queue.locator(".passage").last).to_contain_text("Somebody")

    page.keyboard.press("a")
    expect(queue.locator(".passage").first).to_contain_text("We will wait")
    page.keyboard.press("x")
    expect(queue).to_contain_text("Nothing waits for an answer")
    page.keyboard.press("u")
    expect(queue.locator(".passage").first).to_contain_text("We will wait")

    words = Span.objects.filter(coding=Coding.objects.get(project_article=changed))
    assert [span.words for span in words] == ["Somebody signs in winter"]
    assert Carry.objects.waiting().count() == 1


def test_what_is_selected_in_the_new_text_is_its_place(visit, cast, changed):
    page = visit(page_of(changed), cast.owner)
    page.locator(".near p").filter(has_text="Somebody").evaluate(
        """p => {
          const text = p.firstChild, start = text.data.indexOf("Somebody signs");
          document.getSelection().setBaseAndExtent(text, start, text, start + 14);
        }"""
    )
    expect(page.get_by_label("Or choose by hand")).to_have_value("Somebody signs")

    page.keyboard.press("h")
    expect(page.locator("#changes .passage").first).to_contain_text("We will wait")

    assert Span.objects.filter(words="Somebody signs").exists()


@pytest.mark.parametrize("width", [390, 1280])
def test_it_shuts_nobody_out_and_prints(visit, cast, changed, width):
    base = f"/articles/{changed.pk}/revisions/"
    for address in (
        page_of(changed),
        base,
        f"{base}1/",
        f"{base}2/difference/",
        f"{base}2/difference/?beside",
    ):
        page = visit(address, cast.owner, width=width)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            assert violations_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    assert page.pdf(format="A4").startswith(b"%PDF")
