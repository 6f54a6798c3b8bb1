"""From an outlet's feed to articles, by the worker as it runs, at a real server."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.actions.feeds import create_feed, pause_feed, remove_feed, try_feed_now
from annotations.actions.polling import poll_due_feeds
from annotations.exchange.polling import poll_feed, take_item
from annotations.models import Article, Capture, FeedItem, ItemState, Polling
from tests.factories.articles import make_source
from tests.factories.feeds import make_feed, make_item
from tests.factories.projects import make_project
from tests.helpers.jobs import forget_jobs, jobs, work
from tests.outlet import hostile
from tests.outlet.feeds import atom, json_feed, news_sitemap, rss
from tests.outlet.pages import SENTENCE, article_page

ITEMS = [("A quiet round", "/news/1"), ("A loud round", "/news/2")]
# The worker of these tests has a clock of its own, which asks feeds that are due by it.
AT = timezone.now()


@pytest.fixture(autouse=True)
def no_jobs(transactional_db):
    forget_jobs()
    yield
    forget_jobs()


@pytest.fixture
def source(db):
    return make_source("Quay Gazette")


@pytest.fixture
def feed(cast, outlet, source):
    """Two pieces in an RSS feed, and their pages."""
    for title, path in ITEMS:
        outlet.put(path, article_page(title, f"{title}. {SENTENCE * 4}"))
    outlet.put("/feed", rss(outlet.url(""), ITEMS), "application/rss+xml", etag='"1"')
    return make_feed(cast.project, source, address=outlet.url("/feed"))


def states(feed):
    return dict(feed.items.values_list("title", "state"))


def polling_of(feed):
    return Polling.objects.get(feed=feed)


def test_what_is_announced_becomes_articles(feed, cast, outlet, source):
    assert poll_due_feeds(at=AT) == 1

    work()

    assert states(feed) == {"A quiet round": "taken", "A loud round": "taken"}
    article = Article.objects.get(title="A quiet round")
    assert (article.source, article.canonical_url) == (source, outlet.url("/news/1"))
    assert article.project_articles.get().project == cast.project
    assert article.captures.get().http["status"] == 200
    feed.refresh_from_db()
    assert (feed.kind, feed.title) == ("rss", "Quay Gazette")
    polling = polling_of(feed)
    assert (polling.found, polling.failures, polling.etag) == (2, 0, '"1"')
    assert polling.due_at > polling.polled_at
    assert set(jobs().values_list("status", flat=True)) == {"succeeded"}


@pytest.mark.parametrize("write", [atom, json_feed, news_sitemap])
def test_other_kinds(feed, outlet, write):
    outlet.put("/feed", write(outlet.url(""), ITEMS), "application/xml")

    poll_feed(feed=feed.pk, at=AT)
    work()

    assert states(feed) == {"A quiet round": "taken", "A loud round": "taken"}


def test_asked_again_nothing_is_fetched_twice(feed, outlet):
    poll_feed(feed=feed.pk, at=AT)
    work()
    outlet.requests.clear()

    poll_feed(feed=feed.pk, at=AT)
    assert outlet.paths == []
    later = polling_of(feed).due_at
    poll_feed(feed=feed.pk, at=later)
    assert outlet.paths == ["/feed"]
    assert outlet.requests[-1].headers["if-none-match"] == '"1"'
    assert (polling_of(feed).polled_at, polling_of(feed).found) == (later, 0)

    outlet.put("/news/3", article_page("A third round", "Nobody came. " * 20))
    more = [("A third round", "/news/3"), *ITEMS]
    outlet.put("/feed", rss(outlet.url(""), more), "application/rss+xml", etag='"2"')
    poll_feed(feed=feed.pk, at=later + timedelta(days=1))
    work()

    assert outlet.paths == ["/feed", "/feed", "/news/3"]
    assert polling_of(feed).found == 1
    assert feed.items.count() == 3


def test_a_feed_of_another_project_brings_the_same_article(feed, outlet, source):
    other = make_feed(make_project("Other talks"), source, address=outlet.url("/feed"))

    poll_due_feeds(at=AT)
    work()

    assert states(feed) == states(other) == {"A quiet round": "taken", "A loud round": "taken"}
    assert Article.objects.filter(source=source).count() == 2
    assert Capture.objects.filter(source=source).count() == 2


def test_the_rules_choose(feed, outlet):
    feed.words, feed.languages = ["quiet"], ["en"]
    feed.save()

    poll_feed(feed=feed.pk, at=AT)
    work()

    assert states(feed) == {"A quiet round": "taken", "A loud round": "left"}
    assert "/news/2" not in outlet.paths


def test_the_text_tells_its_language_where_the_feed_does_not(feed, outlet):
    outlet.put("/feed", rss(outlet.url(""), ITEMS, language=""), "application/rss+xml")
    feed.languages = ["fr"]
    feed.save()

    poll_feed(feed=feed.pk, at=AT)
    work()

    assert set(states(feed).values()) == {"left"}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda outlet: outlet.take_away("/feed"), "missing"),
        (lambda outlet: outlet.put("/feed", "<p>No feed.</p>"), "no_feed"),
        (lambda outlet: outlet.put("/feed", b"\x89PNG", "image/png"), "media_type"),
        (lambda outlet: outlet.put("/feed", "Sorry.", status=500), "failed"),
        (lambda outlet: outlet.answer("/feed", hostile.broken_off), "broken"),
        (lambda outlet: outlet.put("/robots.txt", "User-agent: *\nDisallow: /feed", "text/plain"), "robots"),
        (lambda outlet: outlet.move("/feed", "http://10.0.0.1/"), "private"),
    ],
)  # fmt: skip
def test_a_feed_that_fails_says_why_and_is_asked_later(feed, outlet, answer, code):
    answer(outlet)
    poll_feed(feed=feed.pk, at=AT)

    first = polling_of(feed)
    assert (first.failures, first.failure["code"], first.polled_at) == (1, code, AT)
    poll_feed(feed=feed.pk, at=first.due_at)

    second = polling_of(feed)
    assert second.failures == 2
    assert second.due_at - second.polled_at > first.due_at - first.polled_at


def test_a_site_may_ask_us_to_stay_away(feed, outlet):
    outlet.put("/feed", "Later.", status=429, retry_after="7200")

    poll_feed(feed=feed.pk, at=AT)

    assert polling_of(feed).due_at == AT + timedelta(hours=2)


def test_what_went_well_again_has_no_failure(feed, outlet):
    outlet.put("/robots.txt", "Sorry.", status=404)
    outlet.put("/feed", "Sorry.", status=500)
    poll_feed(feed=feed.pk, at=AT)
    outlet.put("/feed", rss(outlet.url(""), ITEMS), "application/rss+xml")

    poll_feed(feed=feed.pk, at=AT + timedelta(days=1))

    assert (polling_of(feed).failures, polling_of(feed).failure) == (0, {})


def test_a_page_that_is_gone_is_given_up_and_one_that_may_come_is_tried_again(feed, outlet):
    outlet.take_away("/news/1")
    outlet.put("/news/2", "Sorry.", status=503)
    poll_feed(feed=feed.pk, at=AT)
    work()

    gone, late = feed.items.get(url__endswith="1"), feed.items.get(url__endswith="2")
    assert (gone.state, gone.failure["code"]) == ("failed", "missing")
    assert (late.state, late.failure["code"], late.tries) == ("waiting", "busy", 1)
    waiting = jobs().get(status="todo")
    assert (waiting.args, waiting.lock) == ({"item": str(late.pk)}, None)
    assert waiting.scheduled_at > timezone.now()

    for _ in range(4):
        take_item(item=late.pk, at=AT)
    late.refresh_from_db()
    assert (late.state, late.tries) == ("failed", 5)


def test_paused_and_removed_feeds_are_not_asked(feed, cast, outlet):
    other = make_feed(cast.project, address=outlet.url("/other"))
    pause_feed(feed=feed, by=cast.admin)
    remove_feed(feed=other, by=cast.admin, at=AT)

    assert poll_due_feeds(at=AT) == 0
    poll_feed(feed=feed.pk, at=AT)
    poll_feed(feed=other.pk, at=AT)

    assert outlet.requests == []


def test_somebody_may_ask_a_paused_feed(feed, cast):
    pause_feed(feed=feed, by=cast.admin)
    try_feed_now(feed=feed, by=cast.admin, at=timezone.now())
    assert polling_of(feed).is_awaited

    work()

    assert not polling_of(feed).is_awaited
    assert polling_of(feed).found == 2


def test_a_new_feed_is_asked_at_once(cast, outlet, source, feed):
    outlet.put("/second", atom(outlet.url(""), ITEMS), "application/atom+xml")
    second = create_feed(
        source=source, project=cast.project, address=outlet.url("/second"), by=cast.admin, at=timezone.now()
    )  # fmt: skip

    work()

    assert states(second) == {"A quiet round": "taken", "A loud round": "taken"}


def test_one_job_waits_for_a_feed_however_often_it_is_due(feed, cast):
    for _ in range(3):
        poll_due_feeds(at=AT)
    try_feed_now(feed=feed, by=cast.admin, at=AT)

    assert jobs().filter(task_name="poll_feed").count() == 1


def test_an_item_that_is_dealt_with_or_gone_is_left_alone(feed, outlet):
    done = make_item(feed, state=ItemState.LEFT, url=outlet.url("/news/1"))

    take_item(item=done.pk, at=AT)
    done.delete()
    take_item(item=done.pk, at=AT)

    assert outlet.requests == []
    assert not FeedItem.objects.exists()
