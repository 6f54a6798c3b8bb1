"""What the machine proposes, and what each analyst decided about it."""

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.actors import ActorKind
from annotations.models.attributions import Attribution
from annotations.models.codings import Coding, CodingKind
from annotations.models.history import tracked


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    EDITED = "edited", _("Accepted with changes")
    REJECTED = "rejected", _("Rejected")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, user: AbstractBaseUser) -> "SuggestionQuerySet":
        return self.filter(attribution__coding__in=Coding.objects.visible_to(user))

    def undecided(self) -> "SuggestionQuerySet":
        """Those of which no analyst's work speaks: no decision, and none that redo could bring."""
        return self.filter(decisions__isnull=True, acts__isnull=True)

    def open_to(self, coding: Coding, above: float) -> "SuggestionQuerySet":
        """Found by the latest run in the text of that coding, sure enough, and not decided there.

        What the analyst attributed without them is another question: see domain/spans/sameness.py.
        """
        decided = Decision.objects.filter(coding=coding, suggestion=models.OuterRef("pk"))
        return self.filter(
            ~models.Exists(decided),
            attribution__coding__revision=coding.revision_id,
            is_current=True,
            confidence__gte=above,
        )


def refused_where(name: str, condition: str, sentence: str) -> pgtrigger.Trigger:
    """A rule over several tables: inserted rows (`added`) for which the condition holds are none.

    Once for a statement, so that writing a thousand rows costs one look.
    """
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="added"),
        func=f"""
            IF EXISTS ({condition}) THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = '23514';
            END IF;
            RETURN NULL;
        """,
    )


class Suggestion(models.Model):
    """Why the machine made an attribution, and whom it read there. The places are its spans.

    `name` and `affiliation` are as the text has them: the attribution itself names nobody, since
    who is meant is looked up in the register when somebody accepts.
    """

    attribution = models.OneToOneField(
        Attribution, models.CASCADE, primary_key=True, related_name="suggestion"
    )
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    # The engine and its version, such as "rules 1".
    engine = models.CharField(max_length=60)
    # The share of suggestions of this kind that are right.
    confidence = models.FloatField()
    # Why, as a code of the engine with what to put into its sentence.
    reason = models.CharField(max_length=40)
    reason_values = models.JSONField(default=dict)
    name = models.CharField(max_length=200, blank=True)
    affiliation = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=ActorKind, blank=True)
    # The suggestion whose speaker passes this one on.
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="relayed")
    # False where the latest run no longer found it: kept only since somebody decided about it.
    is_current = models.BooleanField(default=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="suggestion_confidence"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("attribution")),
                name="suggestion_not_relayed_by_itself",
            ),
        ]
        triggers = [
            refused_where(
                "of_the_machine",
                f"""SELECT FROM added
                    JOIN annotations_attribution said ON said.id = added.attribution_id
                    JOIN annotations_coding coding ON coding.id = said.coding_id
                    WHERE coding.kind <> '{CodingKind.MACHINE}'""",
                "only the machine suggests",
            )
        ]

    def __str__(self) -> str:
        return f"{self.attribution_id} {self.reason}"


@tracked
class Decision(models.Model):
    """What an analyst decided about a suggestion. Undone, it is not there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="decisions")
    # Running the machine again never removes one that somebody decided about.
    suggestion = models.ForeignKey(Suggestion, models.RESTRICT, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict)
    # The number that it has in the coding, null where it was rejected.
    annotation = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(fields=["coding", "suggestion"], name="decided_once"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.REJECTED, annotation__isnull=True)
                | (~Q(verdict=Verdict.REJECTED) & Q(annotation__isnull=False)),
                name="accepted_as_an_annotation",
            ),
        ]
        indexes = [models.Index(fields=["coding", "-at"], name="decided_last")]
        triggers = [
            refused_where(
                "of_this_article",
                f"""SELECT FROM added
                    JOIN annotations_coding mine ON mine.id = added.coding_id
                    JOIN annotations_attribution said ON said.id = added.suggestion_id
                    JOIN annotations_coding machine ON machine.id = said.coding_id
                    WHERE mine.kind = '{CodingKind.MACHINE}'
                        OR mine.project_article_id <> machine.project_article_id""",
                "people decide, about suggestions for the article they annotate",
            )
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.suggestion_id}"
