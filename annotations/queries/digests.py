"""What a digest tells its reader: what waits for them, and what will be late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from annotations.models import Comment, Often, Project, ProjectArticle, SavedSearch, User
from annotations.queries.assignments import idle_for
from annotations.queries.carries import to_answer
from annotations.queries.comments import news_for
from annotations.queries.finds import Entry, entries_of, news_of, searches_with_news
from annotations.queries.home import HEAD

AHEAD = timedelta(days=7)
# Of what a saved search found the mail has the first few.
FIRST = 3


@dataclass(frozen=True)
class Heard:
    """A saved search, the latest of what is new to it, and how much that is."""

    saved: SavedSearch
    entries: Sequence[Entry]
    new: int


@dataclass(frozen=True)
class Told:
    """Of each the head; `news` are comments, those that mention the reader among them."""

    news: Sequence[Comment]
    changed: Sequence[ProjectArticle]
    idle: Sequence[Any]
    due: Sequence[Project]
    heard: Sequence[Heard] = ()

    @property
    def things(self) -> int:
        total = self.news[0].total if self.news else 0  # type: ignore[attr-defined]
        found = sum(one.new for one in self.heard)
        return int(total) + len(self.changed) + len(self.idle) + len(self.due) + found


def told_to(user: User, at: datetime, today: date) -> Told:
    """Five queries, and a few for each saved search that has news."""
    idle = idle_for(user, at).select_related("project", "project_article__article")
    projects = Project.objects.visible_to(user).filter(archived_at__isnull=True)
    due = projects.filter(due_on__range=(today, today + AHEAD)).order_by("due_on", "name", "pk")
    return Told(
        news=news_for(user),
        changed=list(to_answer(user)[:HEAD]),
        idle=list(idle[:HEAD]),
        due=list(due[:HEAD]),
        heard=list(heard_by(user, today)),
    )


def heard_by(user: User, today: date) -> Iterator[Heard]:
    """What is new to the user's saved searches, and was in no mail."""
    for saved in searches_with_news(user):
        if saved.often == Often.WEEKLY and saved.told_on and saved.told_on >= monday_of(today):
            continue
        news = news_of(saved, max(saved.seen_round, saved.told_round))
        if entries := entries_of(saved, news[:FIRST], user):
            yield Heard(saved, entries, news.count())


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
