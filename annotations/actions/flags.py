"""Putting a flag on what one wants to come back to, and taking it off."""

from datetime import datetime

from django.db import transaction

from annotations.actions.acts import Gone
from annotations.models import Attribution, Coding, CodingKind, Flag, ProjectArticle, SpanRole, User


@transaction.atomic
def put_flag(
    *, project_article: ProjectArticle, by: User, at: datetime, annotation: int | None = None
) -> None:
    """On an annotation of one's own, or on the article; again changes nothing. Raises Gone."""
    if annotation is not None and not _has(project_article, by, annotation):
        raise Gone
    flag = Flag(
        project_id=project_article.project_id,
        project_article=project_article,
        reader=by,
        annotation=annotation,
        put_at=at,
    )
    Flag.objects.bulk_create([flag], ignore_conflicts=True)


@transaction.atomic
def take_flag(*, project_article: ProjectArticle, by: User, annotation: int | None = None) -> None:
    Flag.objects.filter(project_article=project_article, reader=by, annotation=annotation).delete()


def _has(project_article: ProjectArticle, user: User, number: int) -> bool:
    own = Coding.objects.filter(
        project_article=project_article, analyst=user, kind=CodingKind.HUMAN
    )
    passage = own.filter(spans__number=number, spans__role=SpanRole.PASSAGE)
    return passage.exists() or Attribution.objects.filter(coding__in=own, number=number).exists()
