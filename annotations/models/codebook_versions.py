from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.domain.codebook_states import TagState
from annotations.domain.identifiers import uuid7
from annotations.models.codebooks import Codebook


class VersionReason(models.TextChoices):
    EDITED = "edited", _("Edited")
    MERGED = "merged", _("Merged or split")
    IMPORTED = "imported", _("Taken in from a file")
    RESTORED = "restored", _("Brought back from an earlier version")


class CodebookVersion(models.Model):
    """The tree of a codebook as it was from `made_at` on: numbered, and named where somebody did.

    Edits of one person in one sitting are one version; see actions/codebook_versions.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    codebook = models.ForeignKey(Codebook, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=120, blank=True)
    reason = models.CharField(max_length=8, choices=VersionReason, default=VersionReason.EDITED)
    tree = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("version of a codebook")
        verbose_name_plural = _("versions of codebooks")
        constraints = [
            models.UniqueConstraint(fields=["codebook", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        return self.name or str(self.number)

    @property
    def states(self) -> list[TagState]:
        return [TagState.from_json(each) for each in self.tree]
