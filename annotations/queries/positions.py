"""Where the reader stopped reading."""

from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from annotations.models import ProjectArticle, ReadingPosition, User
from annotations.models.positions import PERCENT, carried_over
from annotations.queries.workbench import Workbench


@dataclass(frozen=True)
class Position:
    """Of the revision that a page shows: where to go on, and how many code points were read."""

    paragraph: int = 0
    offset: int = 0
    furthest: int = 0
    length: int = 0

    @property
    def percent(self) -> int:
        return 100 * self.furthest // self.length if self.length else 0

    @property
    def is_begun(self) -> bool:
        return (self.paragraph, self.offset) != (0, 0)


def position_at(bench: Workbench) -> Position:
    """The reader's, in the text that the bench shows. One query, three where the text is new."""
    kept = ReadingPosition.objects.filter(
        project_article=bench.project_article, reader=bench.reader
    ).first()
    if kept is None or bench.revision is None:
        return Position(length=bench.length)
    if kept.revision_id != bench.revision:
        carried_over(kept, bench.revision)
    return Position(kept.paragraph, kept.offset, kept.furthest, bench.length)


def read_last(user: User) -> QuerySet[ReadingPosition]:
    """The user's positions in articles that they may still see, the latest first.

    Each with `my_read`, the percent that was read, and what the user's own coding says.
    """
    own = FilteredRelation(
        "project_article__codings",
        condition=Q(
            project_article__codings__analyst=user.pk, project_article__codings__is_current=True
        ),
    )
    return (
        ReadingPosition.objects.filter(
            reader=user, project_article__in=ProjectArticle.objects.visible_to(user)
        )
        .alias(own_coding=own)
        .annotate(
            my_read=PERCENT,
            my_state=Coalesce(F("own_coding__state"), Value("")),
            my_annotations=Coalesce(F("own_coding__annotation_count"), Value(0)),
        )
        .select_related("project", "project_article__article__source")
        .order_by("-read_at", "-pk")
    )
