"""The searches that somebody keeps, each with how much of it is new to them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from annotations.models import ProjectArticle, SavedSearch, User
from annotations.queries.asking import Understood
from annotations.queries.search import MOST_COUNTED, Where, passages


@dataclass(frozen=True)
class Kept:
    """`new` is how many passages stand in articles that came in since, MOST_COUNTED at most."""

    saved: SavedSearch
    new: int


def new_passages(saved: SavedSearch, user: User, where: Where, asked: Understood) -> int:
    """Two queries; none where no words are asked for."""
    if not asked.query:
        return 0
    came = ProjectArticle.objects.visible_to(user).filter(
        article=OuterRef("article"), added_at__gt=saved.seen_at
    )
    if where.project:
        came = came.filter(project=where.project)
    rows = passages(user, where, asked).filter(Exists(came))
    return rows.order_by()[:MOST_COUNTED].count()
