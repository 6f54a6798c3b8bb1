"""Files of projects on their way to becoming one."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project
from annotations.models.states import State


class RestorationQuerySet(models.QuerySet["Restoration"]):
    def visible_to(self, user: AbstractBaseUser) -> "RestorationQuerySet":
        """Their own: of a project that is there, others see what they may see of any."""
        return self.filter(owner=user.pk)

    def unfinished(self) -> "RestorationQuerySet":
        return self.filter(finished_at__isnull=True)


class Restoration(models.Model):
    """A file of a project that the worker makes a project of: all of it, or nothing.

    It ends with the project, or with a sentence that says why there is none. `done` of `total` rows
    have been dealt with, as far as was told.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="restorations")
    filename = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    # Of the project that it becomes.
    name = models.CharField(max_length=200)
    total = models.PositiveBigIntegerField()
    done = models.PositiveBigIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    # None again where it was deleted since.
    project = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="+")
    # User names that nobody had here.
    strangers: Any = models.JSONField(default=list)

    objects = RestorationQuerySet.as_manager()

    class Meta:
        verbose_name = _("restoration")
        verbose_name_plural = _("restorations")
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False) | Q(project__isnull=True, failure=""),
                name="restoration_ends_with_something",
            ),
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(failure=""),
                name="restoration_failed_or_not",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="restoration_within"),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def state(self) -> State:
        if self.is_running:
            return State.RUNNING
        return State.FAILED if self.failure else State.DONE

    @property
    def is_running(self) -> bool:
        return self.finished_at is None


class RestorationPiece(models.Model):
    """Some bytes of the file. In the database, so that any process of any machine can read them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(Restoration, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("piece of a restoration")
        verbose_name_plural = _("pieces of restorations")
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="restoration_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"
