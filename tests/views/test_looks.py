"""Pages that were not to be had when they were looked at again, as admins see them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.models import Watch
from tests.factories.articles import make_article
from tests.helpers.jobs import forget_jobs, have_a_worker, jobs
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

URL = "/feeds/pages/"
MISSING = {"of": "fetching", "code": "missing", "params": {"host": "quay.test", "status": 404}}


@pytest.fixture(autouse=True)
def no_jobs(transactional_db):
    forget_jobs()
    yield
    forget_jobs()


def make_watch(title="A quiet round", failure=MISSING, **fields):
    article = make_article(f"{title}\n\nNobody came.")
    then = timezone.now() - timedelta(hours=2)
    fields = {"looks": 5, "looked_at": then, "due_at": None} | fields
    return Watch.objects.create(
        article=article,
        source=article.source,
        url="https://quay.test/round",
        failure=failure,
        **fields,
    )


def shown(client):
    return words_of(parse(client.get(URL).content))


def test_it_says_why_in_plain_words_and_what_comes_next(cast, as_):
    make_watch()
    make_watch("A loud round", due_at=timezone.now() + timedelta(days=3))
    make_watch("All well", failure={})

    page = shown(as_(cast.admin))

    assert "quay.test has no page at this address (status 404)." in page
    assert "It is not looked at again by itself." in page
    assert "Again in 2" in page
    assert "All well" not in page


def test_try_now_asks_the_worker_however_often_it_was_looked_at(cast, as_):
    watch = make_watch()
    have_a_worker()

    page = as_(cast.admin).post(reverse("look-try", args=[watch.pk]), follow=True)

    assert "Being looked at again" in words_of(parse(page.content))
    assert jobs().get().args == {"article": str(watch.pk)}


def test_without_a_worker_it_waits_and_says_so(cast, as_):
    watch = make_watch()

    as_(cast.admin).post(reverse("look-try", args=[watch.pk]))

    assert "It waits: no worker answers." in shown(as_(cast.admin))


def test_nothing_to_tell_is_told(cast, as_):
    assert "Every page was to be had" in shown(as_(cast.admin))


def test_it_is_for_admins(cast, as_):
    address = reverse("look-try", args=[make_watch().pk])

    for user, status in ((cast.owner, 403), (None, 302)):
        assert as_(user).get(URL).status_code == status
        assert as_(user).post(address).status_code == status
    assert as_(cast.admin).post(URL).status_code == 405
    assert as_(cast.admin).get(address).status_code == 405
    assert as_(cast.admin).post(reverse("look-try", args=[uuid4()])).status_code == 404
    assert b"<html" not in as_(cast.admin).get(URL, htmx=True).content


def test_as_many_queries_with_many_as_with_one(cast, as_):
    client = as_(cast.admin)
    make_watch()
    client.get(URL)
    few = queries_of(lambda: client.get(URL))
    for _ in range(4):
        make_watch()

    assert_same_count(few, queries_of(lambda: client.get(URL)), at_most=5)
