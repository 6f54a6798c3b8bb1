"""Articles that came into a project together, taken out of it again."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.additions import Addition
from annotations.models.articles import Capture
from annotations.models.codings import Coding
from annotations.models.comments import Thread
from annotations.models.drafts import Draft
from annotations.models.feeds import FeedItem
from annotations.models.flags import Flag
from annotations.models.imports import Import, ImportEntry
from annotations.models.projects import Project, ProjectArticle


class Hold(models.TextChoices):
    """Why an article stays in the project."""

    BEGUN = "begun", _("Somebody has worked on it")
    DISCUSSED = "said", _("Somebody commented on it")
    AGAIN = "again", _("It came in another way as well")
    REVISED = "revised", _("Its text was changed since")


class TakingOutQuerySet(models.QuerySet["TakingOut"]):
    def unfinished(self) -> "TakingOutQuerySet":
        return self.filter(finished_at=None)

    def of(self, deed: Import | Addition) -> "TakingOutQuerySet":
        return self.filter(**{_column(deed): deed})


class TakingOut(models.Model):
    """That somebody takes back an import or an addition: what came by it leaves the project.

    The articles themselves and their bytes stay on record: no capture is ever deleted. `position`
    is how many places in the project are dealt with, of `total`, and `gone` how many of those are
    out; `reached` is the last one, in the order of keys.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    upload = models.ForeignKey(Import, models.CASCADE, null=True, related_name="takings_out")
    addition = models.ForeignKey(Addition, models.CASCADE, null=True, related_name="takings_out")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    reached = models.UUIDField(null=True)
    # What stopped it before its end, for whoever keeps the machine.
    failure = models.CharField(max_length=500, blank=True)

    objects = TakingOutQuerySet.as_manager()

    class Meta:
        verbose_name = _("taking out of articles")
        verbose_name_plural = _("takings out of articles")
        constraints = [
            models.CheckConstraint(
                condition=Q(upload=None, addition__isnull=False)
                | Q(upload__isnull=False, addition=None),
                name="taking_out_of_one_deed",
            ),
            models.CheckConstraint(
                condition=Q(gone__lte=F("position"), position__lte=F("total")),
                name="taking_out_adds_up",
            ),
            models.UniqueConstraint(
                fields=["upload"], condition=Q(finished_at=None), name="import_taken_back_once"
            ),
            models.UniqueConstraint(
                fields=["addition"], condition=Q(finished_at=None), name="addition_taken_back_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id or self.addition_id} {self.position}"

    @property
    def deed(self) -> Import | Addition:
        found = self.upload or self.addition
        assert found, "the database sees to it"
        return found

    @property
    def stayed(self) -> int:
        return self.position - self.gone


def brought_by(deed: Import | Addition) -> "models.QuerySet[Any, Any]":
    """What came into the project by it and is there still, each with `hold`: why it stays.

    "" for what nobody has done anything with. Whoever reads it has to keep in mind that somebody
    may begin the next moment.
    """
    if isinstance(deed, Import):
        entries = ImportEntry.objects.filter(upload=deed, is_added=True)
        rows = ProjectArticle.objects.filter(pk__in=entries.values("project_article"))
    else:
        rows = ProjectArticle.objects.filter(pk__in=deed.rows, project=deed.project_id)
    return rows.annotate(hold=_hold(deed))


def _hold(deed: Import | Addition) -> Case:
    here: dict[str, Any] = {"project_article": OuterRef("pk")}
    codings = Coding.every.filter(**here)
    begun = Exists(codings.by_people()) | Exists(Flag.objects.filter(**here))
    discussed = Thread.objects.filter(coding__project_article=OuterRef("pk"))
    # While it is still coming in, nothing is later.
    since = (deed.finished_at or Now()) if isinstance(deed, Import) else deed.at
    # Other bytes that came in later. The program reading the same ones anew is nobody's work.
    revised = Capture.objects.filter(article=OuterRef("article"), captured_at__gt=since)
    return Case(
        When(begun, then=Value(Hold.BEGUN)),
        When(Exists(discussed), then=Value(Hold.DISCUSSED)),
        When(_came_again(deed), then=Value(Hold.AGAIN)),
        When(Exists(revised), then=Value(Hold.REVISED)),
        default=Value(""),
        output_field=models.CharField(),
    )


def _came_again(deed: Import | Addition) -> Q:
    """In another file that was not taken back, from a feed, or singly."""
    here: dict[str, Any] = {"project_article": OuterRef("pk")}
    taken_back = TakingOut.objects.filter(upload__isnull=False, finished_at__isnull=False)
    files = ImportEntry.objects.filter(**here).exclude(upload__in=taken_back.values("upload"))
    if isinstance(deed, Import):
        files = files.exclude(upload=deed)
    return (
        Q(Exists(files))
        | Q(Exists(FeedItem.objects.filter(**here)))
        | Q(Exists(Draft.objects.filter(saved_as=OuterRef("pk"))))
    )


def _column(deed: Import | Addition) -> str:
    return "upload" if isinstance(deed, Import) else "addition"
