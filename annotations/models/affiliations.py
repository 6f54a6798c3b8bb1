from collections.abc import Collection
from datetime import date
from uuid import UUID

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.posts import post_meant
from annotations.models.actors import Actor
from annotations.models.history import tracked

# Stands for "no organisation" where posts are compared, since null equals nothing.
NOWHERE = UUID(int=0)


class AffiliationKind(models.TextChoices):
    GOVERNMENT = "government", _("Government")
    OPPOSITION = "opposition", _("Opposition")
    MILITARY = "military", _("Military")
    DIPLOMACY = "diplomacy", _("Diplomacy")
    ACADEMIA = "academia", _("Academia")
    THINK_TANK = "think_tank", _("Think tank")
    BUSINESS = "business", _("Business")
    PRESS = "press", _("Press")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    INTERNATIONAL_BODY = "international_body", _("International body")


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def as_of(self, day: date | None) -> "AffiliationQuerySet":
        """Posts held on that day, unknown ends counting as open; all where the day is unknown."""
        return self.filter(valid__contains=day) if day else self.all()

    def in_order(self) -> "AffiliationQuerySet":
        """The latest first."""
        return self.order_by("-valid", "post", "id")

    def meant_by(
        self, spoken: Collection[tuple[UUID, str]], day: date | None
    ) -> dict[tuple[UUID, str], "Affiliation | None"]:
        """In what capacity people spoke on that day, by `(person, post as the text has it)`.

        None where several posts are possible; left out is who held none that is known. One query.
        """
        if not spoken or day is None:
            return {}
        people = {person for person, _ in spoken}
        held: dict[UUID, list[tuple[Affiliation, str]]] = {}
        rows = self.filter(person__in=people).as_of(day).select_related("organisation").in_order()
        for one in rows:
            held.setdefault(one.person_id, []).append((one, one.post))
        return {
            (person, printed): post_meant(held[person], printed)
            for person, printed in spoken
            if person in held
        }


@tracked
class Affiliation(models.Model):
    """A person's post at an organisation during [from, until), either end possibly unknown."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Actor, models.CASCADE, related_name="affiliations", verbose_name=_("person")
    )
    post = models.CharField(_("post"), max_length=200)
    organisation = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name=_("organisation"),
    )
    represents = models.CharField(
        _("represents"),
        max_length=2,
        blank=True,
        help_text=_("The country for which an ambassador or delegate speaks"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AffiliationKind, blank=True)
    valid = DateRangeField(
        _("held"),
        help_text=_("From the first day to the day after the last; empty means unknown."),
    )

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            ExclusionConstraint(
                name="affiliation_post_held_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (Lower("post"), RangeOperators.EQUAL),
                    (
                        models.functions.Coalesce(
                            "organisation",
                            models.Value(NOWHERE),
                        ),
                        RangeOperators.EQUAL,
                    ),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already held this post at that time."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False), name="affiliation_lasts"
            ),
            models.CheckConstraint(condition=~models.Q(post=""), name="affiliation_post_named"),
            models.CheckConstraint(
                condition=Q(represents="") | Q(represents__regex="^[A-Z]{2}$"),
                name="affiliation_represents_country",
                violation_error_message=_("A country is a code of two letters, such as FR."),
            ),
        ]
        indexes = [
            models.Index("represents", name="affiliation_for_country", condition=~Q(represents=""))
        ]
        triggers = [
            pgtrigger.Trigger(
                name="person_at_organisation",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF (SELECT kind FROM annotations_actor WHERE id = NEW.person_id)
                        NOT IN ('person', 'unnamed') THEN
                        RAISE EXCEPTION 'only a person can hold a post' USING ERRCODE = '23514';
                    END IF;
                    IF NEW.organisation_id IS NOT NULL AND
                       (SELECT kind FROM annotations_actor WHERE id = NEW.organisation_id)
                        NOT IN ('organisation', 'country') THEN
                        RAISE EXCEPTION 'a post is held at an organisation or a country'
                            USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.post

    @property
    def period(self) -> tuple[date | None, date | None]:
        """[from, until), None for an end that is not known."""
        return self.valid.lower, self.valid.upper
