"""Who is signed in, as every request asks for it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from annotations.models import User
from annotations.web.sign_in import Backend
from tests.factories.users import make_user

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


def test_it_is_one_query_for_the_session_and_one_for_the_person(as_, django_assert_num_queries):
    client = as_(make_user("ada"))
    client.get(reverse("keys-edit"))

    with django_assert_num_queries(2):
        assert client.get(reverse("keys-edit")).status_code == 200


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
