import pytest

from annotations.actions.users import (
    CannotKeepUser,
    CannotLoseLastAdmin,
    CannotSetPassword,
    CannotSetPreferences,
    change_user,
    create_user,
    deactivate_user,
    reactivate_user,
    set_password,
    set_preferences,
)
from annotations.models import User
from tests.factories.users import make_user

GOOD = "three quiet harbours"


@pytest.fixture
def admin(db):
    return make_user("admin", is_staff=True, is_superuser=True)


def test_the_first_account_needs_nobody_to_make_it(db):
    user = create_user(username="first", password=GOOD, is_superuser=True, by=None)

    user.refresh_from_db()
    assert user.check_password(GOOD)
    assert user.is_staff


@pytest.mark.parametrize("password", ["demo", "password", "123456789012", "quillmoor"])
def test_a_password_that_is_easy_to_guess_is_refused(admin, password):
    with pytest.raises(CannotSetPassword) as refusal:
        create_user(username="quillmoor", password=password, by=admin)

    assert refusal.value.field == "password"
    with pytest.raises(CannotSetPassword):
        set_password(user=make_user("quillmoor"), password=password, by=admin)


def test_the_demo_may_have_its_own(admin):
    user = create_user(username="analyst", password="demo", by=None, is_demo=True)

    assert user.check_password("demo")


def test_names_and_addresses_are_taken_once_whatever_their_letters(admin):
    create_user(username="quill", email="q@example.org", password=GOOD, by=admin)

    with pytest.raises(CannotKeepUser, match="account with this name"):
        create_user(username="Quill", password=GOOD, by=admin)
    with pytest.raises(CannotKeepUser, match="has this address"):
        create_user(username="moor", email="Q@Example.org", password=GOOD, by=admin)


@pytest.mark.parametrize("username", ["", "two words", "a" * 151])
def test_a_name_that_is_none_is_refused(admin, username):
    with pytest.raises(CannotKeepUser) as refusal:
        create_user(username=username, password=GOOD, by=admin)

    assert refusal.value.field == "username"


def test_the_last_admin_stays(admin):
    with pytest.raises(CannotLoseLastAdmin):
        change_user(user=admin, is_superuser=False, by=admin)
    admin.refresh_from_db()
    with pytest.raises(CannotLoseLastAdmin):
        deactivate_user(user=admin, by=admin)

    make_user("second", is_superuser=True)
    deactivate_user(user=admin, by=admin)
    assert not User.objects.get(username="admin").is_active


def test_an_inactive_admin_does_not_count(admin):
    make_user("gone", is_superuser=True, is_active=False)

    with pytest.raises(CannotLoseLastAdmin):
        deactivate_user(user=admin, by=admin)


def test_an_account_rests_and_returns(admin):
    user = make_user("quill")

    deactivate_user(user=user, by=admin)
    reactivate_user(user=user, by=admin)

    assert User.objects.get(username="quill").is_active


def test_a_password_is_set(admin):
    user = make_user("quill")

    set_password(user=user, password=GOOD, by=admin)

    assert User.objects.get(username="quill").check_password(GOOD)


def test_how_the_text_is_shown_is_kept_and_the_rest_stays(admin):
    set_preferences(user=admin, text_size="large", text_width="narrow", by=admin)

    admin.refresh_from_db()
    assert (admin.text_size, admin.text_width) == ("large", "narrow")
    assert (admin.line_height, admin.text_font, admin.shows_all_marks) == ("normal", "serif", False)


def test_preferences_are_kept(admin):
    set_preferences(user=admin, name="Ada  Quill", theme="dark", time_zone="Asia/Tokyo", by=admin)

    admin.refresh_from_db()
    assert (admin.name, admin.theme, admin.time_zone) == ("Ada Quill", "dark", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"theme": "pink"}, "theme"),
        ({"text_size": "huge"}, "text_size"),
        ({"line_height": "1.5"}, "line_height"),
        ({"text_font": "comic"}, "text_font"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
    ],
)
def test_preferences_that_do_not_exist_are_refused(admin, change, field):
    with pytest.raises(CannotSetPreferences) as refusal:
        set_preferences(user=admin, by=admin, **change)

    assert refusal.value.field == field
    with pytest.raises(TypeError):
        set_preferences(user=admin, is_superuser=True, by=admin)
