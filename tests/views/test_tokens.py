"""Tokens for programs, on the page of whoever they are of."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import ApiToken
from tests.factories.users import make_user
from tests.helpers.page import parse
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
GOOD = {"name": "Figures", "scope": "write", "lifetime": "30"}


@pytest.fixture
def url():
    return reverse("token-list")


def secret_on(response):
    return "".join(parse(response.content).xpath("//code[@id='secret']/text()"))


def test_shows_a_new_one_once(as_, url):
    client = as_(make_user("ada"))

    response = client.post(url, GOOD)

    secret = secret_on(response)
    assert response.headers["Cache-Control"].count("no-store") == 1
    token = ApiToken.objects.get()
    assert (token.name, token.scope) == ("Figures", "write")
    assert token.expires_at - token.created_at == timedelta(days=30)
    told = Client().get("/api/me", headers={"Authorization": f"Bearer {secret}"})
    assert told.json()["username"] == "ada"
    assert secret not in client.get(url).content.decode()


def test_revokes_one_that_is_ones_own(as_, url):
    ada, other = make_user("ada"), make_user("other")
    as_(ada).post(url, GOOD)
    revoke = reverse("token-revoke", args=[ApiToken.objects.get().pk])

    assert as_(other).post(revoke).status_code == 404
    assert as_(ada).get(revoke).status_code == 405
    page = as_(ada).post(revoke, follow=True)

    assert ApiToken.objects.get().revoked_at
    assert "has ended" in parse(page.content).get_element_by_id("messages").text_content()
    assert not parse(page.content).xpath("//td//form")


@pytest.mark.parametrize(
    "bad", [{"name": ""}, {"name": "  "}, {"scope": "all"}, {"lifetime": "9999"}, {"name": "\x00"}]
)
def test_refuses_nonsense(as_, url, bad):
    response = as_(make_user("ada")).post(url, GOOD | bad)

    assert response.status_code == 422
    assert not ApiToken.objects.exists()


def test_nobody_is_sent_to_sign_in(as_, url):
    assert as_(None).get(url).status_code == 302


def test_asks_no_more_for_many(as_, url):
    ada = make_user("ada")
    as_(ada).post(url, GOOD)
    one = queries_of(lambda: as_(ada).get(url))
    for _ in range(4):
        as_(ada).post(url, GOOD)

    assert_same_count(one, queries_of(lambda: as_(ada).get(url)), 12)
