"""From an assignment on the manager's page to the next article by one key."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.models import Assignment
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def bench_of(row):
    return f"**{reverse('workbench', args=[row.pk])}"


def test_one_key_leads_from_home_to_what_was_given_and_on_to_the_next(visit, cast):
    later = add_article(cast.project, make_article())
    make_coding(cast.project_article, cast.second)
    given = add_article(cast.project, make_article("Pilots wait\n\nNobody sails."))
    page = visit(reverse("assignment-list", args=[cast.project.pk]), cast.manager)
    page.get_by_role("checkbox", name="Pilots wait").check()
    page.get_by_role("group", name="Give what is ticked to").get_by_label("Owner").check()
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("1 article was assigned.")

    page = visit("/", cast.owner)
    expect(page.get_by_role("region", name="Assigned to you")).to_contain_text("Pilots wait")
    page.keyboard.press("n")
    page.wait_for_url(bench_of(given))
    page.wait_for_selector("#workbench[data-ready]")
    # While one annotates, the letter is free for a tag.
    expect(page.locator("[data-next]")).to_have_count(0)
    page.get_by_role("button", name="Done with this article").click()
    expect(page.get_by_role("button", name="Next article")).to_be_visible()
    page.wait_for_selector("#workbench[data-ready]")
    page.keyboard.press("n")
    page.wait_for_url(bench_of(later))
    assert Assignment.objects.get(analyst=cast.owner, project_article=later).assigned_by is None
