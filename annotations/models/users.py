from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.quotes import SHOWN
from annotations.domain.thresholds import LEAST, MOST, NONE_SHOWN


class Theme(models.TextChoices):
    AUTO = "auto", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class TextSize(models.TextChoices):
    SMALLEST = "smallest", _("Smallest")
    SMALL = "small", _("Small")
    NORMAL = "normal", _("Normal")
    LARGE = "large", _("Large")
    LARGEST = "largest", _("Largest")


class TextWidth(models.TextChoices):
    NARROW = "narrow", _("Narrow")
    NORMAL = "normal", _("Normal")
    WIDE = "wide", _("Wide")


class LineHeight(models.TextChoices):
    CLOSE = "close", _("Close")
    NORMAL = "normal", _("Normal")
    OPEN = "open", _("Open")


class TextFont(models.TextChoices):
    SERIF = "serif", _("Serif")
    SANS = "sans", _("Sans")


class Often(models.TextChoices):
    NEVER = "never", _("Never")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every Monday")


class User(AbstractUser):
    """Somebody who signs in. `is_staff` may open the admin; `is_superuser` may do all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200, blank=True)
    theme = models.CharField(_("theme"), max_length=5, choices=Theme, default=Theme.AUTO)
    text_size = models.CharField(
        _("size of the text"), max_length=8, choices=TextSize, default=TextSize.NORMAL
    )
    text_width = models.CharField(
        _("width of the text"), max_length=8, choices=TextWidth, default=TextWidth.NORMAL
    )
    line_height = models.CharField(
        _("line height"), max_length=8, choices=LineHeight, default=LineHeight.NORMAL
    )
    text_font = models.CharField(
        _("font of the text"), max_length=8, choices=TextFont, default=TextFont.SERIF
    )
    shows_all_marks = models.BooleanField(
        _("show every mark to assistive technology"), default=False
    )
    # By command, of those that have another than their usual key: {"undo": "z"}. See domain.keys.
    own_keys = models.JSONField(_("own keys"), default=dict, blank=True, editable=False)
    # Suggestions of at least this confidence are shown, if any are.
    suggestions_from = models.FloatField(_("suggestions from"), default=SHOWN, editable=False)
    shows_suggestions = models.BooleanField(_("shows suggestions"), default=True, editable=False)
    # Codes of two letters or so; none of them means any. Who is given an article is asked by it.
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True, editable=False)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("Such as Europe/Vienna; without one, times are in that of the device."),
    )

    # Nobody gets mail that they did not ask for.
    digest = models.CharField(
        _("mail about what waits"),
        max_length=6,
        choices=Often,
        default=Often.NEVER,
        editable=False,
    )
    # The private part of the addresses of their feeds; None where they want none.
    feed_token = models.CharField(max_length=43, null=True, unique=True, editable=False)  # noqa: DJ001
    # Whoever left comes back with what they had, until they are forgotten: then `pseudonym` is the
    # number by which the record goes on telling them from others.
    left_at = models.DateTimeField(_("left"), null=True, editable=False)
    pseudonym = models.PositiveIntegerField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(is_active=False),
                name="user_who_left_is_inactive",
            ),
            models.CheckConstraint(
                condition=models.Q(pseudonym__isnull=True)
                | models.Q(left_at__isnull=False, email="", first_name="", last_name=""),
                name="user_forgotten_has_no_names",
            ),
            models.CheckConstraint(
                condition=models.Q(suggestions_from__gte=LEAST, suggestions_from__lte=MOST),
                name="user_suggestions_from",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.name or self.get_full_name() or self.username

    @property
    def shows_suggestions_above(self) -> float:
        """The confidence from which on, more than any where none is to be shown."""
        return self.suggestions_from if self.shows_suggestions else NONE_SHOWN


def shown_name_of(user: str) -> Coalesce:
    """An expression for the `shown_name` of whom the column names; "" where it names nobody."""
    full = Trim(Concat(f"{user}__first_name", Value(" "), f"{user}__last_name"))
    return Coalesce(
        NullIf(f"{user}__name", Value("")), NullIf(full, Value("")), f"{user}__username", Value("")
    )
