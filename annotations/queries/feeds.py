"""How feeds fare: when each was asked, what it brings a day, what does not come."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import Lower, TruncDate
from django.utils import timezone

from annotations.models import Feed, FeedItem, ItemState

DAYS = 14
SHOWN_ITEMS = 50


@dataclass(frozen=True)
class Health:
    """A feed with the number of items that it brought on each of the last days, today last."""

    feed: Feed
    days: list[tuple[date, int]]
    failed: int
    waiting: int


def feeds_on_the_list() -> QuerySet[Feed]:
    """Of all projects, since admins keep them for all; with `place` to sort by."""
    feeds = Feed.objects.kept().select_related("source", "project", "polling")
    return feeds.annotate(place=Lower("source__name"))


def removed_feeds(limit: int = 20) -> list[Feed]:
    """The last ones first."""
    removed = Feed.objects.filter(removed_at__isnull=False).select_related("source", "project")
    return list(removed.order_by("-removed_at", "-id")[:limit])


def health_of(feeds: Iterable[Feed], at: datetime) -> list[Health]:
    """Two queries, however many feeds."""
    feeds = list(feeds)
    today = timezone.localtime(at).date()
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    items = FeedItem.objects.filter(feed__in=[feed.pk for feed in feeds])
    recent = items.filter(found_at__gte=at - timedelta(days=DAYS))
    counted = recent.values_list("feed", TruncDate("found_at")).annotate(Count("pk"))
    by_day = {(feed, day): count for feed, day, count in counted}
    states: dict[object, Counter[str]] = defaultdict(Counter)
    for feed, state, count in items.values_list("feed", "state").annotate(Count("pk")):
        states[feed][state] = count
    return [
        Health(
            feed=feed,
            days=[(day, by_day.get((feed.pk, day), 0)) for day in days],
            failed=states[feed.pk][ItemState.FAILED],
            waiting=states[feed.pk][ItemState.WAITING],
        )
        for feed in feeds
    ]


def last_items(feed: Feed) -> list[FeedItem]:
    items = feed.items.select_related("project_article__article")
    return list(items.order_by("-found_at", "-id")[:SHOWN_ITEMS])
