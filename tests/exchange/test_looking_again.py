"""An outlet edits, moves and deletes what it printed; a real server and the worker as it runs."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from annotations.actions.watching import look_at_due_articles
from annotations.domain.ageing import STEPS
from annotations.exchange.ingest import ingest
from annotations.exchange.looking_again import look_again
from annotations.models import Article, Watch
from annotations.queries.verifying import verify
from tests.factories.articles import make_article
from tests.helpers.jobs import forget_jobs, jobs, work
from tests.outlet.pages import SENTENCE, article_page

SAID = "“We will not sign,” says the pilot. "
UNSAID = "“We will sign,” says the pilot. "


@pytest.fixture(autouse=True)
def no_jobs(transactional_db):
    forget_jobs()
    yield
    forget_jobs()


def printed(outlet, words=SAID, etag='"1"'):
    outlet.put("/round", article_page(words=words + SENTENCE * 4), etag=etag)


@pytest.fixture
def article(cast, outlet):
    """Taken in from its address a moment ago."""
    printed(outlet)
    address = outlet.url("/round")
    (done,) = ingest([address], project=cast.project, source_name="", by=None, at=timezone.now())
    outlet.requests.clear()
    return done.taken.article


def watch_of(article):
    return Watch.objects.get(article=article)


def look(article):
    """As when its time has come."""
    look_again(article=article.pk, at=watch_of(article).due_at)


def test_what_is_taken_in_from_its_address_is_watched(article, cast):
    watch = watch_of(article)

    assert watch.due_at == article.captures.get().captured_at + STEPS[0]
    assert (watch.looks, watch.etag, watch.source) == (0, '"1"', article.source)
    assert not Watch.objects.filter(article=make_article()).exists()


def test_what_was_uploaded_first_and_fetched_later_is_watched_from_then_on(cast, outlet):
    printed(outlet)
    known = outlet.url("/round")
    uploaded = make_article("Envoys\n\nSomething.", canonical_url=known)

    for _ in range(2):
        (done,) = ingest([known], project=cast.project, source_name="", by=None, at=timezone.now())
        assert done.taken.article == uploaded

    assert watch_of(uploaded).url == known
    assert watch_of(uploaded).etag == '"1"'


def test_another_headline_over_the_same_text_is_a_change(article, outlet):
    page = article_page(words=SAID + SENTENCE * 4)
    titled = page.replace("<head>", '<head><meta property="og:title" content="Harbour round ends">')
    outlet.put("/round", titled)

    look(article)

    watch = watch_of(article)
    assert watch.changed_at == watch.looked_at
    assert Article.objects.get(pk=article.pk).title == "Harbour round ends"


def test_a_page_as_it_was_is_asked_for_less_and_less_often(article, outlet):
    waits = []
    while watch_of(article).due_at:
        before = watch_of(article).due_at
        look(article)
        waits.append((watch_of(article).due_at or before) - before)

    assert waits == [*STEPS[1:], timedelta(0)]
    assert outlet.paths == ["/round"] * len(STEPS)
    assert {each.headers["if-none-match"] for each in outlet.requests} == {'"1"'}
    assert (article.revisions.count(), article.captures.count()) == (1, 1)
    look_again(article=article.pk, at=timezone.now() + timedelta(days=999))
    assert len(outlet.paths) == len(STEPS)


def test_a_changed_text_is_a_revision_and_the_old_one_stays(article, outlet):
    printed(outlet, UNSAID, etag='"2"')

    look(article)

    old, new = article.revisions.order_by("number")
    assert SAID.strip() in old.text
    assert UNSAID.strip() in new.text
    watch = watch_of(article)
    assert (watch.etag, watch.failure, watch.changed_at) == ('"2"', {}, watch.looked_at)
    assert verify(article).problems == []


def test_other_bytes_with_the_same_text_are_no_revision(article, outlet):
    outlet.put("/round", article_page(words=SAID + SENTENCE * 4) + "<!-- another advertisement -->")

    look(article)

    assert article.revisions.count() == 1
    assert watch_of(article).changed_at is None


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (lambda outlet: outlet.take_away("/round"), "missing"),
        (lambda outlet: outlet.put("/round", "Sorry.", status=500), "failed"),
        (lambda outlet: outlet.put("/round", "<html><body></body></html>"), "no_text"),
        (lambda outlet: outlet.move("/round", "/"), "elsewhere"),
    ],
)
def test_what_is_gone_or_leads_elsewhere_leaves_ours_as_it_is(article, outlet, happens, code):
    outlet.put("/", article_page("Front page", "All that is new. " * 20))
    happens(outlet)

    look(article)

    watch = watch_of(article)
    assert (watch.failure["code"], watch.looks) == (code, 1)
    assert watch.due_at > watch.looked_at
    assert (article.revisions.count(), article.captures.count()) == (1, 1)


def test_what_was_cited_is_still_there_with_the_time_of_its_capture(article, outlet, cast, as_):
    outlet.take_away("/round")
    look(article)
    row = article.project_articles.get()
    address = reverse("revision-detail", args=[row.pk, 1])

    page = as_(cast.reader).get(address).content.decode()

    assert SAID.strip() in unescape(page)
    assert "as captured on" in page
    captured = localtime(article.captures.get().captured_at)
    assert captured.isoformat() in page
    assert as_(cast.stranger).get(address).status_code == 404


def test_a_page_that_moved_and_says_so_is_the_same(article, outlet):
    known = outlet.url("/round")
    page = article_page(words=UNSAID + SENTENCE * 4, canonical=known)
    outlet.put("/round/", page)
    outlet.move("/round", "/round/", status=301)

    look(article)

    assert watch_of(article).failure == {}
    assert article.revisions.count() == 2


def test_the_worker_looks_once_at_what_is_due(article, outlet):
    at = timezone.now()
    assert look_at_due_articles(at=at) == 0
    Watch.objects.update(due_at=at)
    for _ in range(3):
        assert look_at_due_articles(at=at) == 1
    assert jobs().filter(task_name="look_again").count() == 1

    work()

    assert outlet.paths == ["/round"]
    assert watch_of(article).looks == 1
    assert Article.objects.get(pk=article.pk).revisions.count() == 1
