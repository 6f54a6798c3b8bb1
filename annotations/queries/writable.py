"""The article that a write is about, with nothing that no write needs."""

from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, QuerySet, Subquery

from annotations.models import Article, Project, ProjectArticle, TagsState, User
from annotations.queries.carried import something_carried
from annotations.queries.ready_for import ReadyFor


def _for(user: User, pk: UUID) -> QuerySet[ProjectArticle, Any]:
    articles: Any = ProjectArticle.objects.visible_to(user).with_role_of(user)
    state = TagsState.objects.filter(codebook=OuterRef("project__codebook")).values("state")
    return (
        articles.filter(pk=pk)
        .annotate(has_carried=something_carried(), tags_state=Subquery(state))
        .values_list(
            "id",
            "project_id",
            "article_id",
            "opened_at",
            "my_role",
            "has_carried",
            "project__codebook_id",
            "project__hides_machine",
            "article__published_on",
            "tags_state",
        )
    )


WRITABLE = ReadyFor(_for, [UUID])


def find_writable(user: User, pk: UUID) -> ProjectArticle | None:
    """The article in its project `with_role_of(user)`, for those who may see it, with the state of
    its codebook's tags. One query."""
    row = WRITABLE.first(user, pk)
    if row is None:
        return None
    *own, role, has_carried, codebook, hides_machine, day, tags_state = row
    columns = ["id", "project_id", "article_id", "opened_at"]
    found = ProjectArticle.from_db(DEFAULT_DB_ALIAS, columns, own)
    found.my_role = role
    found.has_carried = has_carried
    found.tags_state = tags_state
    project = [found.project_id, codebook, hides_machine]
    columns = ["id", "codebook_id", "hides_machine"]
    found.project = Project.from_db(DEFAULT_DB_ALIAS, columns, project)
    article = [found.article_id, day]
    found.article = Article.from_db(DEFAULT_DB_ALIAS, ["id", "published_on"], article)
    return found
