"""An import into the register, taken back row by row."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.register_imports import RegisterImport
from annotations.models.states import State, state_of_taking_back


class RegisterTakingBack(models.Model):
    """That somebody takes an import into the register back: it is looked at first, then done.

    What becomes of each row stands on the row. It goes from the last row to the first, so that
    posts are dealt with before those who hold them; `below` is the number of the row that was dealt
    with last, `position` how many are, of `total` that the import applied.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(RegisterImport, models.CASCADE, related_name="takings_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    below = models.PositiveIntegerField(null=True)
    # What stopped it before its end, for whoever keeps the machine.
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("taking back of an import into the register")
        verbose_name_plural = _("takings back of imports into the register")
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(looked_at__isnull=False),
                name="register_taking_back_looked_at",
            ),
            models.CheckConstraint(
                condition=Q(position__lte=F("total")), name="register_taking_back_adds_up"
            ),
            models.UniqueConstraint(
                fields=["upload"],
                condition=Q(finished_at=None),
                name="register_import_taken_back_once",
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
