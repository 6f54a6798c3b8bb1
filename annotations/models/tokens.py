import pghistory
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.history import Insertion


class Scope(models.TextChoices):
    """What a program may do with a token, at most: never more than whose it is."""

    READ = "read", _("Read")
    WRITE = "write", _("Read and write")
    ADMIN = "admin", _("Read, write, and keep registers and projects")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, user: AbstractBaseUser) -> "ApiTokenQuerySet":
        """Those that the user can still revoke, or has revoked; the newest first."""
        return self.filter(user=user.pk).order_by("-created_at", "-id")


# The secret is nowhere, and neither is its hash in the history. Nor is what every request changes.
@pghistory.track(
    Insertion(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("revoked_at", "scope", "expires_at")),
    pghistory.DeleteEvent(),
    exclude=["digest", "name", "last_used_at", "minute", "used"],
)
class ApiToken(models.Model):
    """What a program shows to act for somebody. Only a hash of it is kept; `prefix` tells it apart.

    `used` counts the requests of one `minute`, which is the minutes since 1970.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(max_length=16)
    # SHA-256 of what is random in 256 bits: nobody guesses that, however fast they can hash.
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("may"), max_length=5, choices=Scope, default=Scope.READ)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("expires"), null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    minute = models.BigIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="token_named"),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=models.F("created_at")),
                name="token_expires_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.prefix
