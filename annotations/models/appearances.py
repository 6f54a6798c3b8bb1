from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.articles import Revision
from annotations.models.attributions import Attribution
from annotations.models.carries import CERTAIN, Outcome
from annotations.models.codings import Coding
from annotations.models.projects import ProjectArticle
from annotations.models.spans import Span


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    def visible_to(self, user: AbstractBaseUser) -> "AppearanceQuerySet":
        """Of annotations that the user may see."""
        return self.filter(coding__in=Coding.objects.visible_to(user))

    def carried(self) -> "AppearanceQuerySet":
        """Where the annotation stands word for word, whoever took it away there."""
        return self.filter(outcome__in=CERTAIN)

    def standing(self) -> "AppearanceQuerySet":
        return self.carried().filter(removed_at__isnull=True)


class Appearance(models.Model):
    """That an annotation, made on one article of a story, stands in another one of its project.

    It has no facts of its own: speaker, stance and tags are the annotation's, which is one however
    often it appears. `places` are its spans there, [[number of the span, start, end], …] in code
    points of `revision`; none where it does not fit. Rows are made anew whenever the annotation or
    the story changes; only that somebody took one away is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="appearances")
    attribution = models.ForeignKey(
        Attribution, models.CASCADE, null=True, related_name="appearances"
    )
    passage = models.ForeignKey(Span, models.CASCADE, null=True, related_name="appearances")
    project_article = models.ForeignKey(ProjectArticle, models.CASCADE, related_name="appearances")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=9, choices=Outcome)
    places = models.JSONField(default=list)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [
            models.UniqueConstraint(
                fields=["attribution", "project_article"], name="statement_appears_once_in_a_copy"
            ),
            models.UniqueConstraint(
                fields=["passage", "project_article"], name="passage_appears_once_in_a_copy"
            ),
            models.CheckConstraint(
                condition=Q(attribution__isnull=True, passage__isnull=False)
                | Q(attribution__isnull=False, passage__isnull=True),
                name="appearance_of_one_annotation",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=CERTAIN) & ~Q(places=[])
                | ~Q(outcome__in=CERTAIN) & Q(places=[]),
                name="appearance_has_places_where_it_fits",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="appearance_removed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attribution_id or self.passage_id} in {self.project_article_id}"
