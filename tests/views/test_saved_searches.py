"""Searches that are kept: by whom, how much is new, and as a feed."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from annotations.actions.feed_tokens import renew_feed_token
from annotations.actions.indexing import index_due
from annotations.actions.saved_searches import MOST, CannotSaveSearch, save_search
from annotations.models import SavedSearch
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse, words_of

THEN = datetime(2026, 3, 1, tzinfo=UTC)
CREATE = "/search/saved/"


def text_of(response):
    return words_of(parse(response.content.decode()))


@pytest.fixture
def saved(cast):
    add_article(cast.project, make_article("Grain is short.", title="Harvest", kinds=()))
    index_due()
    return save_search(by=cast.owner, at=THEN, name="Grain", query="q=grain")


def test_a_search_is_kept_from_its_page(cast, as_, saved):
    client = as_(cast.owner)

    done = client.post(CREATE, {"name": " Wheat  too ", "query": "q=wheat&kind=text&page=x"})

    assert done.status_code == 302
    assert done["Location"] == "/search/?q=wheat&kind=text"
    kept = SavedSearch.objects.get(owner=cast.owner, name="Wheat too")
    assert kept.query == "q=wheat&kind=text"
    assert "Wheat too" in text_of(client.get("/search/"))


@pytest.mark.parametrize(("name", "why"), [("", "null|blank|cannot"), ("Grain", "already")])
def test_a_name_is_needed_and_once(cast, saved, name, why):
    with pytest.raises(CannotSaveSearch, match=why):
        save_search(by=cast.owner, at=THEN, name=name, query="q=rye")


def test_there_are_so_many_and_no_more(cast, saved):
    for number in range(MOST - 1):
        save_search(by=cast.owner, at=THEN, name=str(number), query="q=rye")
    with pytest.raises(CannotSaveSearch):
        save_search(by=cast.owner, at=THEN, name="One more", query="q=rye")


def test_what_came_since_is_new_until_it_is_seen(cast, as_, saved):
    client = as_(cast.owner)
    assert "1 new" in text_of(client.get("/search/"))

    client.post(reverse("saved-search-see", args=[saved.pk]))

    assert "1 new" not in text_of(client.get("/search/"))


def test_nobody_else_has_it(cast, as_, saved):
    assert "Your searches" not in text_of(as_(cast.second).get("/search/"))
    for name in ("see", "delete"):
        url = reverse(f"saved-search-{name}", args=[saved.pk])
        assert as_(cast.second).post(url).status_code == 404
        assert as_(cast.owner).get(url).status_code == 405
    assert as_(cast.owner).get(CREATE).status_code == 405
    assert SavedSearch.objects.filter(pk=saved.pk).exists()


def test_it_can_be_deleted(cast, as_, saved):
    as_(cast.owner).post(reverse("saved-search-delete", args=[saved.pk]))

    assert not SavedSearch.objects.exists()


def feed(client, saved, token):
    return client.get(reverse("saved-search-feed", args=[saved.pk, token]))


def test_it_is_a_feed_for_whoever_has_the_token(cast, client, saved):
    token = renew_feed_token(user=cast.owner, by=cast.owner)
    other = renew_feed_token(user=cast.second, by=cast.second)

    page = feed(client, saved, token)

    assert page["Content-Type"].startswith("application/atom+xml")
    assert "Grain is short." in page.content.decode()
    assert feed(client, saved, other).status_code == 404
    assert feed(client, saved, "wrong").status_code == 404


def test_a_feed_tells_only_what_its_owner_may_see_now(cast, client, saved):
    token = renew_feed_token(user=cast.owner, by=cast.owner)
    cast.project.memberships.filter(user=cast.owner).delete()

    page = feed(client, saved, token)

    assert page.status_code == 200
    assert "Grain is short." not in page.content.decode()
