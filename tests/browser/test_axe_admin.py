"""Every page of the admin, as axe sees it."""

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import expect

from annotations.models import User
from tests.browser.walking import complaints, of
from tests.factories.articles import make_source

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def admin_addresses() -> dict[str, str]:
    """Every page of every model that the admin keeps; of a model with kinds, a form of each kind."""
    addresses = {"index": reverse("admin:index")}
    for model, keeper in admin.site._registry.items():
        name = model._meta.model_name
        page = f"admin:annotations_{name}_"
        addresses[f"{name}, list"] = reverse(f"{page}changelist")
        if keeper.search_fields:
            addresses[f"{name}, none found"] = reverse(f"{page}changelist") + "?q=nothing"
        addresses[f"{name}, new"] = reverse(f"{page}add")
        for kind, row in {getattr(row, "kind", ""): row for row in model.objects.all()}.items():
            addresses[f"{name}, {kind}"] = of(f"{page}change", row)
        addresses[f"{name}, history"] = of(f"{page}history", row)
        addresses[f"{name}, deletion"] = of(f"{page}delete", row)
    return addresses


def test_every_page_of_the_admin(walk, demo):
    keeper = User.objects.get(username="admin")
    addresses = admin_addresses()
    addresses["source, free to go"] = of("admin:annotations_source_delete", make_source())
    forbidden = {"article, new", "article, deletion", "user, deletion"}

    assert forbidden < addresses.keys()
    page = walk(keeper, {name: each for name, each in addresses.items() if name not in forbidden})

    wrong = {}
    for name in [name for name in addresses if name.endswith(", new") and name not in forbidden]:
        page.goto(addresses[name])
        page.locator("main form").first.evaluate("form => form.noValidate = true")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".errornote")).to_be_visible()
        wrong[f"{name}, refused"] = complaints(page)
    page.goto(addresses["actor, person"])
    page.get_by_role("combobox", name="Organisation").last.click()
    expect(page.get_by_role("listbox", name="Organisation")).to_be_visible()
    wrong["organisation, sought"] = complaints(page)

    assert {name: found for name, found in wrong.items() if found} == {}
