"""Who may do what, as one table."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from annotations import permissions
from annotations.models import Project, ProjectArticle, User
from tests.actions.conftest import NOW

MAY = {
    "can_annotate": {"manager", "curator", "analyst"},
    "can_take_in_articles": {"manager", "curator", "analyst"},
    "can_see_all_codings": {"manager", "curator", "reader", "keeper"},
    "can_adjudicate": {"manager", "curator"},
    "can_run_machine": {"manager", "curator"},
    "can_comment": {"manager", "curator", "analyst"},
    "can_manage": {"manager"},
    "can_bring_back": {"keeper"},
}
ROLES = ["manager", "curator", "analyst", "reader", "keeper", "onlooker", None, "", "king"]


@pytest.mark.parametrize("question", MAY)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_what_the_table_says(question, role):
    answer = getattr(permissions, question)(SimpleNamespace(my_role=role))

    assert answer is (role in MAY[question])


@pytest.mark.parametrize("question", MAY)
def test_rows_that_were_loaded_for_somebody_can_be_asked(cast, question):
    ask = getattr(permissions, question)
    people = {"manager": "manager", "curator": "curator", "owner": "analyst", "reader": "reader"}
    in_all = {"admin": "manager", "stranger": None}

    for rows in [Project.objects.all(), ProjectArticle.objects.all()]:
        for name, role in (people | in_all).items():
            row = rows.with_role_of(getattr(cast, name)).get()
            assert ask(row) is (role in MAY[question]), name


@pytest.mark.parametrize("question", MAY)
def test_nobody_changes_anything_in_an_archived_project(cast, question):
    Project.objects.update(archived_at=NOW)
    ask = getattr(permissions, question)
    people = {
        "manager": "keeper",
        "admin": "keeper",
        "curator": "reader",
        "owner": "onlooker",
        "reader": "reader",
        "stranger": None,
    }

    for rows in [Project.objects.all(), ProjectArticle.objects.all()]:
        for name, role in people.items():
            row = rows.with_role_of(getattr(cast, name)).get()
            assert row.my_role == role, name
            assert ask(row) is (role in MAY[question]), name


@pytest.mark.parametrize(
    ("user", "opens", "keeps_users"),
    [
        (User(), False, False),
        (User(is_staff=True), True, False),
        (User(is_staff=True, is_superuser=True), True, True),
        (User(is_superuser=True), False, False),
        (User(is_staff=True, is_superuser=True, is_active=False), False, False),
        (AnonymousUser(), False, False),
    ],
)
def test_the_admin_is_for_staff_and_accounts_are_for_superusers(user, opens, keeps_users):
    assert permissions.can_open_admin(user) is opens
    assert permissions.can_keep_registers(user) is opens
    assert permissions.can_keep_users(user) is keeps_users


def test_whoever_works_in_a_project_may_mend_the_register_of_actors(cast):
    may = {name for name in vars(cast) if isinstance(getattr(cast, name), User)} - {
        "reader",
        "stranger",
    }

    for name, user in vars(cast).items():
        if isinstance(user, User):
            assert permissions.can_keep_actors(user) is (name in may), name


def test_admins_start_projects(cast):
    assert permissions.can_start_projects(cast.admin)
    assert not permissions.can_start_projects(cast.manager)
