from datetime import UTC, datetime

from annotations.models import Feed, FeedItem, Polling, Project, Source
from tests.factories.articles import NUMBERS, make_source

THEN = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def make_feed(project: Project, source: Source | None = None, **fields: object) -> Feed:
    """A feed that is due."""
    polling = {name: fields.pop(name) for name in list(fields) if hasattr(Polling, name)}
    fields.setdefault("address", f"https://quay.test/{next(NUMBERS)}.xml")
    feed = Feed.objects.create(
        project=project, source=source or make_source(), created_at=THEN, **fields
    )
    Polling.objects.create(feed=feed, **({"due_at": THEN} | polling))
    return feed


def make_item(feed: Feed, **fields: object) -> FeedItem:
    number = next(NUMBERS)
    fields.setdefault("url", f"https://quay.test/news/{number}")
    fields.setdefault("found_at", THEN)
    return FeedItem.objects.create(
        feed=feed, source_id=feed.source_id, key=f"{number:064}", **fields
    )
