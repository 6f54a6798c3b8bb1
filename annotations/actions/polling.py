"""What came of asking a feed, and of fetching what it announced. Nobody fetches here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from annotations.actions.jobs import poll_feed_later, take_item_later
from annotations.domain.feeds import Document
from annotations.domain.feeds.timing import next_poll, next_retry, next_try
from annotations.models import Feed, FeedItem, ItemState, Polling, ProjectArticle

Failure = dict[str, Any]


@transaction.atomic
def poll_due_feeds(*, at: datetime) -> int:
    """Ask the worker for every feed that is due; one that waits already is not asked for twice."""
    due = list(Feed.objects.due(at).values_list("pk", flat=True))
    for feed in due:
        poll_feed_later(feed)
    return len(due)


def feed_to_ask(*, feed: UUID, at: datetime) -> Feed | None:
    """The feed, if it is due or somebody waits for it; None where it was asked meanwhile."""
    found = Feed.objects.kept().select_related("polling", "source").filter(pk=feed).first()
    if found is None or found.polling.is_awaited:
        return found
    return found if found.polling.due_at <= at and not found.is_paused else None


@transaction.atomic
def record_unchanged(*, feed: Feed, at: datetime) -> None:
    polling = _locked(feed)
    polling.found = 0
    _succeeded(polling, at)


@transaction.atomic
def record_document(
    *, feed: Feed, document: Document, etag: str, last_modified: str, at: datetime
) -> int:
    """Keep what is new and ask for each page that fits the rules. How many were new."""
    polling = _locked(feed)
    keys = [entry.key for entry in document.entries]
    known = set(feed.items.filter(key__in=keys).values_list("key", flat=True))
    items = [
        FeedItem(
            feed=feed,
            source_id=feed.source_id,
            key=entry.key,
            url=entry.url,
            title=entry.title,
            published_at=entry.published,
            found_at=at,
            state=ItemState.WAITING if feed.rules.fit(entry) else ItemState.LEFT,
        )
        for entry in document.entries
        if entry.key not in known
    ]
    FeedItem.objects.bulk_create(items)
    for item in items:
        if item.state == ItemState.WAITING:
            take_item_later(item.pk, item.url)
    polling.found = len(items)
    polling.etag, polling.last_modified = etag[:500], last_modified[:100]
    if items:
        polling.newest_at = at
    _succeeded(polling, at)
    if feed.kind != document.kind or not feed.title:
        title = feed.title or document.title
        Feed.objects.filter(pk=feed.pk).update(kind=document.kind, title=title)
    return len(items)


@transaction.atomic
def record_failure(*, feed: Feed, failure: Failure, at: datetime, retry_after: int = 0) -> None:
    """It will be asked again, each time later."""
    polling = _locked(feed)
    polling.failures = min(polling.failures + 1, 1_000)
    polling.failure, polling.found, polling.polled_at = failure, 0, at
    polling.due_at = next_try(at, polling.failures, retry_after)
    polling.save()


@transaction.atomic
def record_taken(*, item: FeedItem, project_article: ProjectArticle) -> None:
    _settle(item, state=ItemState.TAKEN, project_article=project_article, failure={})


@transaction.atomic
def record_left(*, item: FeedItem) -> None:
    """It does not fit the rules, as its text shows."""
    _settle(item, state=ItemState.LEFT, failure={})


@transaction.atomic
def record_item_failure(*, item: FeedItem, failure: Failure, at: datetime, may_pass: bool) -> None:
    """It is tried again some times, if that may help."""
    tries = item.tries + 1
    again = next_retry(at, tries) if may_pass else None
    state = ItemState.WAITING if again else ItemState.FAILED
    _settle(item, state=state, tries=tries, failure=failure)
    if again:
        take_item_later(item.pk, item.url, at=again)


def _settle(item: FeedItem, **values: Any) -> None:
    FeedItem.objects.filter(pk=item.pk).update(**values)


def _locked(feed: Feed) -> Polling:
    return Polling.objects.select_for_update().get(feed=feed)


def _succeeded(polling: Polling, at: datetime) -> None:
    polling.failures, polling.failure, polling.polled_at = 0, {}, at
    polling.due_at = next_poll(at, polling.newest_at)
    polling.save()
