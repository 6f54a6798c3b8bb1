"""A manager arranges the tags: by pointer, by keys, and takes one out of use."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from annotations.models import Role, Tag
from tests.factories.projects import join, make_project, make_tag
from tests.factories.users import make_user
from tests.helpers.axe import violations_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def codebook(transactional_db):
    project = make_project()
    make_tag(project.codebook, "Speech act")
    make_tag(project.codebook, "Appeal", colour="teal", shortcut="p", definition="Asks for it.")
    make_tag(project.codebook, "Threat", colour="red", is_required=True)
    join(project, make_user("manager"), Role.MANAGER)
    return project.codebook


def test_tags_are_dragged_moved_by_keys_and_retired(codebook, visit):
    manager = codebook.projects.get().memberships.get().user
    page = visit(reverse("codebook-tree", args=[codebook.pk]), manager)
    rows = page.locator(".tag-row")

    rows.nth(1).drag_to(rows.nth(0))
    expect(rows.nth(1)).to_have_class("tag-row depth-1")
    page.get_by_role("button", name="Move Threat in, below").focus()
    page.keyboard.press("Enter")
    expect(rows.nth(2)).to_have_class("tag-row depth-1")
    expect(page.get_by_role("button", name="Move Threat in, below")).to_be_focused()
    page.get_by_role("button", name="Move Threat up").press("Enter")
    expect(rows.nth(1)).to_contain_text("Threat")

    page.get_by_role("button", name="Retire Threat").click()
    expect(page.locator("#messages")).to_contain_text("1 tag is retired")
    assert violations_of(page) == []
    page.get_by_role("button", name="Bring Threat back").click()
    expect(page.locator("#messages")).to_contain_text("offered again")

    page.get_by_role("link", name="Add a tag below Speech act").click()
    page.get_by_label("Name", exact=True).fill("Offer")
    page.get_by_role("button", name="Add the tag").click()
    expect(page.locator("#messages")).to_contain_text("“Offer” is there now.")
    assert Tag.objects.get(name="Offer").parent.name == "Speech act"
