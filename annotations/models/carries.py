from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.acts import Act
from annotations.models.codings import Coding


class Outcome(models.TextChoices):
    """As in `annotations.domain.anchoring`, which says what they mean."""

    SAME = "same", _("Same")
    MOVED = "moved", _("Moved")
    CHANGED = "changed", _("Changed")
    AMBIGUOUS = "ambiguous", _("Several places")
    GONE = "gone", _("Gone")


class Answer(models.TextChoices):
    ACCEPTED = "accepted", _("Kept at the proposed place")
    PLACED = "placed", _("Put elsewhere by hand")
    DROPPED = "dropped", _("Dropped")


CERTAIN = (Outcome.SAME, Outcome.MOVED)


class CarryQuerySet(models.QuerySet["Carry"]):
    def visible_to(self, user: AbstractBaseUser) -> "CarryQuerySet":
        """Of the codings that the user may see, as they are now."""
        return self.filter(coding__in=Coding.objects.visible_to(user))

    def waiting(self) -> "CarryQuerySet":
        """For their analyst's answer: none was given, or it was undone."""
        undecided = Q(act__isnull=True) | Q(act__is_undone=True)
        return self.exclude(outcome__in=CERTAIN).filter(undecided)


class Carry(models.Model):
    """What became of one annotation when the text of its article was changed.

    `origin` is the coding that it was made in, which stays as it was; `coding` the one of the new
    revision, where it has the same number. What is the same or moved was copied; the others wait
    for an answer, which is an act, so that undo takes it back. `places` has for each span by its
    number what became of it: {"number", "outcome", "start", "end"}, in code points.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="carries")
    origin = models.ForeignKey(Coding, models.CASCADE, related_name="+")
    annotation = models.PositiveIntegerField()
    # Where it stood, so that the queue goes along the text.
    start = models.PositiveIntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome)
    places = models.JSONField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    act = models.ForeignKey(Act, models.RESTRICT, null=True, related_name="carries")

    objects = CarryQuerySet.as_manager()

    class Meta:
        verbose_name = _("carried annotation")
        verbose_name_plural = _("carried annotations")
        constraints = [
            models.UniqueConstraint(fields=["coding", "annotation"], name="carried_once"),
            models.CheckConstraint(
                condition=Q(answer="", act__isnull=True) | (~Q(answer="") & Q(act__isnull=False)),
                name="answered_by_an_act",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=CERTAIN) | Q(answer=""), name="certain_needs_no_answer"
            ),
        ]
        indexes = [
            models.Index(
                fields=["coding", "start"],
                condition=~Q(outcome__in=CERTAIN),
                name="carry_for_an_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.annotation}"


def unanswered() -> Subquery:
    """How much waits in the coding of the query around this one, as a column; null for nothing."""
    rows = Carry.objects.waiting().filter(coding=OuterRef("pk")).order_by().values("coding")
    return Subquery(rows.annotate(n=Count("pk")).values("n"))
