"""What a digest tells its reader: what waits for them, and what will be late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from annotations.models import Comment, Project, ProjectArticle, User
from annotations.queries.assignments import idle_for
from annotations.queries.carries import to_answer
from annotations.queries.comments import news_for
from annotations.queries.home import HEAD

AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Told:
    """Of each the head; `news` are comments, those that mention the reader among them."""

    news: Sequence[Comment]
    changed: Sequence[ProjectArticle]
    idle: Sequence[Any]
    due: Sequence[Project]

    @property
    def things(self) -> int:
        total = self.news[0].total if self.news else 0  # type: ignore[attr-defined]
        return int(total) + len(self.changed) + len(self.idle) + len(self.due)


def told_to(user: User, at: datetime, today: date) -> Told:
    """Four queries."""
    idle = idle_for(user, at).select_related("project", "project_article__article")
    projects = Project.objects.visible_to(user).filter(archived_at__isnull=True)
    due = projects.filter(due_on__range=(today, today + AHEAD)).order_by("due_on", "name", "pk")
    return Told(
        news=news_for(user),
        changed=list(to_answer(user)[:HEAD]),
        idle=list(idle[:HEAD]),
        due=list(due[:HEAD]),
    )
