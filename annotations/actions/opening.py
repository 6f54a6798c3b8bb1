"""Letting the analysts of an article see one another's codings, when all of them are done."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited
from annotations.models import Project, ProjectArticle, User
from annotations.models.assignments import fully_done


class CannotOpen(Refused):
    """Somebody is still at work on the article, or it is open already."""


@audited
def open_articles(
    *, project: Project, by: User, at: datetime, articles: Iterable[UUID] | None = None
) -> int:
    """Of these, or of all in the project, those that all their analysts are done with.

    How many that are. Raises CannotOpen where there are none.
    """
    rows = ProjectArticle.objects.filter(project=project, opened_at__isnull=True)
    if articles is not None:
        rows = rows.filter(pk__in=list(articles))
    ready = list(fully_done(rows).values_list("pk", flat=True))
    count = rows.filter(pk__in=ready).update(opened_at=at, opened_by=by)
    if not count:
        raise CannotOpen(_("None of these is done by all its analysts and not opened yet."))
    return count


@audited
def close_articles(*, project: Project, by: User, articles: Iterable[UUID]) -> int:
    """Analysts see only their own codings again. Raises CannotOpen where none was opened."""
    rows = ProjectArticle.objects.filter(project=project, opened_at__isnull=False)
    count = rows.filter(pk__in=list(articles)).update(opened_at=None, opened_by=None)
    if not count:
        raise CannotOpen(_("None of these was opened."))
    return count
