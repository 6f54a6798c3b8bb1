"""Who is signed in, as every request asks for it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.models import Session, User
from annotations.web.sign_in import Backend
from tests.factories.users import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_a_person_is_whom_the_register_knows():
    ada = make_user("ada", own_keys={"undo": "z"}, theme="dark")

    found = Backend().get_user(ada.pk)

    fields = [field.attname for field in User._meta.concrete_fields]
    known = User.objects.get(pk=ada.pk)
    assert [getattr(found, name) for name in fields] == [getattr(known, name) for name in fields]
    assert found.own_keys == {"undo": "z"}
    assert not found._state.adding


def test_who_has_gone_or_may_no_longer_sign_in_is_nobody():
    assert Backend().get_user(uuid4()) is None
    assert Backend().get_user(make_user("bo", is_active=False).pk) is None


def test_the_session_and_the_person_are_one_query(as_, django_assert_num_queries):
    client = as_(make_user("ada"))
    client.get(reverse("keys-edit"))

    with django_assert_num_queries(1):
        assert client.get(reverse("keys-edit")).status_code == 200


def test_who_signs_in_has_a_session_of_their_own(client):
    ada = make_user("ada")
    client.get(reverse("account_login"))

    client.post(reverse("account_login"), {"login": "ada", "password": PASSWORD})

    assert Session.objects.get().user == ada


def test_a_session_that_does_not_say_whose_it_is_serves_as_well(as_):
    client = as_(make_user("ada"))
    Session.objects.update(user=None)

    assert client.get(reverse("preferences")).status_code == 200


@pytest.mark.parametrize("known", [True, False])
def test_another_password_ends_sessions_elsewhere(as_, known):
    ada = make_user("ada")
    client = as_(ada)
    if not known:
        Session.objects.update(user=None)
    ada.set_password("another one")
    ada.save()

    assert client.get(reverse("preferences")).status_code == 302
    assert not Session.objects.exists()


@pytest.mark.parametrize("known", [True, False])
def test_a_session_of_somebody_who_may_no_longer_sign_in_is_none(as_, known):
    ada = make_user("ada")
    client = as_(ada)
    if not known:
        Session.objects.update(user=None)
    User.objects.update(is_active=False)

    assert client.get(reverse("preferences")).status_code == 302


def test_a_session_is_of_whom_its_data_says(as_):
    """The column is there to be quick, and signs nobody in."""
    client = as_(make_user("ada"))
    Session.objects.update(user=make_user("bo"))

    assert client.get(reverse("preferences")).wsgi_request.user.username == "ada"


def test_a_session_that_has_ended_is_none(as_):
    client = as_(make_user("ada"))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    response = client.get(reverse("preferences"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_session_that_was_ended_elsewhere_is_none(as_):
    client = as_(make_user("ada"))
    Session.objects.all().delete()

    assert client.get(reverse("preferences")).status_code == 302
