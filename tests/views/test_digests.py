import pytest
from django.test import Client
from django.urls import reverse

from annotations.actions.digests import token_of
from annotations.models import User
from tests.helpers.page import parse


def wanted(user):
    return User.objects.get(pk=user.pk).digest


@pytest.fixture
def address(cast):
    User.objects.filter(pk=cast.owner.pk).update(digest="daily", email="owner@press.test")
    return reverse("digest-stop", args=[token_of(cast.owner)])


def test_the_link_asks_and_a_post_ends_them_without_signing_in(as_, cast, address):
    client = as_(None)

    assert "Send none any more" in client.get(address).content.decode()
    assert wanted(cast.owner) == "daily"
    assert "You get none any more" in client.post(address).content.decode()
    assert wanted(cast.owner) == "never"


def test_mail_programs_post_without_a_cookie(cast, address):
    client = Client(enforce_csrf_checks=True)

    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert wanted(cast.owner) == "never"


def test_a_forged_link_is_none(as_, cast, address):
    forged = reverse("digest-stop", args=[f"{cast.second.pk.hex}:abc"])

    assert as_(None).post(forged).status_code == 404
    assert as_(None).put(address).status_code == 405


def test_preferences_have_how_often(as_, cast):
    client = as_(cast.owner)
    page = client.get(reverse("preferences")).content.decode()
    assert 'name="digest"' in page
    # Without an address there is nowhere to send it.
    assert "It needs an address of yours" in page

    User.objects.filter(pk=cast.owner.pk).update(email="owner@press.test")
    page = parse(client.get(reverse("preferences")).content)
    form = dict(page.get_element_by_id("preferences").form_values())
    client.post(reverse("preferences"), form | {"digest": "weekly"})
    assert wanted(cast.owner) == "weekly"
    del form["digest"]
    client.post(reverse("preferences"), form)
    assert wanted(cast.owner) == "weekly"
