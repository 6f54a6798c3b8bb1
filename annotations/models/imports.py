"""Files of many articles on their way in, and what became of each article."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project, ProjectArticle, role_of
from annotations.models.states import State, state_of_import


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: AbstractBaseUser) -> "ImportQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def with_role_of(self, user: AbstractBaseUser) -> "ImportQuerySet":
        """Adds `my_role`, which `annotations.permissions` asks for."""
        return self.annotate(my_role=role_of(user, "project"))  # type: ignore[no-redef]

    def unfinished(self) -> "ImportQuerySet":
        return self.filter(finished_at__isnull=True)

    def newest_first(self) -> "ImportQuerySet":
        return self.order_by("-uploaded_at", "-id")


class Import(models.Model):
    """A file of many articles: kept in pieces until all of it is taken in.

    It waits to be looked at, is begun, and ends or is called off. Where the worker gives it up it
    has failed, until it goes on. `position` is how many of its articles are dealt with, and moves
    in the transaction in which they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="imports")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    filename = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    # How it is to be read: exchange.bulk.Layout.
    layout = models.JSONField()
    # Column to field, as somebody chose; empty where names tell.
    meanings = models.JSONField(default=dict)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    uploaded_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    is_cancelled = models.BooleanField(default=False)
    # When the worker gave up, and what stopped it, for whoever keeps the machine.
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0)
    # How many bytes of the file that took.
    reached = models.PositiveBigIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    existing = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    my_role: str | None  # with_role_of

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    position=models.F("created")
                    + models.F("existing")
                    + models.F("added")
                    + models.F("revised")
                    + models.F("refused")
                ),
                name="import_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(is_cancelled=False) | Q(finished_at__isnull=False),
                name="import_cancelled_is_finished",
            ),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True, failure="")
                | Q(failed_at__isnull=False, started_at__isnull=False, finished_at__isnull=True),
                name="import_failed_is_unfinished",
            ),
            models.CheckConstraint(
                condition=Q(position=0) | Q(started_at__isnull=False), name="import_started"
            ),
        ]
        indexes = [models.Index(fields=["project", "-uploaded_at"], name="import_latest")]

    def __str__(self) -> str:
        return self.filename

    @property
    def state(self) -> State:
        return state_of_import(self, is_looking=False, is_cancelled=self.is_cancelled)

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to look at it and begin."""
        return self.started_at is None and self.finished_at is None

    @property
    def is_begun(self) -> bool:
        """Whether there is more of it to take in; the worker may have given up, though."""
        return self.started_at is not None and self.finished_at is None

    @property
    def is_running(self) -> bool:
        return self.is_begun and self.failed_at is None


class ImportPiece(models.Model):
    """Some bytes of a file. In the database, so that any process of any machine can read them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(Import, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("piece of an import")
        verbose_name_plural = _("pieces of imports")
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="import_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"


class ImportOutcome(models.TextChoices):
    CREATED = "created", _("New")
    EXISTS = "exists", _("Here already")
    # Its bytes or its address were on record, but it was not in the project.
    ADDED = "added", _("Known, new here")
    REVISED = "revised", _("Changed since")
    REFUSED = "refused", _("Refused")


class ImportEntry(models.Model):
    """What became of one article of an import."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    upload = models.ForeignKey(Import, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    # Of a file in an archive its name, of a row its line.
    name = models.CharField(max_length=300, blank=True)
    line = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=8, choices=ImportOutcome)
    project_article = models.ForeignKey(
        ProjectArticle, models.SET_NULL, null=True, related_name="+"
    )
    # It came into the project by this import: that is what taking it back takes out.
    is_added = models.BooleanField(default=False)
    # Why it was refused: a code of domain.text.errors with what fills it in, or a sentence.
    code = models.CharField(max_length=20, blank=True)
    params: Any = models.JSONField(default=dict)
    why = models.TextField(blank=True)

    class Meta:
        verbose_name = _("entry of an import")
        verbose_name_plural = _("entries of imports")
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="import_entry_once")
        ]
        indexes = [models.Index(fields=["upload", "outcome", "number"], name="import_by_outcome")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"
