"""Addresses that somebody asked for, for the worker to fetch and take in."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project, ProjectArticle


class RetrievalState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    TAKEN = "taken", _("taken in")
    FAILED = "failed", _("failed")


class RetrievalQuerySet(models.QuerySet["Retrieval"]):
    def visible_to(self, user: AbstractBaseUser) -> "RetrievalQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))


class Retrieval(models.Model):
    """That somebody asked for a page to be fetched and taken into a project, and what came of it.

    `status` is that of what was taken in: created, exists or revised.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="retrievals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    url = models.URLField(max_length=2000)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=7, choices=RetrievalState, default=RetrievalState.WAITING)
    status = models.CharField(max_length=8, blank=True)
    # exchange.failures; {} where nothing failed.
    failure = models.JSONField(default=dict, blank=True)
    project_article = models.ForeignKey(
        ProjectArticle, models.SET_NULL, null=True, related_name="+"
    )

    objects = RetrievalQuerySet.as_manager()

    class Meta:
        verbose_name = _("retrieval")
        verbose_name_plural = _("retrievals")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RetrievalState.WAITING, finished_at__isnull=True)
                | Q(~Q(state=RetrievalState.WAITING), finished_at__isnull=False),
                name="retrieval_finished_or_waiting",
            ),
            models.CheckConstraint(
                condition=Q(~Q(failure={}), state=RetrievalState.FAILED)
                | Q(~Q(state=RetrievalState.FAILED), failure={}),
                name="retrieval_failed_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "by", "state"], name="retrieval_waiting"),
            models.Index(fields=["finished_at"], name="retrieval_over"),
        ]

    def __str__(self) -> str:
        return self.url
