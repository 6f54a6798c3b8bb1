from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project


class Draft(models.Model):
    """A file or a pasted text on its way in: what was read from it, waiting to be looked over.

    It keeps the bytes, so nothing is lost when the browser is closed half-way. Saving makes the
    article and removes the draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="drafts")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    filename = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100)
    compressed = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    title = models.CharField(_("title"), max_length=500, blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    published_at = models.DateTimeField(null=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    canonical_url = models.URLField(_("address"), max_length=2000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["project", "owner", "sha256"], name="draft_once")
        ]
        indexes = [models.Index(fields=["owner", "created_at"], name="draft_waiting")]

    def __str__(self) -> str:
        return self.title or self.filename
