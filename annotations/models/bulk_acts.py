"""What somebody did to many results of a search at once, article by article."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.tagging import Fault
from annotations.models.acts import Act
from annotations.models.codebooks import Tag
from annotations.models.projects import Project, ProjectArticle


class BulkKind(models.TextChoices):
    TAG = "tag", _("Tag given")
    UNTAG = "untag", _("Tag taken off")
    ASSIGN = "assign", _("Articles assigned")
    BACK = "back", _("Taken back")


class LeftOut(models.TextChoices):
    """Why something stays as it is."""

    ALREADY = "already", _("It is so already")
    OTHERS = "others", _("Somebody else’s annotation")
    AGREED = "agreed", _("Agreed: that is changed where codings are compared")
    ELSEWHERE = "elsewhere", _("In another project")
    ABSENT = "absent", _("The article is not in this project")
    FINISHED = "finished", _("The article is marked as done")
    UNFIT = "unfit", _("The tag is not meant for this")
    UNMET = "unmet", _("Lacks what the tag needs")
    RIVAL = "rival", _("Bears another tag, of which only one goes")
    RETIRED = "retired", _("The tag is retired")
    FULL = "full", _("The article has all its analysts")
    GONE = "gone", _("Deleted meanwhile")
    CHANGED = "changed", _("Changed since")
    REVISED = "revised", _("The text was changed since")
    BEGUN = "begun", _("Somebody has begun")
    FORBIDDEN = "forbidden", _("Not allowed any more")


BY_FAULT = {
    Fault.RETIRED: LeftOut.RETIRED,
    Fault.ELSEWHERE: LeftOut.UNFIT,
    Fault.UNMET: LeftOut.UNMET,
    Fault.SEVERAL: LeftOut.RIVAL,
}


class BulkAct(models.Model):
    """That somebody tagged or assigned many results at once, or took that back.

    What it is about was settled when it began: its parts. `total` is how many annotations, articles
    or assignments that are, `dealt` how many of them it has come to, and `done` how many it
    changed. `left` counts, by LeftOut, what was found and stays as it is, from the beginning or
    when its turn came. Where the worker gave up, `failed_at` says when and `failure` why.
    Where `looked_through` is no null, that many of the newest annotations with the words were
    looked through for what it is about, and no more.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=BulkKind)
    tag = models.ForeignKey(Tag, models.SET_NULL, null=True, related_name="+")
    # As it was called, for when it is gone.
    tag_name = models.CharField(max_length=120, blank=True)
    takes_back = models.ForeignKey("self", models.CASCADE, null=True, related_name="takings_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    total = models.PositiveIntegerField()
    dealt = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=dict)
    looked_through = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("bulk act")
        verbose_name_plural = _("bulk acts")
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=F("dealt"), dealt__lte=F("total")), name="bulk_act_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(kind=BulkKind.BACK, takes_back__isnull=False)
                | ~Q(kind=BulkKind.BACK) & Q(takes_back__isnull=True),
                name="bulk_act_takes_back_one",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(failed_at=None), name="bulk_act_ends_one_way"
            ),
            models.UniqueConstraint(
                fields=["takes_back"], condition=Q(finished_at=None), name="bulk_act_back_once"
            ),
        ]
        indexes = [models.Index(fields=["project", "-id"], name="bulk_act_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.done}"

    @property
    def is_running(self) -> bool:
        return self.finished_at is None and self.failed_at is None

    @property
    def can_go_back(self) -> bool:
        """As far as it knows itself; what was assigned before is given anew by hand."""
        gave = self.takes_back is not None and self.takes_back.kind == BulkKind.ASSIGN
        return self.done > 0 and not gave

    @property
    def stayed(self) -> list[tuple[LeftOut, int]]:
        """Why how many stay as they are."""
        return [(why, self.left[why]) for why in LeftOut if self.left.get(why)]


class BulkPart(models.Model):
    """What a bulk act does in one article: all of it, or nothing yet.

    To the annotations of these `numbers`, 0 for the article as a whole; or to give it to
    `analysts`. `act` is the first one of the gesture that it became, None where all stayed as it
    was.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bulk = models.ForeignKey(BulkAct, models.CASCADE, related_name="parts")
    project_article = models.ForeignKey(ProjectArticle, models.CASCADE, related_name="+")
    numbers = ArrayField(models.PositiveIntegerField(), default=list)
    analysts = ArrayField(models.UUIDField(), default=list)
    act = models.ForeignKey(Act, models.SET_NULL, null=True, related_name="bulk_parts")
    is_done = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("part of a bulk act")
        verbose_name_plural = _("parts of bulk acts")
        constraints = [
            models.UniqueConstraint(fields=["bulk", "project_article"], name="bulk_part_once")
        ]
        indexes = [
            models.Index(
                fields=["bulk", "project_article"],
                condition=Q(is_done=False),
                name="bulk_part_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bulk_id} {self.project_article_id}"

    @property
    def size(self) -> int:
        return len(self.numbers) + len(self.analysts)
