"""Who may do what, as one table."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from annotations import permissions
from annotations.models import Project, ProjectArticle, User

MAY = {
    "can_annotate": {"manager", "curator", "analyst"},
    "can_take_in_articles": {"manager", "curator", "analyst"},
    "can_see_all_codings": {"manager", "curator", "reader"},
    "can_run_machine": {"manager", "curator"},
    "can_comment": {"manager", "curator", "analyst"},
    "can_manage": {"manager"},
}


@pytest.mark.parametrize("question", MAY)
@pytest.mark.parametrize("role", ["manager", "curator", "analyst", "reader", None, "", "king"])
def test_a_role_may_what_the_table_says(question, role):
    answer = getattr(permissions, question)(SimpleNamespace(my_role=role))

    assert answer is (role in MAY[question])


@pytest.mark.parametrize("question", MAY)
def test_rows_that_were_loaded_for_somebody_can_be_asked(cast, question):
    ask = getattr(permissions, question)
    people = {"manager": "manager", "curator": "curator", "owner": "analyst", "reader": "reader"}

    for rows in [Project.objects.all(), ProjectArticle.objects.all()]:
        for name, role in people.items():
            row = rows.with_role_of(getattr(cast, name)).get()
            assert ask(row) is (role in MAY[question]), name
        assert ask(rows.with_role_of(cast.stranger).get()) is False
        assert ask(rows.with_role_of(cast.admin).get()) is True


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
