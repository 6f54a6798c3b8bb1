"""Lists of feeds in and out, as OPML."""

from dataclasses import dataclass, field
from datetime import datetime

from annotations.actions.feeds import create_feed
from annotations.actions.keeping import Refused
from annotations.actions.sources import find_or_create_source
from annotations.domain.feeds.opml import Outline, read_opml, write_opml
from annotations.models import Feed, Project, User


@dataclass
class Imported:
    """How many feeds are new, and why the others are not: address and sentence."""

    added: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def import_feeds(*, data: bytes, project: Project, by: User, at: datetime) -> Imported:
    """Each by itself: one that is refused stops no other. Raises NoOpml."""
    result = Imported()
    for outline in read_opml(data):
        try:
            source = find_or_create_source(name=outline.outlet, by=by)
            create_feed(
                source=source,
                project=project,
                address=outline.url,
                title=outline.title,
                words=outline.words,
                sections=outline.sections,
                languages=outline.languages,
                by=by,
                at=at,
            )
        except Refused as refusal:
            result.refused.append((outline.url, str(refusal)))
        else:
            result.added += 1
    return result


def export_feeds() -> bytes:
    """All that are on the list, the outlets in alphabetical order."""
    feeds = Feed.objects.kept().select_related("source").order_by("source__name", "address")
    outlines = (
        Outline(
            feed.address,
            str(feed),
            feed.source.name,
            feed.source.homepage,
            words=tuple(feed.words),
            sections=tuple(feed.sections),
            languages=tuple(feed.languages),
        )
        for feed in feeds
    )
    return write_opml("Attaché", outlines)
