"""Asking feeds, and fetching what they announce. The worker calls; the actions write."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from annotations.actions.articles import Details, TakenIn, take_in
from annotations.actions.keeping import Refused
from annotations.actions.polling import (
    feed_to_ask,
    record_document,
    record_failure,
    record_item_failure,
    record_left,
    record_taken,
    record_unchanged,
)
from annotations.domain.feeds import NoFeed, read_feed
from annotations.domain.feeds.reading import MOST_BYTES
from annotations.domain.text import CannotExtract
from annotations.exchange.failures import as_failure, may_pass
from annotations.exchange.pages import Page, fetch_page, if_changed
from annotations.fetching import FEEDS, NotFetched, fetch
from annotations.models import Feed, FeedItem, ItemState, ProjectArticle


def poll_feed(*, feed: UUID, at: datetime) -> None:
    """Ask a feed that is due, and keep what is new; asked twice, it is asked once."""
    found = feed_to_ask(feed=feed, at=at)
    if found is None:
        return
    try:
        _poll(found, at)
    except NotFetched as refusal:
        wait = int(refusal.params.get("retry_after", 0))
        failure = as_failure(refusal)
        record_failure(feed=found, failure=failure, at=at, retry_after=wait)


def _poll(feed: Feed, at: datetime) -> None:
    headers = if_changed(feed.polling.etag, feed.polling.last_modified)
    answer = fetch(feed.address, accept=FEEDS, headers=headers, limit=MOST_BYTES)
    if answer.is_unchanged:
        record_unchanged(feed=feed, at=at)
        return
    try:
        document = read_feed(answer.data, answer.url, answer.headers.get("content-type", ""))
    except NoFeed as error:
        raise NotFetched("no_feed", host=urlsplit(answer.url).hostname or "") from error
    record_document(
        feed=feed,
        document=document,
        etag=answer.headers.get("etag", ""),
        last_modified=answer.headers.get("last-modified", ""),
        at=at,
    )


def take_item(*, item: UUID, at: datetime) -> None:
    """Fetch what was announced and take it in; one that is dealt with already stays as it is."""
    items = FeedItem.objects.select_related("feed__source", "feed__project")
    found = items.filter(pk=item, state=ItemState.WAITING).first()
    if found is None:
        return
    known = _here(found)
    if known:
        record_taken(item=found, project_article=known)
        return
    try:
        page = fetch_page(found.url)
        if not found.feed.rules.fit_language(page.read.facts.language):
            record_left(item=found)
            return
        taken = _take(found, page, at)
    except (NotFetched, CannotExtract, Refused) as refusal:
        failure = as_failure(refusal)
        record_item_failure(item=found, failure=failure, at=at, may_pass=may_pass(refusal))
    else:
        record_taken(item=found, project_article=taken.project_article)


def _here(item: FeedItem) -> ProjectArticle | None:
    """Where the article is in the project already: another feed may have brought it."""
    here = ProjectArticle.objects.filter(project=item.feed.project_id)
    return here.filter(article__canonical_url=item.url).first()


def _take(item: FeedItem, page: Page, at: datetime) -> TakenIn:
    """In nobody's name. What the page does not say of its date, the feed does."""
    details = Details.proposed(page.read, item.feed.source.name, page.http)
    if details.published_on is None and item.published_at:
        day = item.published_at.date()
        details = replace(details, published_on=day, published_at=item.published_at)
    return take_in(
        project=item.feed.project,
        by=None,
        at=at,
        data=page.data,
        extract=page.read,
        details=details,
        http=page.http,
    )
