"""Who gets in, and that every page keeps to the strict policy (the client checks each answer)."""

import pytest
from django.contrib import admin
from django.urls import reverse

from annotations.models import Codebook, Role
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.articles import make_article, make_source
from tests.factories.projects import join, make_project, make_tag

NAMES = ["article", "source", "actor", "codebook", "tag", "project", "user"]


@pytest.fixture
def rows(cast):
    """One row of everything, by model name."""
    codebook = Codebook.objects.get()
    parent = make_tag(codebook, "Act", shortcut="d", colour="teal", definition="What is done")
    person = make_actor()
    make_affiliation(person)
    return {
        "article": make_article(),
        "source": make_source(),
        "actor": person,
        "codebook": codebook,
        "tag": make_tag(codebook, "Threat", parent=parent),
        "project": cast.project,
        "user": cast.owner,
    }


def test_only_our_own_pages_are_there():
    registered = {model._meta.label_lower for model in admin.site._registry}

    assert registered == {f"annotations.{name}" for name in NAMES}


def test_the_index_lists_what_admins_keep(as_, cast):
    page = as_(cast.admin).get(reverse("admin:index")).content.decode()

    for words in ["What admins keep", "Sources", "Users", "Projects", "Codebooks", "Actors"]:
        assert words in page


def test_staff_sees_all_but_the_accounts(as_, staff):
    page = as_(staff).get(reverse("admin:index")).content.decode()

    assert reverse("admin:annotations_source_changelist") in page
    assert reverse("admin:annotations_user_changelist") not in page


@pytest.mark.parametrize("name", NAMES)
def test_every_list_and_form_opens(as_, cast, rows, name):
    client = as_(cast.admin)

    for address in [
        reverse(f"admin:annotations_{name}_changelist"),
        reverse(f"admin:annotations_{name}_changelist") + "?q=a",
        reverse(f"admin:annotations_{name}_change", args=[rows[name].pk]),
        reverse(f"admin:annotations_{name}_history", args=[rows[name].pk]),
    ]:
        response = client.get(address)
        assert response.status_code == 200, address
        policy = response.headers["Content-Security-Policy"]
        assert "'unsafe-inline'" not in policy


@pytest.mark.parametrize("name", [name for name in NAMES if name != "article"])
def test_every_form_for_a_new_row_opens(as_, cast, name):
    response = as_(cast.admin).get(reverse(f"admin:annotations_{name}_add"))

    assert response.status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_members_without_the_admins_key_are_refused(as_, cast, rows, name):
    client = as_(cast.manager)

    for address in [
        reverse("admin:index"),
        reverse(f"admin:annotations_{name}_changelist"),
        reverse(f"admin:annotations_{name}_change", args=[rows[name].pk]),
    ]:
        response = client.get(address, follow=True)
        assert response.status_code == 403, address


def test_strangers_are_sent_to_the_one_sign_in(as_, db):
    address = reverse("admin:annotations_source_changelist")

    response = as_(None).get(address, follow=True)

    assert response.request["PATH_INFO"] == reverse("account_login")
    assert address in response.redirect_chain[-1][0]


def test_the_password_is_changed_where_everybody_changes_it(as_, cast):
    response = as_(cast.admin).get(reverse("admin:password_change"))

    assert response.url == reverse("account_change_password")


def test_staff_may_not_touch_accounts(as_, staff, cast):
    client = as_(staff)

    for address in [
        reverse("admin:annotations_user_changelist"),
        reverse("admin:annotations_user_add"),
        reverse("admin:annotations_user_change", args=[cast.owner.pk]),
    ]:
        assert client.get(address).status_code == 403, address


def test_an_address_that_leads_nowhere_says_so(as_, cast):
    client = as_(cast.admin)

    for name in NAMES:
        response = client.get(f"/admin/annotations/{name}/nothing/change/")
        assert response.status_code == 302, name


def test_lists_cost_the_same_with_many_rows(as_, cast):
    from tests.helpers.queries import assert_same_count, queries_of

    client = as_(cast.admin)
    address = reverse("admin:annotations_project_changelist")
    client.get(address)
    few = queries_of(lambda: client.get(address))
    for number in range(10):
        join(make_project(f"Study {number}"), cast.owner, Role.MANAGER)

    many = queries_of(lambda: client.get(address))

    assert_same_count(few, many, at_most=10)
