from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.history import tracked
from annotations.models.sounds import SoundsField
from annotations.models.words import Keys, worded


class NameKind(models.TextChoices):
    FULL = "full", _("Full name")
    SHORT = "short", _("Short name")
    NATIVE = "native", _("In its own script")
    TRANSLITERATION = "transliteration", _("Transliteration")
    NICKNAME = "nickname", _("Nickname")
    FORMER = "former", _("Former name")


class ActorNameQuerySet(models.QuerySet["ActorName"]):
    def in_order(self) -> "ActorNameQuerySet":
        """Those of a kind together."""
        return self.order_by("kind", Lower("name"), "id")


@tracked
class ActorName(models.Model):
    """What somebody is called besides the name that is shown. Searches look at both."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor = models.ForeignKey(
        "annotations.Actor", models.CASCADE, related_name="names", verbose_name=_("actor")
    )
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("A code such as ar or zh-hant")
    )
    keys = Keys(models.TextField(), default=list, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=NameKind, default=NameKind.FULL)

    sounds = SoundsField(_("sounds like"))

    objects = ActorNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(
                "actor",
                Lower("name"),
                name="actor_name_once",
                violation_error_message=_("This name is there already."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="actor_name_named"),
            models.CheckConstraint(
                condition=Q(kind__in=NameKind.values), name="actor_name_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(language="") | Q(language__regex=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$"),
                name="actor_name_language_code",
                violation_error_message=_("A language is a code such as fr, ar or zh-hant."),
            ),
        ]
        indexes = [
            models.Index(Lower("name"), "actor", name="actor_called_also"),
            models.Index("sounds", "actor", name="actor_name_sounds"),
        ]
        triggers = [worded("actor_id")]

    def __str__(self) -> str:
        return self.name
