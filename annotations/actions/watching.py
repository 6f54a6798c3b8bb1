"""Looking again at pages that were fetched, less and less often. Nobody fetches here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from annotations.actions.jobs import look_again_later
from annotations.actions.keeping import audited
from annotations.domain.ageing import next_look
from annotations.domain.http_facts import HttpFacts
from annotations.models import Article, ProjectArticle, User, Watch

# So many are asked for in one tick; the others are due in the next one.
AT_ONCE = 500


def watch_article(*, article: Article, http: HttpFacts) -> None:
    """An article that came from its address, be it new or here already. One that is watched goes
    on as it is. In the transaction that takes it in."""
    Watch.objects.get_or_create(
        article=article,
        defaults={
            "source_id": article.source_id,
            "url": http.url,
            "due_at": next_look(http.at, 0),
            **_marks(http.headers),
        },
    )


@transaction.atomic
def look_at_due_articles(*, at: datetime) -> int:
    """Ask the worker for each article that is due; what waits already is not asked for twice."""
    places = ProjectArticle.objects.filter(article=OuterRef("article"))
    working = Exists(places.filter(project__archived_at__isnull=True))
    # An article of archived projects only is left as it was studied.
    due = Watch.objects.filter(working | ~Exists(places), due_at__lte=at).order_by("due_at")
    found = list(due.values_list("article_id", "url")[:AT_ONCE])
    for article, url in found:
        look_again_later(article, url)
    return len(found)


@audited
def look_now(*, article: UUID, by: User, at: datetime) -> None:
    """Look again as soon as the worker is free, however often it has been looked at."""
    for url in Watch.objects.filter(article=article).values_list("url", flat=True):
        Watch.objects.filter(article=article).update(due_at=at)
        look_again_later(article, url)


def watch_that_is_due(*, article: UUID, at: datetime) -> Watch | None:
    """None where somebody looked meanwhile."""
    due = Watch.objects.filter(article=article, due_at__lte=at)
    return due.select_related("article").first()


@transaction.atomic
def record_look(
    *, watch: Watch, at: datetime, headers: Mapping[str, str] | None = None, changed: bool = False
) -> None:
    """It was there: as it was, or changed. `headers` are those of a page that was sent."""
    marks = _marks(headers) if headers is not None else {}
    _looked(watch, at, failure={}, **marks, **({"changed_at": at} if changed else {}))


@transaction.atomic
def record_failed_look(*, watch: Watch, at: datetime, failure: dict[str, Any]) -> None:
    """It was not to be had. What we have stays; the next look comes in its time."""
    _looked(watch, at, failure=failure)


def _looked(watch: Watch, at: datetime, **values: Any) -> None:
    looks = watch.looks + 1
    Watch.objects.filter(pk=watch.pk, looks=watch.looks).update(
        looks=looks, looked_at=at, due_at=next_look(at, looks), **values
    )


def _marks(headers: Mapping[str, str]) -> dict[str, str]:
    return {
        "etag": headers.get("etag", "")[:500],
        "last_modified": headers.get("last-modified", "")[:100],
    }
