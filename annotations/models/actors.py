from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.names import same_person, tidy
from annotations.domain.posts import post_meant
from annotations.models.folding import Folded
from annotations.models.history import tracked

# Stands for "no organisation" where posts are compared, since null equals nothing.
NOWHERE = UUID(int=0)
# More words than any name has are noise, such as a pasted sentence.
MOST_WORDS = 6


class ActorKind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    COUNTRY = "country", _("Country")
    UNNAMED = "unnamed", _("Unnamed")


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


class ActorQuerySet(models.QuerySet["Actor"]):
    def called(self, name: str) -> "ActorQuerySet":
        """All of exactly this name; small and capital letters are the same."""
        return self.alias(lower_name=Lower("name")).filter(lower_name=Lower(models.Value(name)))

    def named_like(self, typed: str) -> "ActorQuerySet":
        """Names like what was typed, accents and case aside; the best first, then by alphabet.

        Best is the same name, then where each typed word begins a word of it, then where each
        stands in it, then what merely sounds alike (a slip of the finger). Nothing typed: all.
        """
        words = tidy(typed).split()[:MOST_WORDS]
        if not words:
            return self.in_alphabet()
        begins, stands = Q(), Q()
        for word in words:
            folded = Folded(Value(word))
            begun = Q(folded__startswith=folded) | Q(folded__contains=Concat(Value(" "), folded))
            begins &= begun
            # Fewer than three letters stand in almost every name; the index cannot find them.
            stands &= Q(folded__contains=folded) if len(word) > 2 else begun
        whole = Folded(Value(" ".join(words)))
        alike = Q(folded__trigram_word_similar=whole)
        return (
            self.alias(folded=Folded("name"))
            .filter(begins | stands | alike if len(typed) > 3 else begins | stands)
            .alias(
                rank=Case(
                    When(folded=whole, then=0),
                    When(begins, then=1),
                    When(stands, then=2),
                    default=3,
                ),
                likeness=TrigramWordSimilarity(whole, "folded"),  # type: ignore[arg-type]
            )
            .order_by("rank", "-likeness", Lower("name"), "id")
        )

    def printed_as(self, names: Iterable[str]) -> "ActorQuerySet":
        """Those of exactly one of `names`, which are in small letters."""
        return self.alias(lower_name=Lower("name")).filter(lower_name__in=list(names))

    def in_alphabet(self) -> "ActorQuerySet":
        return self.order_by(Lower("name"), "id")

    def meant_by(self, names: Iterable[str], coding: UUID | None) -> dict[str, "Actor"]:
        """Whom each of `names` means; left out are those that mean nobody or one of several.

        A name or surname means a speaker of this coding first, then somebody of exactly that name
        in the register. At most two queries.
        """
        wanted = [name for name in names if name]
        if not wanted:
            return {}
        here = list(self.filter(attributions__coding=coding).distinct()) if coding else []
        by_name = {name: _called(name, here) for name in wanted}
        rest = [Lower(Value(name)) for name in wanted if not by_name[name]]
        if rest:
            there = list(self.alias(lower_name=Lower("name")).filter(lower_name__in=rest))
            for name in wanted:
                by_name[name] = by_name[name] or [
                    actor for actor in there if actor.name.casefold() == name.casefold()
                ]
        return {name: found[0] for name, found in by_name.items() if len(found) == 1}


def _called(name: str, actors: list["Actor"]) -> list["Actor"]:
    meant = same_person(name, [actor.name for actor in actors])
    return [actor for actor in actors if actor.name in meant]


@tracked
class Actor(models.Model):
    """Somebody or something that speaks or is spoken about. The register is shared by all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=ActorKind, default=ActorKind.PERSON)
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166 code of two letters")
    )
    description = models.CharField(
        _("description"), max_length=500, blank=True, help_text=_("Tells namesakes apart")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="actor_named")]
        indexes = [
            # Names are found by three letters anywhere in them.
            GinIndex(OpClass(Folded("name"), name="gin_trgm_ops"), name="actor_name_trigrams"),
            models.Index(Lower("name"), "id", name="actor_in_alphabet"),
        ]

    def __str__(self) -> str:
        return self.name


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
