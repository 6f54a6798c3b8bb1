from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.text.places import Place, carried, offset_at, place_at
from annotations.models.articles import Paragraph, Revision
from annotations.models.projects import ProjectArticle


class ReadingPosition(models.Model):
    """Where somebody stopped reading an article, and how far they have read it at the furthest.

    It is the reader's own affair, as a flag is, and theirs whether they have a coding or not. It
    says where it is in one revision; `carried_over` says where that is in another.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    project_article = models.ForeignKey(ProjectArticle, models.CASCADE, related_name="positions")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="positions")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    # Code points: of the paragraph the one at the top of the page, of the text all that was read.
    paragraph = models.PositiveIntegerField(default=0)
    offset = models.PositiveIntegerField(default=0)
    furthest = models.PositiveIntegerField(default=0)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading position")
        verbose_name_plural = _("reading positions")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "project_article"], name="one_position_for_a_reader"
            )
        ]
        indexes = [models.Index(fields=["reader", "-read_at"], name="position_read_last")]

    def __str__(self) -> str:
        return f"{self.project_article_id} ¶{self.paragraph}"


# Rounded down, so that 100 means all of it.
PERCENT = F("furthest") * 100 / F("revision__length")


def read_by(reader: UUID, project_article: str) -> Coalesce:
    """An expression: how many percent of the article that the column names somebody has read."""
    own = ReadingPosition.objects.filter(reader=reader, project_article=OuterRef(project_article))
    return Coalesce(Subquery(own.values_list(PERCENT)), 0)


def carried_over(position: ReadingPosition, revision: UUID) -> ReadingPosition:
    """The same position in another revision of the article, not saved. Two queries."""
    old, new = texts_of(position.revision_id), texts_of(revision)
    place = Place(position.paragraph, position.offset)
    position.paragraph, position.offset = carried(place, old, new)
    position.furthest = offset_at(carried(place_at(position.furthest, old), old, new), new)
    position.revision_id = revision
    return position


def texts_of(revision: UUID) -> list[str]:
    rows = Paragraph.objects.filter(revision=revision).in_reading_order()
    return list(rows.values_list("text", flat=True))
