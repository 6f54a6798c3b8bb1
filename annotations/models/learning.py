"""What the machine learned from a project's own attributions, one row each time it learned."""

from uuid import UUID

import pghistory
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.quotes import VERSION
from annotations.models.history import Insertion
from annotations.models.projects import Project

# With fewer articles that are done, the figures on those held back would be chance.
ENOUGH = 10
# A project of two thousand articles teaches less than a megabyte.
MOST_BYTES = 8 * 1024 * 1024


class LearningState(models.TextChoices):
    TRAINING = "training", _("Learning")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class LearnedModelQuerySet(models.QuerySet["LearnedModel"]):
    def visible_to(self, user: AbstractBaseUser) -> "LearnedModelQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def in_force(self) -> "LearnedModelQuerySet":
        """Switched on, and made with the present rules: others have other places for weights."""
        return self.filter(is_on=True, engine=VERSION)

    def without_weights(self) -> "LearnedModelQuerySet":
        return self.defer("weights")


@pghistory.track(
    Insertion(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("is_on", "state")),
    pghistory.DeleteEvent(),
    exclude=["weights", "figures"],
)
class LearnedModel(models.Model):
    """The machine with what one project taught it. `number` counts within the project.

    `figures` say how it did on articles that were held back from it: see actions/learning.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="learned_models")
    number = models.PositiveIntegerField()
    # The rules that it was made with, such as "rules 4".
    engine = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=LearningState, default=LearningState.TRAINING)
    is_on = models.BooleanField(default=False)
    weights = models.BinaryField(null=True)
    figures = models.JSONField(default=dict)
    # What it learned from: articles, how many of them are done, and what was decided in them.
    articles = models.PositiveIntegerField(default=0)
    finished_articles = models.PositiveIntegerField(default=0)
    attributions = models.PositiveIntegerField(default=0)
    rejections = models.PositiveIntegerField(default=0)
    # In hundredths of the whole work.
    progress = models.PositiveSmallIntegerField(default=0)
    # Null where it began by itself.
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = LearnedModelQuerySet.as_manager()

    class Meta:
        verbose_name = _("learned model")
        verbose_name_plural = _("learned models")
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="learned_number_once"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(is_on=True), name="one_learned_model_on"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state=LearningState.TRAINING),
                name="one_learning_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(is_on=False) | Q(state=LearningState.READY), name="on_when_ready"
            ),
            models.CheckConstraint(
                condition=Q(state=LearningState.READY, weights__isnull=False)
                | (~Q(state=LearningState.READY) & Q(weights__isnull=True)),
                name="ready_with_weights",
            ),
            models.CheckConstraint(
                condition=Q(state=LearningState.TRAINING, finished_at__isnull=True)
                | (~Q(state=LearningState.TRAINING) & Q(finished_at__isnull=False)),
                name="learning_until_finished",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="progress_in_hundredths"),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("weights"), MOST_BYTES)),
                name="weights_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.number}"

    @property
    def is_present(self) -> bool:
        """Whether the rules are still those that it was made with."""
        return self.engine == VERSION

    @property
    def label(self) -> str:
        """What the machine is called with it, as in `Coding.engine`."""
        return label_of(self.number)


def label_of(number: int | None) -> str:
    """The machine with the present rules, and with what a project taught it, if it did."""
    return VERSION if number is None else f"{VERSION} + learned {number}"


def present_engine(project: UUID) -> str:
    """The label of the machine as it reads the project of that id now. One query."""
    there = LearnedModel.objects.in_force().filter(project=project)
    return label_of(there.values_list("number", flat=True).first())
