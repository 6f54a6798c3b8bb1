"""Articles that are here already, put into a project. Taking them out again is taking_out's."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import gather_articles_later, suggest_articles_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.webhooks import announce
from annotations.models import Addition, Article, Event, Project, ProjectArticle, User

# Some seconds at most. Whoever wants more clicks again: those that are here are not found twice.
AT_ONCE = 5_000


class CannotAddArticles(Refused):
    """There are none, or the project is archived."""


@audited
def add_articles(
    *, project: Project, articles: QuerySet[Article], by: User, at: datetime
) -> Addition:
    """The first AT_ONCE of them; the machine will read them. Raises CannotAddArticles.

    One that somebody else adds at the same time is there once.
    """
    if project.archived_at:
        raise CannotAddArticles(_("This project is archived."))
    keys: list[UUID] = list(articles.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    rows = [ProjectArticle(project=project, article_id=key, added_by=by) for key in keys]
    ProjectArticle.objects.bulk_create(rows, ignore_conflicts=True)
    made = ProjectArticle.objects.filter(pk__in=[row.pk for row in rows])
    added = list(made.values_list("pk", flat=True))
    if not added:
        raise CannotAddArticles(_("There is no article to add."))
    if project.has_suggestions:
        suggest_articles_later(added)
    # Their story may have copies in the project, in which annotations appear.
    gather_articles_later(keys)
    announce(Event.ARTICLE_ADDED, project=project.pk, by=by, at=at, articles=added)
    return Addition.objects.create(project=project, by=by, at=at, rows=added)
