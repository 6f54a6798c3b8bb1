"""Keeping how long analysts were active at an article, as their pages tell it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused
from annotations.models import ProjectArticle, Sitting, User

# A page tells what it has more often than this; what it adds at once beyond is not believed.
MOST = timedelta(minutes=2)


class CannotMeasure(Refused):
    """The project measures no time, or the page is another one's."""


@transaction.atomic
def tell_time(
    *, project_article: ProjectArticle, by: User, at: datetime, sitting: UUID, seconds: int
) -> Sitting:
    """A page was active for so many seconds since it was opened: told again, it adds nothing.

    Never more than has passed by our own clock since it was first heard of, nor than MOST at once.
    Raises CannotMeasure.
    """
    if not project_article.project.measures_time:
        raise CannotMeasure(_("This project measures no time."))
    Sitting.objects.bulk_create(
        [
            Sitting(
                pk=sitting,
                project_id=project_article.project_id,
                project_article=project_article,
                analyst=by,
                began_at=at,
                told_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    kept = Sitting.objects.select_for_update().get(pk=sitting)
    if (kept.analyst_id, kept.project_article_id) != (by.pk, project_article.pk):
        raise CannotMeasure(_("This page was opened by somebody else."))
    possible = MOST + (at - kept.began_at)
    believed = min(seconds, kept.seconds + MOST.seconds, int(possible.total_seconds()))
    kept.seconds = max(kept.seconds, believed)
    kept.told_at = max(kept.told_at, at)
    kept.save(update_fields=["seconds", "told_at"])
    return kept
