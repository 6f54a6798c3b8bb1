"""Articles that are here already, put into a project. Taking them out again is taking_out's."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.actions.history import written_by
from annotations.actions.jobs import add_later, gather_articles_later, suggest_articles_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.webhooks import announce
from annotations.models import Addition, Article, Event, Project, ProjectArticle, User

# More than anybody means.
MOST = 100_000
# A second or two of work, in one transaction.
AT_ONCE = 2_000
# A job adds so much; the next one takes over, so that other work gets its turn.
PARTS_IN_A_JOB = 5


class CannotAddArticles(Refused):
    """There are none, or the project is archived."""


@audited
def add_articles(
    *,
    project: Project,
    articles: QuerySet[Article],
    by: User,
    at: datetime,
    looked_through: int | None = None,
) -> Addition:
    """The first MOST of them: AT_ONCE now, the others by the worker. The machine will read them.

    One that somebody else adds at the same time is there once. Raises CannotAddArticles.
    """
    if project.archived_at:
        raise CannotAddArticles(_("This project is archived."))
    keys: list[UUID] = list(articles.order_by("pk").values_list("pk", flat=True)[:MOST])
    if not keys:
        raise CannotAddArticles(_("There is no article to add."))
    made = Addition.objects.create(
        project=project,
        by=by,
        at=at,
        waiting=keys,
        total=len(keys),
        looked_through=looked_through,
    )
    more = add_part(addition=made.pk)
    made.refresh_from_db()
    if not made.rows and not more:
        raise CannotAddArticles(_("There is no article to add."))
    if more:
        add_later(made.pk)
    return made


def go_on_adding(*, addition: UUID) -> None:
    """Some parts of it. Broken off anywhere and begun again, it goes on where it was."""
    for _part in range(PARTS_IN_A_JOB):
        if not add_part(addition=addition):
            return
    add_later(addition)


def add_part(*, addition: UUID) -> bool:
    """The next articles, all or nothing; whether there are more. None where it was called off, or
    the project was archived meanwhile."""
    by = User.objects.filter(pk__in=Addition.objects.filter(pk=addition).values("by")).first()
    with written_by(by):
        rows = Addition.objects.select_related("project").filter(pk=addition)
        now = rows.select_for_update(of=("self",)).first()
        if now is None or not now.waiting:
            return False
        keys = [] if now.project.archived_at else now.waiting[:AT_ONCE]
        now.rows += _added(now, keys)
        now.waiting = now.waiting[len(keys) :] if keys else []
        now.save(update_fields=["rows", "waiting"])
        return bool(now.waiting)


def call_off_adding(*, addition: UUID) -> None:
    """What is in the project stays; the rest does not come."""
    Addition.objects.filter(pk=addition).update(waiting=[])


def _added(addition: Addition, keys: list[UUID]) -> list[UUID]:
    """The places in the project that are new."""
    project = addition.project
    rows = [ProjectArticle(project=project, article_id=key, added_by=addition.by) for key in keys]
    ProjectArticle.objects.bulk_create(rows, ignore_conflicts=True)
    made = ProjectArticle.objects.filter(pk__in=[row.pk for row in rows])
    added = list(made.values_list("pk", flat=True))
    if project.has_suggestions:
        suggest_articles_later(added)
    # Their story may have copies in the project, in which annotations appear.
    gather_articles_later(keys)
    by, at = addition.by, addition.at
    announce(Event.ARTICLE_ADDED, project=project.pk, by=by, at=at, articles=added)
    return added
