"""A text and its translation side by side: linked, read, and their statements made one."""

import pytest
from playwright.sync_api import expect

from annotations.models import Counterpart
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.translations import FRENCH, make_pair
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_article_to_its_translation(open_bench):
    bench = open_bench()
    other = add_article(bench.project_article.project, make_article(FRENCH, language="fr"))
    page = bench.page

    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Translations").click()
    expect(page.get_by_text("No translation is linked yet")).to_be_visible()
    page.get_by_label("The other article", exact=True).select_option(str(other.pk))
    page.get_by_label("The other article is").select_option("translation")
    page.get_by_role("button", name="Put side by side").click()

    rows = page.locator(".sides-row:not(.sides-head)")
    expect(rows.first).to_contain_text("Envoys meet again")
    expect(rows.first).to_contain_text("Les envoyés se retrouvent")
    page.get_by_role("link", name="Les envoyés se retrouvent").click()
    expect(page.locator("#text")).to_contain_text("Les deux parties")


def test_a_proposed_counterpart_is_one_press_of_enter(open_bench, visit):
    bench = open_bench()
    pair = make_pair(bench.project_article, bench.user)
    page = visit(f"{bench.page.url}translations/{pair.translation.pk}/", bench.user)

    first = page.locator(".match").first
    expect(first).to_contain_text("Proposed")
    first.get_by_role("button", name="Link").press("Enter")
    expect(page.locator(".match.is-linked")).to_contain_text("acculées")

    assert Counterpart.objects.count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_it_shuts_nobody_out_and_prints(open_bench, visit, width):
    bench = open_bench()
    pair = make_pair(bench.project_article, bench.user)
    base = f"{bench.page.url}translations/"

    for address in (base, f"{base}{pair.translation.pk}/"):
        page = visit(address, bench.user, width=width)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            assert violations_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    assert page.pdf(format="A4").startswith(b"%PDF")
