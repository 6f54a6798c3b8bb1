from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.guidelines import MOST_BYTES
from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project


class GuidelineImageQuerySet(models.QuerySet["GuidelineImage"]):
    def standing(self) -> "GuidelineImageQuerySet":
        return self.filter(removed_at__isnull=True)

    def without_bytes(self) -> "GuidelineImageQuerySet":
        """For lists and texts: a page needs the address of a picture only."""
        return self.defer("data")


class GuidelineImage(models.Model):
    """A picture in the guidelines of a project, which name it. Its bytes are never changed.

    One that was removed stays, for the earlier guidelines in which it stood.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="guideline_images")
    name = models.CharField(_("name"), max_length=100)
    alt = models.CharField(_("description"), max_length=300)
    media_type = models.CharField(max_length=50)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = GuidelineImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image of guidelines")
        verbose_name_plural = _("images of guidelines")
        constraints = [
            models.UniqueConstraint(
                "project",
                Lower("name"),
                condition=Q(removed_at__isnull=True),
                name="guideline_image_named_once",
                violation_error_message=_("There is an image with this name already."),
            ),
            models.CheckConstraint(condition=~Q(alt=""), name="guideline_image_described"),
            models.CheckConstraint(
                condition=Q(size__range=(1, MOST_BYTES)), name="guideline_image_small"
            ),
        ]

    def __str__(self) -> str:
        return self.name
