"""An import of annotations, taken back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.coded_imports import CodedImport
from annotations.models.states import State, state_of_taking_back


class CodedTakingBack(models.Model):
    """That somebody takes an import of annotations back: it is looked at first, then done.

    What becomes of each entry and thing stands on it. Entries go from the last to the first, and
    then the things that they needed; `position` is how many of both are dealt with, of `total`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(CodedImport, models.CASCADE, related_name="takings_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    # What stopped it before its end, for whoever keeps the machine.
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("taking back of an import of annotations")
        verbose_name_plural = _("takings back of imports of annotations")
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(looked_at__isnull=False),
                name="coded_taking_back_looked_at",
            ),
            models.CheckConstraint(
                condition=Q(position__lte=F("total")), name="coded_taking_back_adds_up"
            ),
            models.UniqueConstraint(
                fields=["upload"],
                condition=Q(finished_at=None),
                name="coded_import_taken_back_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.position}"

    @property
    def state(self) -> State:
        return state_of_taking_back(self)

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
