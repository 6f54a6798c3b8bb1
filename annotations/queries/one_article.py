"""The article that a page shows, and the one that a write is about."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from annotations.models import ProjectArticle, TagsState, User
from annotations.queries.carried import something_carried
from annotations.queries.ready_for import ReadyModelsFor


def _to_read(user: User, pk: UUID) -> QuerySet[ProjectArticle, Any]:
    articles: Any = ProjectArticle.objects.visible_to(user).with_role_of(user).with_flag_of(user)
    rows = articles.filter(pk=pk).annotate(has_carried=something_carried())
    return rows.select_related("project", "article__source")


READABLE = ReadyModelsFor(_to_read, [UUID])


def find_readable(user: User, pk: UUID) -> ProjectArticle | None:
    """The article in its project `with_role_of(user)` and `with_flag_of(user)`, for those who may
    see it. One query."""
    found: ProjectArticle | None = READABLE.one(user, pk)
    return found


def _to_write(user: User, pk: UUID) -> QuerySet[ProjectArticle, Any]:
    articles: Any = ProjectArticle.objects.visible_to(user).with_role_of(user)
    state = TagsState.objects.filter(codebook=OuterRef("project__codebook")).values("state")
    return (
        articles.filter(pk=pk)
        .annotate(has_carried=something_carried(), tags_state=Subquery(state))
        .select_related("project", "article")
        .only("opened_at", "project__codebook", "project__hides_machine", "article__published_on")
    )


WRITABLE = ReadyModelsFor(_to_write, [UUID])


def find_writable(user: User, pk: UUID) -> ProjectArticle | None:
    """The article in its project `with_role_of(user)`, for those who may see it, with the state of
    its codebook's tags and nothing that no write needs. One query."""
    found: ProjectArticle | None = WRITABLE.one(user, pk)
    return found
