"""Linking a statement from its card, by keys alone; undo takes it back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from annotations.models import Link
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.axe import violations_of

pytestmark = pytest.mark.browser

QUOTE = "always sticks to ‘shared work’"


@pytest.fixture
def bench(open_bench):
    bench = open_bench(quiet=False)
    lowen = make_actor("Petra Lowen")
    make_attribution(make_coding(bench.project_article, bench.user), QUOTE, speaker=lowen)
    article = make_article("Fog\n\n“We share nothing,” she said.", published_on=date(2026, 1, 9))
    earlier = make_coding(add_article(bench.project_article.project, article), bench.user)
    make_attribution(earlier, "We share nothing", speaker=lowen)
    bench.page.reload()
    bench.page.wait_for_selector("#workbench[data-ready]")
    return bench


def test_by_keys_alone(bench):
    page, keys = bench.page, bench.page.keyboard
    keys.press("j")
    page.get_by_role("button", name="Link to another statement").focus()
    keys.press("Enter")
    dialog = page.get_by_role("dialog", name="Link to another statement")
    expect(dialog.get_by_role("searchbox", name="Speaker or words")).to_be_focused()
    keys.type("nothing")
    keys.press("Enter")
    expect(dialog.get_by_role("radio")).to_have_count(1)
    assert violations_of(page) == []
    dialog.get_by_role("combobox", name="This statement").focus()
    keys.type("walks")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    expect(dialog).to_be_hidden()
    bench.saved()
    card = page.locator(".card[aria-current]")
    expect(card).to_contain_text("Walks back Petra Lowen, 9 January 2026")

    keys.press("u")
    bench.saved()
    expect(card).not_to_contain_text("Walks back")
    keys.press("r")
    bench.saved()

    page.get_by_role("button", name="Link to another statement").click()
    dialog.get_by_role("button", name="Unlink").click()
    bench.saved()
    expect(card).not_to_contain_text("Walks back")
    assert not Link.objects.exists()
