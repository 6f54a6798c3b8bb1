from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.codings import Coding


class Verb(models.TextChoices):
    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    DELETED = "deleted", _("Deleted")
    UNDONE = "undone", _("Undone")
    REDONE = "redone", _("Redone")


class Act(models.Model):
    """One thing an analyst did to one annotation, with what it was and what it became.

    The stack behind undo and redo: it outlives a reload. `before` and `after` are snapshots (see
    actions/snapshots.py), null where there was or is nothing. `key` comes from the page: the same
    act sent twice is done once. An undone act that newer work replaced is marked `dropped`.
    Undoing and redoing are acts too: they are numbered, have their key, and are never undone
    themselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="acts")
    number = models.PositiveIntegerField()
    key = models.UUIDField(null=True)
    verb = models.CharField(max_length=7, choices=Verb)
    annotation = models.PositiveIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    is_undone = models.BooleanField(default=False)
    is_dropped = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            models.UniqueConstraint(fields=["coding", "number"], name="act_number_once"),
            models.UniqueConstraint(
                fields=["coding", "key"], condition=Q(key__isnull=False), name="act_done_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.annotation}"
