"""Copies of a report: found from the list, what is carried to them, put together and split."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.actions.appearing import appear_in_copies
from tests.domain.stories.wire import OTHER, WIRE, cut
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.stories import add_copies, make_story
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def copies(open_bench):
    """(bench, the wire, its copy): what the analyst attributed in the wire is carried."""
    bench = open_bench()
    wire, short = add_copies(bench.project_article.project, [WIRE, cut(5)])
    coding = make_coding(wire, bench.user)
    make_attribution(coding, "“We have not failed,", cue="said", mention="Ada Quill")
    appear_in_copies(project_article=wire.pk)
    return bench, wire, short


def test_from_the_list_to_the_copies_and_what_is_carried(copies, visit, live_server):
    bench, _, short = copies
    other = add_article(bench.project_article.project, make_article(OTHER))
    make_story(other.article)
    address = reverse("article-list", args=[short.project_id])
    page = visit(f"{live_server.url}{address}", bench.user)

    page.get_by_role("link", name="1 copy").last.click()
    expect(page.get_by_role("heading", name="Copies")).to_be_visible()
    expect(page.get_by_text("Likely the original")).to_be_visible()

    page.get_by_role("link", name="How it differs").click()
    expect(page.locator("#difference del").first).to_be_visible()
    page.get_by_role("link", name="Side by side").click()
    expect(page.get_by_role("columnheader")).to_have_count(2)

    page.goto(f"{live_server.url}{reverse('copy-list', args=[short.pk])}")
    page.get_by_role("button", name="Take away here").click()
    expect(page.get_by_text("taken away here")).to_be_visible()
    page.get_by_role("button", name="Put back").click()
    page.get_by_role("button", name="Detach").click()
    expect(page.get_by_text("It is an annotation of this article now.")).to_be_visible()

    page.goto(f"{live_server.url}{reverse('copy-list', args=[short.pk])}?q=nothing")
    expect(page.get_by_text("has these words in its title")).to_be_visible()
    page.get_by_label("Words in its title").fill("grain")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_label("The other article").select_option(str(other.pk))
    page.get_by_role("button", name="Put together").press("Enter")
    expect(page.get_by_text("They are copies of one another now.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("undone by")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_it_shuts_nobody_out(copies, visit, live_server, width):
    bench, _, short = copies
    base = f"{live_server.url}{reverse('copy-list', args=[short.pk])}"
    page = visit(base, bench.user, width=width)

    for address in (base, f"{base}?q=harbour", f"{base}difference/", f"{base}difference/?beside"):
        page.goto(address)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            assert violations_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
