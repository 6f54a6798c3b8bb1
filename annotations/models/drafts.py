import zlib

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project, ProjectArticle, role_of


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: AbstractBaseUser) -> "DraftQuerySet":
        """The user's own, in projects that the user still belongs to."""
        return self.filter(owner=user.pk, project__in=Project.objects.visible_to(user))

    def with_role_of(self, user: AbstractBaseUser) -> "DraftQuerySet":
        """Adds `my_role`, which `annotations.permissions` asks for."""
        return self.annotate(my_role=role_of(user, "project"))

    def waiting(self) -> "DraftQuerySet":
        return self.filter(closed_at__isnull=True)

    def oldest_first(self) -> "DraftQuerySet":
        return self.order_by("created_at", "id")

    def without_bytes(self) -> "DraftQuerySet":
        """For lists: a draft's bytes may be many."""
        return self.defer("compressed")


class Draft(models.Model):
    """A file, page or pasted text on its way in: what was read from it, to be looked over.

    It keeps the bytes, so nothing is lost when the browser is closed half-way. A draft that was
    saved or discarded stays for a while: saving twice makes one article, and discarding can be
    taken back. A pasted text has no file name, and a page the facts of HTTP instead.
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
    # domain.http_facts, where it was fetched.
    http = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    saved_as = models.ForeignKey(
        ProjectArticle, models.CASCADE, null=True, related_name="+", verbose_name=_("saved as")
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["project", "owner", "sha256"], name="draft_once"),
            models.CheckConstraint(
                condition=models.Q(saved_as__isnull=True) | models.Q(closed_at__isnull=False),
                name="draft_closed_when_saved",
            ),
        ]
        indexes = [models.Index(fields=["owner", "created_at"], name="draft_waiting")]

    def __str__(self) -> str:
        return self.title or self.filename

    @property
    def data(self) -> bytes:
        """The bytes as they came in; none once the draft has been saved."""
        return zlib.decompress(bytes(self.compressed))

    @property
    def is_complete(self) -> bool:
        """Whether it can be saved as proposed."""
        return bool(self.title and self.source_name)
