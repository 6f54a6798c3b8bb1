from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.projects import ProjectArticle


class Sitting(models.Model):
    """How long an analyst was active on the page of an article, from opening to leaving it.

    `id` is the page's own: what it tells is a sum, so that a repeated or late report adds nothing.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    project_article = models.ForeignKey(ProjectArticle, models.CASCADE, related_name="sittings")
    analyst = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sittings")
    seconds = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField()
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [
            models.CheckConstraint(
                condition=Q(told_at__gte=models.F("began_at")), name="sitting_ends_after_it_began"
            )
        ]
        indexes = [
            models.Index(fields=["project_article", "analyst"], name="sitting_at_an_article"),
            models.Index(fields=["project", "analyst"], name="sitting_in_a_project"),
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s at {self.project_article_id}"
