from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.attributions import Attribution
from annotations.models.codings import CodingKind
from annotations.models.projects import ProjectArticle
from annotations.models.spans import Span, SpanRole


class FlagQuerySet(models.QuerySet["Flag"]):
    def standing(self) -> "FlagQuerySet":
        """On articles, and on annotations that are there: one that was deleted may come back."""
        own = {
            "coding__project_article": OuterRef("project_article"),
            "coding__analyst": OuterRef("reader"),
            "coding__kind": CodingKind.HUMAN,
            "coding__is_current": True,
            "number": OuterRef("annotation"),
        }
        passages = Span.objects.filter(role=SpanRole.PASSAGE, **own)
        statements = Attribution.objects.filter(**own)
        return self.filter(Q(annotation__isnull=True) | Q(Exists(passages)) | Q(Exists(statements)))


class Flag(models.Model):
    """What somebody wants to come back to: an article, or an annotation of their own coding of it.

    It is the reader's own affair: no annotation, no act, nothing that others see. An annotation is
    known by its number, so that its flag is there again when undo brings it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    project_article = models.ForeignKey(ProjectArticle, models.CASCADE, related_name="flags")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="flags")
    annotation = models.PositiveIntegerField(null=True)
    put_at = models.DateTimeField()

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "project_article", "annotation"],
                nulls_distinct=False,
                name="flagged_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_article_id} {self.annotation or ''}"
