from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.rights import Extent, Rights
from annotations.models.history import tracked


class SourceKind(models.TextChoices):
    NEWSPAPER = "newspaper", _("Newspaper")
    AGENCY = "agency", _("News agency")
    BROADCASTER = "broadcaster", _("Broadcaster")
    MINISTRY = "ministry", _("Ministry or government")
    THINK_TANK = "think_tank", _("Think tank")
    OTHER = "other", _("Other")


class SourceControl(models.TextChoices):
    """Who has the last word on what is printed."""

    INDEPENDENT = "independent", _("Independent editors")
    PUBLIC = "public", _("Publicly funded, independent editors")
    PARTY = "party", _("A party or a movement")
    INTERESTS = "interests", _("A company or an interest group")
    STATE = "state", _("The state")


class MayLeave(models.TextChoices):
    """How much text an export may contain."""

    ALL = Extent.ALL, _("All of the text")
    EXCERPTS = Extent.EXCERPTS, _("Excerpts of some words")
    OFFSETS = Extent.OFFSETS, _("Only where passages stand, and hashes of their words")


class SourceQuerySet(models.QuerySet["Source"]):
    def called(self, name: str) -> "SourceQuerySet":
        """The source of this name; small and capital letters are the same."""
        return self.alias(lower_name=Lower("name")).filter(lower_name=Lower(models.Value(name)))

    def in_alphabet(self) -> "SourceQuerySet":
        return self.order_by(Lower("name"), "id")


@tracked
class Source(models.Model):
    """An outlet. The register of sources is shared by all who sign in; admins keep it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, default=SourceKind.OTHER)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166 code of two letters")
    )
    language = models.CharField(
        _("language"), max_length=8, blank=True, help_text=_("ISO 639 code, such as fr")
    )
    other_languages = ArrayField(
        models.CharField(max_length=8),
        verbose_name=_("other languages"),
        default=list,
        blank=True,
        help_text=_("ISO 639 codes, parted by commas, such as en,ar"),
    )
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    control = models.CharField(
        _("control"),
        max_length=20,
        choices=SourceControl,
        blank=True,
        help_text=_("Who has the last word on what is printed, as far as it is known"),
    )
    homepage = models.URLField(_("home page"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    rights_notes = models.TextField(
        _("notes on rights"), blank=True, help_text=_("What may be kept, quoted and passed on")
    )
    may_leave = models.CharField(
        _("what may leave"),
        max_length=10,
        choices=MayLeave,
        default=MayLeave.ALL,
        help_text=_("How much of its articles' text exports and hand-outs may contain"),
    )
    excerpt_words = models.PositiveSmallIntegerField(
        _("words of an excerpt"),
        default=0,
        help_text=_("Of one passage, with what stands around it; 0 unless excerpts may leave"),
    )
    trust_notes = models.TextField(
        _("notes on trust"),
        blank=True,
        help_text=_("What is known of its reliability, and from whom"),
    )
    is_reviewed = models.BooleanField(
        _("reviewed"),
        default=True,
        help_text=_("Off where an analyst named the source during intake and no admin has looked."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="source_name_once",
                violation_error_message=_("There is a source with this name already."),
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="source_named"),
            models.CheckConstraint(
                condition=models.Q(may_leave=MayLeave.EXCERPTS, excerpt_words__gt=0)
                | (~models.Q(may_leave=MayLeave.EXCERPTS) & models.Q(excerpt_words=0)),
                name="source_excerpts_have_words",
                violation_error_message=_(
                    "Say how many words an excerpt has, if excerpts may leave, and only then."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rights(self) -> Rights:
        """What `annotations.domain.rights` asks for."""
        return Rights(Extent(self.may_leave), self.excerpt_words)
