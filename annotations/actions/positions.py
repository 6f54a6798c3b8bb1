"""Keeping where somebody stopped reading."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused
from annotations.models import Paragraph, ProjectArticle, ReadingPosition, User
from annotations.models.positions import carried_over


class CannotKeepPosition(Refused):
    """There is no such place in the article."""


@transaction.atomic
def keep_position(
    *,
    project_article: ProjectArticle,
    by: User,
    at: datetime,
    revision: UUID,
    paragraph: int,
    offset: int,
    furthest: int,
) -> ReadingPosition:
    """Where the reader is in a revision's text, and up to where they have read it.

    What was read once stays read, in whatever revision. Raises CannotKeepPosition.
    """
    here = Paragraph.objects.filter(revision__article=project_article.article_id)
    found = here.filter(revision=revision, index=paragraph).values_list(
        "start", "end", "revision__length"
    )
    place = found.first()
    if place is None:
        raise CannotKeepPosition(_("There is no such place in this article."))
    start, end, length = place
    ReadingPosition.objects.bulk_create(
        [
            ReadingPosition(
                project_id=project_article.project_id,
                project_article=project_article,
                reader=by,
                revision_id=revision,
                read_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    kept = ReadingPosition.objects.select_for_update().get(
        project_article=project_article, reader=by
    )
    if kept.revision_id != revision:
        carried_over(kept, revision)
    kept.paragraph, kept.offset = paragraph, min(offset, end - start)
    kept.furthest = min(max(kept.furthest, furthest, start + kept.offset), length)
    kept.read_at = at
    kept.save()
    return kept
