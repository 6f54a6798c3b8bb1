"""The page on which managers say who outside is told."""

import socket

import pytest
from django.urls import reverse

from annotations.models import Delivery, Webhook
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
GOOD = {"address": "https://hook.example/in", "tells": ["coding.done", "gold.changed"]}


@pytest.fixture
def url(cast):
    return reverse("webhook-list", args=[cast.project.pk])


def secret_on(response):
    return "".join(parse(response.content).xpath("//code[@id='secret']/text()"))


def test_makes_renews_resumes_and_removes_one(cast, as_, url):
    client = as_(cast.manager)
    made = client.post(url, GOOD)
    webhook = Webhook.objects.get()
    assert secret_on(made) == webhook.secret
    assert webhook.tells == ["coding.done", "gold.changed"]
    page = client.get(url)
    assert b"Remove: https://hook.example/in" in page.content
    [one] = parse(page.content).xpath("//ul[@class='list']/li")
    assert "An analyst is done with an article · What was agreed has changed" in words_of(one)
    assert webhook.secret not in page.content.decode()

    one = [cast.project.pk, webhook.pk]
    renewed = client.post(reverse("webhook-renew", args=one))
    assert secret_on(renewed) not in ("", webhook.secret)
    assert client.post(reverse("webhook-resume", args=one)).status_code == 302
    sent = client.post(reverse("webhook-test", args=one), follow=True)
    assert "A test" in parse(sent.content).text_content()
    assert Delivery.objects.get().event == "test"
    assert client.post(reverse("webhook-remove", args=one)).status_code == 302
    assert b"Remove: https://hook.example/in" not in client.get(url).content
    assert client.post(reverse("webhook-renew", args=one)).status_code == 404


@pytest.mark.parametrize(
    "bad", [{"address": ""}, {"address": "hook"}, {"tells": []}, {"tells": ["x"]}]
)
def test_refuses_nonsense(cast, as_, url, bad):
    assert as_(cast.manager).post(url, GOOD | bad).status_code == 422
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (
            "http://10.0.0.7/hook",
            "10.0.0.7 is in a private or special network; nothing is sent there.",
        ),
        ("http://2130706433/", "2130706433 is in a private or special network"),
        ("https://[::1]/", "::1 is in a private or special network"),
        ("http://LocalHost/", "localhost is in a private or special network"),
        ("https://hook.example:8443/", "Nothing is sent to port 8443, only to the usual ones"),
        ("https://me:secret@hook.example/", "The address holds a user name or a password"),
        ("ftp://hook.example/", "This is no address, such as https://example.org/hook."),
    ],
)
def test_what_nothing_can_ever_be_sent_to_is_refused_at_once(
    cast, as_, url, settings, monkeypatch, address, why
):
    settings.FETCH_ALLOW = []
    known = socket.getaddrinfo

    def look_up(*args, flags=0, **how):
        assert flags & socket.AI_NUMERICHOST, "a name was looked up"
        return known(*args, flags=flags, **how)

    monkeypatch.setattr("annotations.fetching.connecting.socket.getaddrinfo", look_up)

    refused = as_(cast.manager).post(url, {**GOOD, "address": address})
    assert refused.status_code == 422
    assert why in words_of(parse(refused.content))
    assert not Webhook.objects.exists()
    assert as_(cast.manager).post(url, GOOD).status_code == 200


def test_what_an_installation_allows_can_be_told(cast, as_, url, settings):
    settings.FETCH_ALLOW = ["10.0.0.7:8080"]

    given = {**GOOD, "address": "http://10.0.0.7:8080/hook"}

    assert as_(cast.manager).post(url, given).status_code == 200


def test_is_for_managers(cast, as_, url):
    for member in (cast.owner, cast.curator, cast.reader):
        assert as_(member).get(url).status_code == 403
        assert as_(member).post(url, GOOD).status_code == 403
    assert as_(cast.stranger).get(url).status_code == 404
    assert as_(None).get(url).status_code == 302
    assert as_(cast.manager).put(url).status_code == 405
    as_(cast.manager).post(url, GOOD)
    one = [cast.project.pk, Webhook.objects.get().pk]
    for name in ("webhook-renew", "webhook-test", "webhook-resume", "webhook-remove"):
        assert as_(cast.owner).post(reverse(name, args=one)).status_code == 403
        assert as_(cast.stranger).post(reverse(name, args=one)).status_code == 404
        assert as_(cast.manager).get(reverse(name, args=one)).status_code == 405


def test_asks_no_more_for_many(cast, as_, url):
    client = as_(cast.manager)

    def tell():
        client.post(url, GOOD)
        webhook = Webhook.objects.latest("created_at")
        Delivery.objects.create(
            webhook=webhook, event="coding.done", payload={}, created_at=webhook.created_at
        )

    tell()
    one = queries_of(lambda: client.get(url))
    for _ in range(3):
        tell()

    assert_same_count(one, queries_of(lambda: client.get(url)), 12)
