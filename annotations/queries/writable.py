"""The article that a write is about, with nothing that no write needs."""

from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from annotations.models import Article, Project, ProjectArticle, User
from annotations.models.ready import Ready
from annotations.queries.carried import something_carried


def _for_members(user: UUID, pk: UUID) -> QuerySet[ProjectArticle, Any]:
    return _for(User(pk=user), pk)


def _for_superusers(pk: UUID) -> QuerySet[ProjectArticle, Any]:
    return _for(User(is_superuser=True), pk)


def _for(user: User, pk: UUID) -> QuerySet[ProjectArticle, Any]:
    articles: Any = ProjectArticle.objects.visible_to(user).with_role_of(user)
    return (
        articles.filter(pk=pk)
        .annotate(has_carried=something_carried())
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
        )
    )


MEMBERS = Ready(_for_members, [UUID, UUID])
SUPERUSERS = Ready(_for_superusers, [UUID])


def find_writable(user: User, pk: UUID) -> ProjectArticle | None:
    """The article in its project `with_role_of(user)`, for those who may see it. One query."""
    row = SUPERUSERS.first(pk) if user.is_superuser else MEMBERS.first(user.pk, pk)
    if row is None:
        return None
    *own, role, has_carried, codebook, hides_machine, day = row
    columns = ["id", "project_id", "article_id", "opened_at"]
    found = ProjectArticle.from_db(DEFAULT_DB_ALIAS, columns, own)
    found.my_role = role
    found.has_carried = has_carried
    project = [found.project_id, codebook, hides_machine]
    columns = ["id", "codebook_id", "hides_machine"]
    found.project = Project.from_db(DEFAULT_DB_ALIAS, columns, project)
    article = [found.article_id, day]
    found.article = Article.from_db(DEFAULT_DB_ALIAS, ["id", "published_on"], article)
    return found
