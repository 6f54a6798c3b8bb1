"""Fetching the page of an article once more. The worker calls; the actions write."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from annotations.actions.revising import revise
from annotations.actions.watching import record_failed_look, record_look, watch_that_is_due
from annotations.domain.addresses import canonical_address, plain_address
from annotations.domain.text import CannotExtract
from annotations.exchange.failures import as_failure
from annotations.exchange.pages import Page, fetch_page_again
from annotations.fetching import NotFetched
from annotations.models import Watch


def look_again(*, article: UUID, at: datetime) -> None:
    """A text that was changed becomes a revision; what is gone leaves ours as it is."""
    watch = watch_that_is_due(article=article, at=at)
    if watch is None:
        return
    try:
        page = fetch_page_again(watch.url, watch.etag, watch.last_modified)
        if page is not None:
            _demand_same_page(watch, page)
    except (NotFetched, CannotExtract) as refusal:
        record_failed_look(watch=watch, at=at, failure=as_failure(refusal))
        return
    if page is None:
        record_look(watch=watch, at=at)
        return
    revised = revise(
        article=watch.article, by=None, at=at, data=page.data, extract=page.read, http=page.http
    )
    changed = revised.status in ("revised", "retitled")
    record_look(watch=watch, at=at, headers=page.http.headers, changed=changed)


def _demand_same_page(watch: Watch, page: Page) -> None:
    """Many outlets send who asks for a page that is gone to another one. Raises NotFetched."""
    found = canonical_address(page.http.url, page.read.facts.canonical_url)
    known = {plain_address(watch.url), plain_address(watch.article.canonical_url)}
    if not known & {found, plain_address(page.http.url)}:
        raise NotFetched("elsewhere", host=urlsplit(watch.url).hostname or "")
