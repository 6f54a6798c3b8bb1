from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.successors import successors_of
from annotations.models.codebooks import Codebook, Tag


class TagMoveKind(models.TextChoices):
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")


class TagMoveQuerySet(models.QuerySet["TagMove"]):
    def standing(self) -> "TagMoveQuerySet":
        return self.filter(undone_at__isnull=True)

    def touching(self, *tags: UUID) -> "TagMoveQuerySet":
        """Moves from one of them or to one, the latest first."""
        return self.filter(Q(from_tag__in=tags) | Q(to_tag__in=tags)).order_by("-at", "-id")

    def successors(self, tags: Iterable[UUID]) -> dict[UUID, UUID]:
        """Which tags those that were merged are part of now; left out is what was never merged.

        One query for each link of the longest chain, and one more.
        """
        merges = self.standing().filter(kind=TagMoveKind.MERGE)
        return successors_of(
            tags,
            lambda here: dict(merges.filter(from_tag__in=here).values_list("from_tag", "to_tag")),
        )


class TagMove(models.Model):
    """Somebody merged a tag into another one, or split some of what bears it off to another.

    With all that undoing it takes: `moved` has the rows that name the other tag since, `doubled`
    what bore both and has lost the row of the first one, each by the name of its table; `children`
    are the tags that stand below the other one since. `is_new`: the move made the other tag.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="tag_moves")
    kind = models.CharField(_("kind"), max_length=5, choices=TagMoveKind)
    from_tag = models.ForeignKey(Tag, models.PROTECT, related_name="+")
    to_tag = models.ForeignKey(Tag, models.PROTECT, related_name="+")
    is_new = models.BooleanField(default=False)
    moved = models.JSONField(default=dict)
    doubled = models.JSONField(default=dict)
    children = ArrayField(models.UUIDField(), default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = TagMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("move between tags")
        verbose_name_plural = _("moves between tags")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_tag=F("to_tag")), name="tag_move_goes_somewhere"
            ),
            models.UniqueConstraint(
                fields=["from_tag"],
                condition=Q(kind=TagMoveKind.MERGE, undone_at__isnull=True),
                name="tag_merged_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="tag_move_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_tag_id} to {self.to_tag_id}"

    @property
    def count(self) -> int:
        """How many annotations and articles it concerned."""
        return sum(map(len, [*self.moved.values(), *self.doubled.values()]))
