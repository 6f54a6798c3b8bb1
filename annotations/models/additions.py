from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project


class Addition(models.Model):
    """That somebody put articles which were here already into a project, many at once.

    `rows` are the keys of those places in the project that it made; some may be gone since.
    `waiting` are those of the articles that the worker has still to add, of `total` in all.
    `looked_through` is that of a bulk act.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="additions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rows = ArrayField(models.UUIDField(), default=list)
    waiting = ArrayField(models.UUIDField(), default=list)
    total = models.PositiveIntegerField()
    looked_through = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("addition of articles")
        verbose_name_plural = _("additions of articles")
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gt=0, total__gte=F("rows__len") + F("waiting__len")),
                name="addition_of_something",
            )
        ]
        indexes = [models.Index(fields=["project", "-id"], name="addition_latest")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.count}"

    @property
    def is_running(self) -> bool:
        return bool(self.waiting)

    @property
    def done(self) -> int:
        """How many are dealt with; some of them others had added meanwhile."""
        return self.total - len(self.waiting)

    @property
    def count(self) -> int:
        return len(self.rows)
