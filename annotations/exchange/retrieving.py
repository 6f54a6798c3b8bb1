"""Fetching the page that somebody asked for, and taking it in. The worker calls."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from annotations.actions.articles import Details, take_in
from annotations.actions.keeping import Refused
from annotations.actions.retrievals import not_retrieved, retrieved
from annotations.domain.text import CannotExtract
from annotations.exchange.failures import as_failure
from annotations.exchange.pages import Page, fetch_page
from annotations.fetching import NotFetched
from annotations.models import Retrieval, RetrievalState
from annotations.queries.sources import source_name_at


def retrieve(*, retrieval: UUID, at: datetime) -> None:
    """One that is dealt with already stays as it is."""
    rows = Retrieval.objects.select_related("project", "by")
    found = rows.filter(pk=retrieval, state=RetrievalState.WAITING).first()
    if found is None:
        return
    try:
        _take(found, fetch_page(found.url), at)
    except (NotFetched, CannotExtract, Refused) as refusal:
        not_retrieved(retrieval=found, failure=as_failure(refusal), by=found.by, at=at)


@transaction.atomic
def _take(found: Retrieval, page: Page, at: datetime) -> None:
    taken = take_in(
        project=found.project,
        by=found.by,
        at=at,
        data=page.data,
        extract=page.read,
        details=Details.proposed(
            page.read, found.source_name or source_name_at(page.http.url), page.http
        ),
        http=page.http,
    )
    retrieved(retrieval=found, taken=taken, by=found.by, at=at)
