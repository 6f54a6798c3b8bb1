from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.articles import Article
from annotations.models.sources import Source


class Watch(models.Model):
    """When the page of an article is fetched again, to see whether its outlet has changed it.

    Written when an article is taken in from its address. It has no history: what was seen is in
    captures and revisions.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="watch")
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    url = models.URLField(max_length=2000)
    looks = models.PositiveSmallIntegerField(default=0)
    # None once it has been looked at often enough.
    due_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    # exchange.failures; {} where the last look went well.
    failure = models.JSONField(default=dict, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="watch_due")
        ]

    def __str__(self) -> str:
        return self.url

    def is_awaited(self, at: datetime) -> bool:
        """Whether its time has come and nobody has looked yet."""
        return self.due_at is not None and self.due_at <= at
