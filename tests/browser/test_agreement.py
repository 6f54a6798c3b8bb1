"""From a project's page to the very statements on which its coders differ."""

import pytest
from playwright.sync_api import expect

from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "“Both sides feel they are being cornered,”"


def test_a_figure_leads_to_what_each_coder_says(visit, cast):
    row = add_article(cast.project, make_article(title="Envoys meet again"))
    for analyst, mode in ((cast.owner, "direct"), (cast.second, "mixed")):
        make_attribution(make_coding(row, analyst=analyst, state="done"), WORDS, mode=mode)
    page = visit(f"/projects/{cast.project.pk}/", cast.manager)

    page.get_by_role("link", name="How far coders agree").press("Enter")
    words = page.get_by_role("row", name="In whose words")
    expect(words).to_contain_text("1")
    words.get_by_role("link", name="1").press("Enter")
    place = page.locator(".places > li")
    expect(place).to_contain_text(WORDS)
    expect(place.get_by_role("link", name="Direct")).to_be_visible()
    place.get_by_role("link", name="Mixed").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert "/statements/" in page.url
