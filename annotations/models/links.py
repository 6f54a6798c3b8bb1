import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.positions import Relation
from annotations.models.codings import Coding
from annotations.models.history import tracked


class LinkKind(models.TextChoices):
    REPEATS = Relation.REPEATS.value, _("repeats")
    CLARIFIES = Relation.CLARIFIES.value, _("clarifies")
    DENIES = Relation.DENIES.value, _("denies")
    CONTRADICTS = Relation.CONTRADICTS.value, _("contradicts")
    WALKS_BACK = Relation.WALKS_BACK.value, _("walks back")


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, user: AbstractBaseUser) -> "LinkQuerySet":
        """Between two statements both of which the user may see."""
        seen = Coding.every.visible_to(user).values("pk")
        return self.filter(coding__in=seen, other_coding__in=seen)


@tracked
class Link(models.Model):
    """What one attribution does to another, earlier one of its project, and on which `day`.

    Without a day it is that of the article. Both are known by their numbers, so that the link is
    there again when undo brings one back; it goes along to the coding of a newer revision.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=11, choices=LinkKind)
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    other_coding = models.ForeignKey(Coding, models.CASCADE, related_name="+")
    other_number = models.PositiveIntegerField()
    day = models.DateField(null=True)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    linked_at = models.DateTimeField()

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link between statements")
        verbose_name_plural = _("links between statements")
        constraints = [
            models.UniqueConstraint(
                fields=["coding", "number", "other_coding", "other_number", "kind"],
                name="link_once",
            ),
            models.CheckConstraint(
                condition=~Q(coding=F("other_coding"), number=F("other_number")),
                name="link_to_another",
            ),
        ]
        indexes = [models.Index(fields=["other_coding", "other_number"], name="link_from_others")]
        triggers = [
            pgtrigger.Trigger(
                name="links_in_no_circle",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("kind", "number", "other_number"),
                when=pgtrigger.Before,
                func="""
                    -- Two at once that would make a circle wait for one another here.
                    LOCK TABLE annotations_link IN SHARE ROW EXCLUSIVE MODE;
                    IF EXISTS (SELECT FROM annotations_coding
                        WHERE id IN (NEW.coding_id, NEW.other_coding_id)
                        AND project_id <> NEW.project_id)
                    THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation',
                            MESSAGE = 'both statements are of the project';
                    END IF;
                    -- Two may deny each other; to contradict is the same either way.
                    IF NEW.kind <> 'denies' AND EXISTS (
                        WITH RECURSIVE reached (coding_id, number) AS (
                            SELECT NEW.other_coding_id, NEW.other_number
                            UNION
                            SELECT link.other_coding_id, link.other_number
                            FROM annotations_link link
                            JOIN reached USING (coding_id, number)
                            WHERE link.kind = NEW.kind AND link.id <> NEW.id
                                AND (NEW.kind <> 'contradicts'
                                    OR link.coding_id = NEW.other_coding_id
                                    AND link.number = NEW.other_number)
                        )
                        SELECT FROM reached
                        WHERE coding_id = NEW.coding_id AND number = NEW.number)
                    THEN
                        RAISE EXCEPTION USING ERRCODE = 'check_violation',
                            MESSAGE = 'links of this kind go back in time only';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.other_number}"
