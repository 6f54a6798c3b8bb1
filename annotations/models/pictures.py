from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.actors import Actor

MOST_BYTES = 512 * 1024
MOST_PIXELS = 4_000_000


class ActorPictureQuerySet(models.QuerySet["ActorPicture"]):
    def standing(self) -> "ActorPictureQuerySet":
        return self.filter(removed_at__isnull=True)

    def without_bytes(self) -> "ActorPictureQuerySet":
        """For pages, which need its address only."""
        return self.defer("data")


class ActorPicture(models.Model):
    """A picture of somebody, as the file was. Its bytes are never changed.

    An actor has one at most; one that was removed or replaced stays, to be put back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="pictures")
    alt = models.CharField(_("what it shows"), max_length=300)
    credit = models.CharField(_("credit"), max_length=300)
    media_type = models.CharField(max_length=50)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ActorPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.UniqueConstraint(
                fields=["actor"], condition=Q(removed_at__isnull=True), name="actor_picture_once"
            ),
            models.CheckConstraint(
                condition=~Q(alt="") & ~Q(credit=""), name="actor_picture_described"
            ),
            models.CheckConstraint(
                condition=Q(size__range=(1, MOST_BYTES)), name="actor_picture_small"
            ),
            models.CheckConstraint(
                condition=Q(width__gt=0, height__gt=0, width__lte=MOST_PIXELS / F("height")),
                name="actor_picture_of_few_pixels",
            ),
        ]

    def __str__(self) -> str:
        return self.alt
