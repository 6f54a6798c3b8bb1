"""Accounts in the admin."""

from django.urls import reverse

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


def do(client, action, *users):
    data = {"action": action, "_selected_action": [user.pk for user in users]}
    return client.post(reverse("admin:annotations_user_changelist"), data, follow=True)


def test_whoever_left_is_closed_out_comes_back_and_is_forgotten(as_, cast):
    client = as_(cast.admin)

    page = do(client, "say_left", cast.owner, cast.manager).content.decode()
    assert "Manager: “Harbour talks” has no other manager." in page
    assert "Done for 1." in page
    cast.owner.refresh_from_db()
    assert cast.owner.left_at

    do(client, "say_back", cast.owner)
    cast.owner.refresh_from_db()
    assert cast.owner.is_active

    do(client, "say_left", cast.owner)
    do(client, "forget_now", cast.owner)
    cast.owner.refresh_from_db()
    assert cast.owner.name == "Analyst 1"
    assert client.get(change(cast.owner)).status_code == 200


def test_staff_says_of_nobody_that_they_left(as_, cast, staff):
    assert do(as_(staff), "say_left", cast.owner).status_code == 403
