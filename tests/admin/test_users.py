"""Accounts in the admin."""

from annotations.models import User
from tests.helpers.admin import add, change, errors_of


def test_an_account_is_made_with_a_password(as_, cast):
    as_(cast.admin).post(
        add("user"),
        {"username": "quill", "name": "Ada Quill", "new_password": "three quiet harbours"},
    )

    user = User.objects.get(username="quill")
    assert user.check_password("three quiet harbours")
    assert user.is_active
    assert not user.is_staff


def test_a_weak_password_is_refused_at_its_field(as_, cast):
    response = as_(cast.admin).post(add("user"), {"username": "quill", "new_password": "demo"})

    assert "too short" in str(errors_of(response))
    assert "new_password" in response.context["adminform"].form.errors
    assert not User.objects.filter(username="quill").exists()


def test_an_account_is_switched_off_and_gets_a_new_password(as_, cast):
    as_(cast.admin).post(
        change(cast.owner),
        {"username": "owner", "name": "Owner", "new_password": "three quiet harbours"},
    )

    cast.owner.refresh_from_db()
    assert not cast.owner.is_active
    assert cast.owner.check_password("three quiet harbours")


def test_an_account_keeps_its_password_where_none_is_typed(as_, cast):
    before = cast.owner.password

    as_(cast.admin).post(
        change(cast.owner), {"username": "owner", "name": "The owner", "is_active": "on"}
    )

    cast.owner.refresh_from_db()
    assert (cast.owner.name, cast.owner.password) == ("The owner", before)


def test_the_last_superuser_cannot_be_locked_out(as_, cast):
    response = as_(cast.admin).post(
        change(cast.admin), {"username": "admin", "name": "Admin", "is_staff": "on"}
    )

    assert "Somebody has to be left" in str(errors_of(response))
    cast.admin.refresh_from_db()
    assert cast.admin.is_active
    assert cast.admin.is_superuser


def test_staff_cannot_make_itself_a_superuser(as_, staff):
    response = as_(staff).post(
        change(staff), {"username": "staff", "is_superuser": "on", "is_active": "on"}
    )

    assert response.status_code == 403
    staff.refresh_from_db()
    assert not staff.is_superuser
