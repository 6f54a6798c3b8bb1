"""What curators decide where several codings of a text are made into one, and for what reasons."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.acts import Act
from annotations.models.codings import Coding
from annotations.models.history import tracked

# A coder's id, a dash, a number.
LONGEST_KEY = 60


class RejectionReasonQuerySet(models.QuerySet["RejectionReason"]):
    def in_order(self) -> "RejectionReasonQuerySet":
        return self.order_by("position", "pk")

    def in_use(self) -> "RejectionReasonQuerySet":
        """Those that can be chosen."""
        return self.filter(retired_at__isnull=True)


@tracked
class RejectionReason(models.Model):
    """Why something is rejected: a list of each project, which its managers keep.

    One that is no longer wanted is retired: what was rejected with it still says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(
        "annotations.Project", models.CASCADE, related_name="rejection_reasons"
    )
    name = models.CharField(_("reason"), max_length=120)
    position = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True)

    objects = RejectionReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason to reject")
        verbose_name_plural = _("reasons to reject")
        constraints = [
            models.UniqueConstraint(
                "project",
                Lower("name"),
                name="rejection_reason_once",
                violation_error_message=_("This reason is in the list already."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="rejection_reason_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Finding(models.TextChoices):
    """What was decided about a place. The first is the rule's, all others are people's."""

    UNANIMOUS = "unanimous", _("Unanimous")
    TAKEN = "taken", _("Taken over")
    UNION = "union", _("Put together")
    EDITED = "edited", _("Edited")
    REJECTED = "rejected", _("Rejected")
    NOTHING = "nothing", _("Nothing here")


# What leaves nothing in the gold coding.
EMPTY = (Finding.REJECTED, Finding.NOTHING)


class RulingQuerySet(models.QuerySet["Ruling"]):
    def visible_to(self, user: AbstractBaseUser) -> "RulingQuerySet":
        return self.filter(coding__in=Coding.every.visible_to(user))

    def standing(self) -> "RulingQuerySet":
        """Those whose act was not undone."""
        return self.filter(act__is_undone=False)

    def last_of_each(self) -> "RulingQuerySet":
        """Of each place the last one."""
        return self.order_by("project_article", "place", "-at", "-pk").distinct(
            "project_article", "place"
        )


class Ruling(models.Model):
    """What somebody decided about a place, once. A later one about the same place replaces it.

    It is part of an act of the gold coding: undone with it, it does not stand, and done again it
    does. `place` names the place for good (see `domain.adjudication`); `members`, `content` and
    `seen` say what it was when it was decided. `annotation` is the number of the result in the gold
    coding, ARTICLE where that is the tags of the article as a whole, null where there is none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    project_article = models.ForeignKey(
        "annotations.ProjectArticle", models.CASCADE, related_name="rulings"
    )
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="rulings")
    place = models.CharField(max_length=LONGEST_KEY)
    finding = models.CharField(max_length=9, choices=Finding)
    # Whose version was taken.
    taken_from = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.ForeignKey(RejectionReason, models.PROTECT, null=True, related_name="rulings")
    note = models.TextField(_("note"), blank=True)
    annotation = models.PositiveIntegerField(null=True)
    members = models.JSONField()
    content = models.JSONField()
    seen = models.JSONField()
    is_passage = models.BooleanField()
    act = models.ForeignKey(Act, models.CASCADE, related_name="rulings")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        constraints = [
            models.CheckConstraint(
                condition=Q(finding=Finding.REJECTED, reason__isnull=False)
                | (~Q(finding=Finding.REJECTED) & Q(reason__isnull=True)),
                name="rejected_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(finding=Finding.TAKEN, taken_from__isnull=False)
                | (~Q(finding=Finding.TAKEN) & Q(taken_from__isnull=True)),
                name="taken_from_somebody",
            ),
            models.CheckConstraint(
                condition=Q(finding__in=EMPTY, annotation__isnull=True)
                | (~Q(finding__in=EMPTY) & Q(annotation__isnull=False)),
                name="ruling_has_its_result",
            ),
        ]
        indexes = [
            models.Index(fields=["project_article", "place", "-at"], name="ruling_of_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.finding} {self.place}"

    @property
    def has_result(self) -> bool:
        return self.annotation is not None


def rulings_on(project_articles: "list[UUID]") -> list[Ruling]:
    """What stands about the places of these articles, one of each. One query."""
    rows = Ruling.objects.standing().filter(project_article__in=project_articles).last_of_each()
    return list(rows.select_related("by", "reason", "taken_from"))
