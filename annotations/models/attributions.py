import pgtrigger
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.actors import Actor
from annotations.models.affiliations import Affiliation
from annotations.models.codebooks import Tag
from annotations.models.codings import Coding, CodingKind, counted, visible_codings
from annotations.models.history import tracked_but_for


class Mode(models.TextChoices):
    DIRECT = "direct", _("Direct")
    INDIRECT = "indirect", _("Indirect")
    MIXED = "mixed", _("Mixed")
    SCARE = "scare", _("Scare quotes")


class Stance(models.TextChoices):
    """Five steps of one scale, then two values outside it."""

    REJECT = "reject", _("Reject")
    CRITICAL = "critical", _("Critical")
    NEUTRAL = "neutral", _("Neutral")
    SUPPORTIVE = "supportive", _("Supportive")
    ENDORSE = "endorse", _("Endorse")
    MIXED = "mixed", _("Mixed")
    UNCLEAR = "unclear", _("Unclear")


class Certainty(models.TextChoices):
    CERTAIN = "certain", _("Certain")
    PROBABLE = "probable", _("Probable")
    POSSIBLE = "possible", _("Possible")


def without_its_relays() -> pgtrigger.Trigger:
    """Whoever passes a statement on at a later position neither said it nor relayed it first."""
    return pgtrigger.Trigger(
        name="without_its_relays",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange("speaker", "relayer"),
        func="""
            IF EXISTS (SELECT FROM annotations_relay WHERE attribution_id = NEW.id
                AND actor_id IN (NEW.speaker_id, NEW.relayer_id))
            THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation',
                    MESSAGE = 'nobody is in a chain twice';
            END IF;
            RETURN NEW;
        """,
    )


class AttributionQuerySet(models.QuerySet["Attribution"]):
    def visible_to(self, user: AbstractBaseUser) -> "AttributionQuerySet":
        return self.filter(visible_codings(user, "coding__"), coding__is_current=True)

    def on_record_for(self, user: AbstractBaseUser) -> "AttributionQuerySet":
        """What people attributed, in codings of earlier revisions too: an address of one lasts."""
        seen = Coding.every.visible_to(user)
        return self.filter(coding__in=seen).exclude(coding__kind=CodingKind.MACHINE)

    def by_people(self) -> "AttributionQuerySet":
        """What somebody says that somebody said: not what the machine suggests, and not what is
        carried on in a coding of a newer revision."""
        return self.filter(coding__is_current=True).exclude(coding__kind=CodingKind.MACHINE)

    def that_count(self) -> "AttributionQuerySet":
        """Of the codings `that_count`: what was agreed, where that is done, and only once."""
        return self.filter(coding__counts=True)

    def outside_their_post(self) -> "AttributionQuerySet":
        """Made in a post that was not held on the article's day: its days were corrected since."""
        day = "coding__project_article__article__published_on"
        rows = self.filter(affiliation__isnull=False, **{f"{day}__isnull": False})
        return rows.filter(~Q(affiliation__valid__contains=F(day)))


@tracked_but_for("project", "speaker", "affiliation", "target", "relayer")
class Attribution(models.Model):
    """A statement: who said it, in what capacity, about whom, with what stance, in whose words.

    The places (content, cue, speaker mention) are spans that point here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Found by its part of the index below.
    project = models.ForeignKey(
        "annotations.Project", models.CASCADE, related_name="+", db_index=False
    )
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="attributions", db_index=False)
    number = models.PositiveIntegerField()
    mode = models.CharField(_("mode"), max_length=8, choices=Mode)
    speaker = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        related_name="attributions",
        verbose_name=_("speaker"),
    )
    affiliation = models.ForeignKey(
        Affiliation,
        models.PROTECT,
        null=True,
        related_name="attributions",
        verbose_name=_("in the capacity of"),
    )
    # As the article has it, whatever post the register knows of: "the former minister".
    printed_capacity = models.CharField(_("as printed"), max_length=200, blank=True)
    target = models.ForeignKey(
        Actor, models.PROTECT, null=True, related_name="targeted_by", verbose_name=_("about")
    )
    relayer = models.ForeignKey(
        Actor, models.PROTECT, null=True, related_name="relayed", verbose_name=_("relayed by")
    )
    stance = models.CharField(_("stance"), max_length=10, choices=Stance, blank=True)
    certainty = models.CharField(
        _("certainty"), max_length=8, choices=Certainty, default=Certainty.CERTAIN
    )
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AttributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        constraints = [
            models.UniqueConstraint(fields=["coding", "number"], name="attribution_number_once"),
            models.CheckConstraint(
                condition=Q(relayer__isnull=True)
                | Q(speaker__isnull=True)
                | ~Q(relayer=F("speaker")),
                name="nobody_relays_themselves",
            ),
        ]
        # A page of a project's statements reads no other project's, however many there are.
        indexes = [models.Index(fields=["project", "id"], name="attribution_in_project")]
        triggers = [*counted(), without_its_relays()]

    def __str__(self) -> str:
        return f"{self.coding_id} a{self.number}"


@tracked_but_for("tag")
class AttributionTag(models.Model):
    attribution = models.ForeignKey(
        Attribution, models.CASCADE, related_name="attribution_tags", db_index=False
    )
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="attribution_tags")

    class Meta:
        verbose_name = _("tag of an attribution")
        verbose_name_plural = _("tags of attributions")
        constraints = [
            models.UniqueConstraint(fields=["attribution", "tag"], name="attribution_tagged_once")
        ]

    def __str__(self) -> str:
        return f"{self.attribution_id} {self.tag_id}"
