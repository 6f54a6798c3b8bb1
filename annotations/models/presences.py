from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.projects import ProjectArticle, Role, role_of

# A page says so as often, and whoever has not said so for longer than two and a bit is gone.
EVERY = timedelta(seconds=30)
GONE_AFTER = timedelta(seconds=90)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def seen_by(self, user: AbstractBaseUser) -> "PresenceQuerySet":
        """Who is there now beside the user, for those who compare.

        Analysts work blind: who else reads an article is none of their business either.
        """
        rows = self.filter(seen_at__gt=Now() - GONE_AFTER).exclude(user=user.pk)
        comparing = [Role.MANAGER, Role.CURATOR, Role.READER]
        return rows.alias(role=role_of(user, "project")).filter(role__in=comparing)


class Presence(models.Model):
    """When somebody was last at the page of an article: of interest for a minute, kept a day."""

    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    project_article = models.ForeignKey(ProjectArticle, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(
                fields=["project_article", "user"], name="one_presence_at_an_article"
            )
        ]
        indexes = [models.Index(fields=["seen_at"], name="presence_seen")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.seen_at}"
