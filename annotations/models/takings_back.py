"""An import of things that are taken back one by one: what all of these have in common."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from annotations.domain.identifiers import uuid7
from annotations.models.states import State


class TakingBack(models.Model):
    """That somebody takes an import back: it is looked at first, then done.

    `position` is how many things are dealt with, of `total`. A subclass names its `upload`, which
    is taken back by one at a time.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    # What stopped it before its end, for whoever keeps the machine.
    failure = models.CharField(max_length=500, blank=True)
    upload_id: UUID

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.upload_id} {self.position}"

    @property
    def state(self) -> State:
        if self.finished_at:
            return State.FAILED if self.failure else State.DONE
        if self.is_looking:
            return State.LOOKING
        return State.RUNNING if self.is_running else State.WAITING

    @property
    def is_looking(self) -> bool:
        return self.looked_at is None and self.finished_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether it is known what would go back, and somebody has to look at it."""
        return self.looked_at is not None and self.started_at is None and self.finished_at is None

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.finished_at is None


def in_turn(of: str, once: str) -> list[models.BaseConstraint]:
    """What holds of each: it is looked at before it begins, adds up, and is the only one at work on
    its import. They are called after what is taken back, and `once`."""
    return [
        models.CheckConstraint(
            condition=Q(started_at=None) | Q(looked_at__isnull=False), name=f"{of}_looked_at"
        ),
        models.CheckConstraint(condition=Q(position__lte=F("total")), name=f"{of}_adds_up"),
        models.UniqueConstraint(fields=["upload"], condition=Q(finished_at=None), name=once),
    ]
