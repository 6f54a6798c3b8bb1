"""Articles that are here already, put into a project or taken out of it again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import gather_articles_later, suggest_articles_later
from annotations.actions.keeping import Refused, audited
from annotations.models import Article, Coding, Project, ProjectArticle, User

# Some seconds at most. Whoever wants more clicks again: those that are here are not found twice.
AT_ONCE = 5_000


class CannotAddArticles(Refused):
    """There are none, or the project is archived."""


@dataclass(frozen=True)
class Added:
    """How many came, and between which moments: that is how they are found again."""

    count: int
    since: datetime
    until: datetime


@audited
def add_articles(*, project: Project, articles: QuerySet[Article], by: User) -> Added:
    """The first AT_ONCE of them; the machine will read them. Raises CannotAddArticles.

    One that somebody else adds at the same time is there once.
    """
    if project.archived_at:
        raise CannotAddArticles(_("This project is archived."))
    keys: list[UUID] = list(articles.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        raise CannotAddArticles(_("There is no article to add."))
    rows = [ProjectArticle(project=project, article_id=key, added_by=by) for key in keys]
    ProjectArticle.objects.bulk_create(rows, ignore_conflicts=True)
    made = ProjectArticle.objects.filter(pk__in=[row.pk for row in rows])
    if project.has_suggestions:
        suggest_articles_later(made.values_list("pk", flat=True))
    # Their story may have copies in the project, in which annotations appear.
    gather_articles_later(keys)
    moments = [row.added_at for row in rows]
    return Added(made.count(), min(moments), max(moments))


@audited
def take_out_again(*, project: Project, since: datetime, until: datetime, by: User) -> int:
    """What the user added between these moments, but where somebody has begun to annotate.

    Returns how many stay for that. The articles themselves are kept.
    """
    begun = Coding.every.by_people().filter(project_article=OuterRef("pk"))
    rows = ProjectArticle.objects.filter(
        project=project, added_by=by, added_at__range=(since, until)
    )
    rows.filter(~Exists(begun)).delete()
    return rows.count()
