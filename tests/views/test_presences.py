"""Who is at an article now: named to those who compare, and to nobody who works blind."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.actions.presences import be_here, forget_presences
from annotations.models import Presence
from annotations.templatetags.words import initials
from tests.factories.projects import join
from tests.factories.users import make_user
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of


@pytest.fixture
def address(cast):
    return reverse("presence-tell", args=[cast.project_article.pk])


def here(cast, user, ago=0):
    at = timezone.now() - timedelta(seconds=ago)
    be_here(project_article=cast.project_article, by=user, at=at)


def named(response):
    return [words_of(one) for one in parse(response.content).xpath("//li/*[@class!='']")]


@pytest.mark.parametrize(
    ("name", "status"),
    [("owner", 200), ("reader", 200), ("manager", 200), ("stranger", 404), (None, 302)],
)
def test_members_say_that_they_are_here(as_, cast, address, name, status):
    client = as_(getattr(cast, name) if name else None)

    assert client.post(address, htmx=True).status_code == status
    assert Presence.objects.count() == (status == 200)
    if status == 200:
        assert client.get(address).status_code == 405
        assert client.post(address).status_code == 302


def test_who_compares_sees_who_is_there_and_nobody_else_does(as_, cast, address):
    for user in (cast.owner, cast.second, cast.curator):
        here(cast, user)

    assert named(as_(cast.manager).post(address, htmx=True)) == ["Curator", "Owner", "Second"]
    assert named(as_(cast.reader).post(address, htmx=True)) == [
        "Curator",
        "Manager",
        "Owner",
        "Second",
    ]
    assert named(as_(cast.owner).post(address, htmx=True)) == []


def test_who_has_gone_is_not_there(as_, cast, address):
    here(cast, cast.owner, ago=100)
    here(cast, cast.second, ago=60)

    assert named(as_(cast.manager).post(address, htmx=True)) == ["Second"]


def test_two_windows_write_no_more_than_one(cast):
    at = timezone.now()
    be_here(project_article=cast.project_article, by=cast.owner, at=at)
    soon = queries_of(
        lambda: be_here(
            project_article=cast.project_article, by=cast.owner, at=at + timedelta(seconds=29)
        )
    )
    assert [sql for sql in soon if not sql.startswith("SELECT")] == []
    assert Presence.objects.get().seen_at == at

    later = at + timedelta(seconds=30)
    be_here(project_article=cast.project_article, by=cast.owner, at=later)
    assert Presence.objects.get().seen_at == later


def test_rows_are_swept_away(cast):
    here(cast, cast.owner, ago=60 * 60 * 25)
    here(cast, cast.second)

    assert forget_presences(at=timezone.now()) == 1
    assert Presence.objects.get().user == cast.second


def test_the_list_shows_it_without_a_query_more(as_, cast):
    client = as_(cast.manager)
    address = reverse("article-list", args=[cast.project.pk])
    few = queries_of(lambda: client.get(address))
    for number in range(3):
        user = make_user(f"user{number}", name=f"Ada Quill {number}")
        join(cast.project, user)
        here(cast, user)

    assert_same_count(few, queries_of(lambda: client.get(address)), at_most=14)
    page = parse(client.get(address).content)
    assert [one.get("title") for one in page.xpath("//*[@class='initials']")] == [
        "Ada Quill 0",
        "Ada Quill 1",
        "Ada Quill 2",
    ]
    assert "initials" not in as_(cast.owner).get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ada Quill", "AQ"), ("ada", "A"), ("Ada van der Quill", "AQ"), ("李 文", "李文"), ("", "")],
)
def test_initials(name, letters):
    assert initials(name) == letters
