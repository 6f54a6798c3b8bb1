"""The machine reading a project's articles, in batches, so that one can see how far it is."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, user: AbstractBaseUser) -> "RunQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def unfinished(self) -> "RunQuerySet":
        return self.filter(finished_at__isnull=True)

    def with_progress(self) -> "RunQuerySet":
        """Adds `done` and `failed`: how many articles, as far as batches are finished."""
        return self.annotate(  # type: ignore[no-redef]
            done=Coalesce(Sum("batches__done"), 0), failed=Coalesce(Sum("batches__failed"), 0)
        )


class Run(models.Model):
    """One reading of all articles that the present engine has not read. One at a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="runs")
    total = models.PositiveIntegerField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    is_cancelled = models.BooleanField(default=False)
    done: int  # with_progress
    failed: int

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of the machine")
        verbose_name_plural = _("runs of the machine")
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(finished_at__isnull=True),
                name="one_run_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(is_cancelled=False) | Q(finished_at__isnull=False),
                name="cancelled_is_finished",
            ),
        ]
        indexes = [models.Index(fields=["project", "-started_at"], name="run_latest")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.started_at}"


class Batch(models.Model):
    """Some articles of a run, read by one job. It counts once, however often the job is tried."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(Run, models.CASCADE, related_name="batches")
    number = models.PositiveIntegerField()
    # Ids of ProjectArticle.
    articles = ArrayField(models.UUIDField())
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("batch of a run")
        verbose_name_plural = _("batches of runs")
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="batch_number_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, done=0, failed=0)
                | Q(finished_at__isnull=False, articles__len=F("done") + F("failed")),
                name="batch_counts_when_finished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"
