"""A project as an Atom feed: to whom it was given, what they may see, and nothing twice."""

import feedparser
import pytest
from django.urls import reverse

from annotations.actions.feed_tokens import renew_feed_token, revoke_feed_token
from annotations.models import CodingKind, Project, Role, User
from tests.actions.conftest import NOW
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.helpers.page import parse
from tests.helpers.queries import assert_same_count, queries_of


@pytest.fixture
def busy(cast):
    """Two analysts are done with an article, a third coding is open, and gold is finished."""
    make_coding(cast.project_article, cast.owner, "done")
    make_coding(cast.project_article, cast.second, "done")
    make_coding(cast.project_article, cast.curator)
    make_coding(cast.project_article, None, "done", kind=CodingKind.GOLD, changed_at=NOW)
    make_coding(cast.project_article, None)


def address_of(cast, user):
    token = renew_feed_token(user=User.objects.get(pk=user.pk), by=user)
    return reverse("project-feed", args=[cast.project.pk, token])


def titles(response):
    read = feedparser.parse(response.content)
    assert not read.bozo
    return sorted(f"{one.title} / {one.get('author', '')}".rstrip(" /") for one in read.entries)


@pytest.mark.parametrize(
    ("name", "done"),
    [
        ("owner", ["Owner"]),
        ("second", ["Second"]),
        ("manager", ["Owner", "Second"]),
        ("curator", ["Owner", "Second"]),
        ("reader", ["Owner", "Second"]),
        ("admin", ["Owner", "Second"]),
    ],
)
def test_it_tells_what_its_reader_may_see(as_, cast, busy, name, done):
    response = as_(None).get(address_of(cast, getattr(cast, name)))

    article = "Envoys meet again"
    assert response["Content-Type"].startswith("application/atom+xml")
    assert titles(response) == [
        f"Article taken in: {article}",
        *(f"Coding done: {article} / {who}" for who in done),
        f"Gold finished: {article}",
    ]


def test_the_address_is_all_that_lets_in(as_, cast, busy):
    other = make_project("Another study")
    address = address_of(cast, cast.owner)
    token = User.objects.get(pk=cast.owner.pk).feed_token

    assert as_(None).get(reverse("project-feed", args=[other.pk, token])).status_code == 404
    assert as_(None).get(reverse("project-feed", args=[cast.project.pk, "x"])).status_code == 404
    assert as_(None).get(address_of(cast, cast.stranger)).status_code == 404
    assert as_(None).post(address).status_code == 405
    User.objects.filter(pk=cast.owner.pk).update(is_active=False)
    assert as_(None).get(address).status_code == 404


def test_a_former_address_has_ended(as_, cast):
    former = address_of(cast, cast.owner)
    now = address_of(cast, cast.owner)

    assert as_(None).get(former).status_code == 404
    assert as_(None).get(now).status_code == 200
    revoke_feed_token(user=User.objects.get(pk=cast.owner.pk), by=cast.owner)
    assert as_(None).get(now).status_code == 404


def test_whoever_has_it_already_gets_nothing_again(as_, cast, busy):
    client, address = as_(None), address_of(cast, cast.owner)
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304

    add_article(cast.project, make_article("More\n\nText."))
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_of_an_empty_project_nothing_is_sent_twice_either(as_, cast):
    empty = make_project("Nothing yet")
    join(empty, cast.owner, Role.ANALYST)
    token = renew_feed_token(user=User.objects.get(pk=cast.owner.pk), by=cast.owner)
    client, address = as_(None), reverse("project-feed", args=[empty.pk, token])
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304


def test_names_are_neither_markup_nor_what_xml_cannot_say(as_, cast, busy):
    Project.objects.filter(pk=cast.project.pk).update(name="Straits\x0b & capes")
    User.objects.filter(pk=cast.owner.pk).update(name="O<b>wn</b>er\x01")

    read = feedparser.parse(as_(None).get(address_of(cast, cast.manager)).content)

    assert not read.bozo
    assert read.feed.title.replace("\ufffd", "").replace(" ", "") == "Straits&capes"
    assert any("&lt;b&gt;wn&lt;/b&gt;" in one.get("summary", "") for one in read.entries)


def test_entries_lead_to_the_article_and_have_names_of_their_own(as_, cast, busy):
    read = feedparser.parse(as_(None).get(address_of(cast, cast.manager)).content)

    assert {one.link for one in read.entries} == {
        f"http://testserver/articles/{cast.project_article.pk}/"
    }
    assert len({one.id for one in read.entries}) == len(read.entries)


def test_as_many_queries_for_many(as_, cast, busy):
    client, address = as_(None), address_of(cast, cast.manager)
    few = queries_of(lambda: client.get(address))
    for number in range(5):
        row = add_article(cast.project, make_article(f"T{number}\n\nText."))
        make_coding(row, cast.owner, "done")

    assert_same_count(few, queries_of(lambda: client.get(address)), at_most=4)


def test_addresses_are_made_and_ended_in_the_preferences(as_, cast):
    client = as_(cast.owner)
    page = client.post(reverse("feed-token-renew"), follow=True)
    [address] = parse(page.content).xpath("//section[@id='feeds']//li/a/@href")

    assert as_(None).get(address).status_code == 200
    page = client.post(reverse("feed-token-revoke"), follow=True)
    assert parse(page.content).xpath("//section[@id='feeds']//li") == []
    assert as_(None).get(address).status_code == 404
    assert as_(None).post(reverse("feed-token-renew")).status_code == 302
    assert client.get(reverse("feed-token-renew")).status_code == 405
