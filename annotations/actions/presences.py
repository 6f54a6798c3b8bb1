"""That somebody is at the page of an article. No history: it is gone in a minute."""

from datetime import datetime, timedelta

from django.db import transaction

from annotations.models import Presence, ProjectArticle, User
from annotations.models.presences import EVERY

KEPT = timedelta(days=1)


@transaction.atomic
def be_here(*, project_article: ProjectArticle, by: User, at: datetime) -> None:
    """Written at most once in EVERY, however often pages say so."""
    mine = Presence.objects.filter(project_article=project_article, user=by)
    last = mine.values_list("seen_at", flat=True).first()
    if last is None:
        row = Presence(project_id=project_article.project_id, user=by, seen_at=at)
        row.project_article = project_article
        Presence.objects.bulk_create([row], ignore_conflicts=True)
    elif last <= at - EVERY:
        mine.update(seen_at=at)


@transaction.atomic
def forget_presences(*, at: datetime) -> int:
    return Presence.objects.filter(seen_at__lt=at - KEPT).delete()[0]
