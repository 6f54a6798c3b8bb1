"""Keeping feeds: adding, changing, pausing, removing them, and asking one now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.actions.articles import is_address
from annotations.actions.jobs import poll_feed_later
from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.domain.codes import is_language
from annotations.domain.names import tidy
from annotations.models import Feed, Polling, Project, Source, User

CHANGEABLE = frozenset({"title", "project", "words", "sections", "languages"})


class CannotKeepFeed(Refused):
    """The feed would not be valid: no address, a project that has it already, a wrong code."""


@audited
def create_feed(
    *,
    source: Source,
    project: Project,
    address: str,
    title: str = "",
    words: Sequence[str] = (),
    sections: Sequence[str] = (),
    languages: Sequence[str] = (),
    by: User,
    at: datetime,
) -> Feed:
    """A new feed, asked for the first time at once. Raises CannotKeepFeed.

    One that was removed from the project comes back, with what is said now.
    """
    address = address.strip()
    removed = Feed.objects.filter(project=project, address=address, removed_at__isnull=False)
    feed = removed.first() or Feed(project=project, address=address, created_at=at)
    feed.removed_at = None
    said = {"title": title, "words": words, "sections": sections, "languages": languages}
    assign(feed, {"source": source, **said}, CHANGEABLE | {"source"})
    _keep_feed(feed)
    Polling.objects.update_or_create(feed=feed, defaults={"due_at": at, "asked_at": at})
    poll_feed_later(feed.pk, soon=True)
    return feed


@audited
def change_feed(*, feed: Feed, by: User, **changes: Any) -> Feed:
    """Change the named fields of CHANGEABLE. Raises CannotKeepFeed."""
    assign(feed, changes, CHANGEABLE)
    _keep_feed(feed)
    return feed


@audited
def pause_feed(*, feed: Feed, by: User) -> None:
    """It is not asked any more, but by somebody's own wish."""
    Feed.objects.filter(pk=feed.pk).update(is_paused=True)


@audited
def resume_feed(*, feed: Feed, by: User, at: datetime) -> None:
    """It is asked again, at the next tick."""
    Feed.objects.filter(pk=feed.pk).update(is_paused=False)
    Polling.objects.filter(feed=feed).update(due_at=at)


@audited
def remove_feed(*, feed: Feed, by: User, at: datetime) -> None:
    """Off the list; what it brought stays, and it can be brought back."""
    Feed.objects.kept().filter(pk=feed.pk).update(removed_at=at)


@audited
def restore_feed(*, feed: Feed, by: User, at: datetime) -> None:
    Feed.objects.filter(pk=feed.pk).update(removed_at=None)
    Polling.objects.filter(feed=feed).update(due_at=at)


@audited
def try_feed_now(*, feed: Feed, by: User, at: datetime) -> None:
    """Ask it as soon as the worker is free, paused or not."""
    Polling.objects.filter(feed=feed).update(asked_at=at)
    poll_feed_later(feed.pk, soon=True)


def _keep_feed(feed: Feed) -> None:
    if not is_address(feed.address):
        raise CannotKeepFeed(
            _("This is not an address of a feed, such as https://example.org/feed.xml."), "address"
        )
    feed.title = tidy(feed.title)
    feed.words, feed.sections = _each(feed.words), _each(feed.sections)
    feed.languages = [each.lower() for each in _each(feed.languages)]
    if not all(map(is_language, feed.languages)):
        raise CannotKeepFeed(_("A language is a code of two letters, such as fr."), "languages")
    keep(feed, CannotKeepFeed, unasked=["removed_at"])


def _each(written: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(each for each in map(tidy, written) if each))
