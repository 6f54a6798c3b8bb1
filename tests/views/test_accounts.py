import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, get_resolver, reverse

from annotations.domain.demo import DEMO_LOGINS, DEMO_PASSWORD
from tests.factories.users import PASSWORD, make_user
from tests.helpers.page import parse

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _nobody_was_throttled_before():
    cache.clear()


@pytest.mark.parametrize("login", ["ada", "ada@example.org", " ada "])
def test_signs_in_by_name_or_address(client, login):
    make_user("ada", email="ada@example.org")

    response = client.post(LOGIN, {"login": login, "password": PASSWORD, "next": "/preferences/"})

    assert response.url == "/preferences/"
    assert client.session["_auth_user_id"]


def test_a_wrong_password_is_a_sentence(client):
    make_user("ada")

    page = parse(client.post(LOGIN, {"login": "ada", "password": "guess"}).content)

    (error,) = page.xpath("//ul[contains(@class, 'errors')]")
    assert "do not belong together" in error.text_content()
    assert page.xpath("//input[@name='login']/@value") == ["ada"]
    assert not page.xpath("//input[@name='password']/@value")


def test_nobody_guesses_for_long(client):
    make_user("ada")
    for _attempt in range(10):
        client.post(LOGIN, {"login": "ada", "password": "guess"})

    refused = client.post(LOGIN, {"login": "ada", "password": PASSWORD})

    assert "Wait five minutes" in refused.content.decode()
    assert "_auth_user_id" not in client.session


def test_never_leads_to_another_site(client):
    make_user("ada")
    data = {"login": "ada", "password": PASSWORD, "next": "https://elsewhere.example/"}

    response = client.post(LOGIN, data)

    assert "elsewhere" not in response.url


def test_a_closed_account_is_told_so(client):
    make_user("ada", is_active=False)

    response = client.post(LOGIN, {"login": "ada", "password": PASSWORD}, follow=True)

    assert "closed" in parse(response.content).findtext(".//h1")


def test_signs_out_by_posting_only(as_):
    client = as_(make_user("ada"))

    asked = client.get(reverse("account_logout"))
    done = client.post(reverse("account_logout"))
    again = client.post(reverse("account_logout"))

    assert asked.status_code == 200
    assert done.url == again.url == LOGIN
    assert "_auth_user_id" not in client.session


def test_changes_the_password_and_stays_signed_in(as_):
    user = make_user("ada")
    client = as_(user)
    new = "a much better passphrase"

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
        follow=True,
    )

    user.refresh_from_db()
    assert user.check_password(new)
    page = parse(response.content)
    assert "has been changed" in page.get_element_by_id("messages").text_content()


@pytest.mark.parametrize(
    "bad",
    [{"oldpassword": "guess"}, {"password2": "else"}, {"password1": "123", "password2": "123"}],
)
def test_refuses_a_bad_change(as_, bad):
    user = make_user("ada")
    good = {"oldpassword": PASSWORD, "password1": "long enough one", "password2": "long enough one"}

    response = as_(user).post(reverse("account_change_password"), good | bad)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert parse(response.content).xpath("//ul[contains(@class, 'errors')]/li")


def test_nobody_guesses_the_present_password_for_long(as_):
    client = as_(make_user("ada"))
    guess = {"oldpassword": "guess", "password1": "long enough one", "password2": "long enough one"}

    statuses = [client.post("/accounts/password/", guess).status_code for _attempt in range(6)]

    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_who_has_no_password_sets_one(as_):
    user = make_user("ada")
    user.set_unusable_password()
    user.save()

    response = as_(user).get(reverse("account_change_password"), follow=True)

    assert parse(response.content).findtext(".//h1") == "Set a password"


def test_asks_again_before_something_sensitive(as_):
    client = as_(make_user("ada"))

    page = client.get(reverse("account_reauthenticate"))
    wrong = client.post(reverse("account_reauthenticate"), {"password": "guess"})

    assert parse(page.content).findtext(".//h1") == "Is it you?"
    assert "not your password" in wrong.content.decode()


def test_no_page_of_allauth_is_reachable_that_is_not_drawn_here():
    reachable = {name for name in get_resolver().reverse_dict if str(name).startswith("account_")}

    assert reachable == {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
    }
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_the_demo_lets_everybody_in_with_one_click(client, settings):
    settings.DEMO = True
    for name in DEMO_LOGINS:
        make_user(name).set_password(DEMO_PASSWORD)

    page = parse(client.get(f"{LOGIN}?next=/preferences/").content)

    ways = page.xpath("//section[contains(@class, 'demo')]//form")
    assert [form.fields["login"] for form in ways] == list(DEMO_LOGINS)
    assert {form.fields["password"] for form in ways} == {DEMO_PASSWORD}
    assert {form.fields["next"] for form in ways} == {"/preferences/"}


def test_outside_the_demo_no_password_is_shown(client):
    page = parse(client.get(LOGIN).content)

    assert not page.xpath("//section[contains(@class, 'demo')]")
    assert DEMO_PASSWORD not in {form.fields.get("password") for form in page.forms}
