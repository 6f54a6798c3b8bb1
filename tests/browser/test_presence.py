"""Who else is at an article, on its page."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from annotations.actions.presences import be_here
from annotations.models import Presence, Role
from tests.factories.projects import join
from tests.factories.users import make_user
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_curator_sees_the_analyst_who_is_there(open_bench, visit):
    bench = open_bench()
    curator = make_user("curator", name="Mara Curator")
    join(bench.project_article.project, curator, Role.CURATOR)
    be_here(project_article=bench.project_article, by=bench.user, at=timezone.now())
    page = visit(f"/articles/{bench.project_article.pk}/", curator)
    page.wait_for_selector("#workbench[data-ready]")
    # The page does so by itself after some seconds.
    page.evaluate("htmx.trigger('#present', 'beat')")

    here = page.get_by_role("list", name="Here now")
    expect(here.get_by_role("listitem")).to_have_attribute("title", bench.user.shown_name)
    assert violations_of(page) == []
    assert Presence.objects.filter(user=curator).exists()
