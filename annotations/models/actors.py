from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Case, OuterRef, Q, Value, When
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.name_order import sort_name
from annotations.domain.names import is_surname, tidy
from annotations.models.folding import Folded
from annotations.models.history import tracked
from annotations.models.names import ActorName
from annotations.models.sounds import SoundsField

# More words than any name has are noise, such as a pasted sentence.
MOST_WORDS = 6


class ActorKind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    COUNTRY = "country", _("Country")
    UNNAMED = "unnamed", _("Unnamed")


class Gender(models.TextChoices):
    """Only what somebody entered; nothing is guessed from a name."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")


class SortName(models.CharField):
    """Where its row stands in an alphabet: made of the name whenever the row is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        actor: Any = model_instance
        is_person = actor.kind == ActorKind.PERSON
        actor.sort_name = (
            sort_name(actor.name, family_first=actor.family_first) if is_person else actor.name
        )
        return actor.sort_name

    def deconstruct(self) -> Any:
        """Migrations need not know how it comes about."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class ActorQuerySet(models.QuerySet["Actor"]):
    def called(self, name: str) -> "ActorQuerySet":
        """All of exactly this name, shown or other; small and capital letters are the same."""
        return self._of_lower(exact=Lower(Value(name)))

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
            .order_by("rank", "-likeness", Lower("sort_name"), "id")
        )

    def printed_as(self, names: Iterable[str | Lower]) -> "ActorQuerySet":
        """Those of exactly one of `names`, which are in small letters, by any of their names."""
        return self._of_lower(**{"in": list(names)})

    def _of_lower(self, **wanted: Any) -> "ActorQuerySet":
        """One look-up for the names shown, one for the others: each has an index of its own."""
        [(lookup, value)] = wanted.items()
        condition = {f"lower_name__{lookup}": value}
        shown = Actor.objects.alias(lower_name=Lower("name")).filter(**condition)
        others = ActorName.objects.alias(lower_name=Lower("name")).filter(**condition)
        return self.filter(pk__in=shown.values("pk").union(others.values("actor"), all=True))

    def with_names(self) -> "ActorQuerySet":
        """With `other_names`, so that `all_names` asks for nothing more."""
        names = ActorName.objects.filter(actor=OuterRef("pk")).in_order()
        return self.annotate(other_names=ArraySubquery(names.values("name")))

    def named_in(self, article: UUID) -> "ActorQuerySet":
        """Whom an annotation of that article names, whoever made it."""
        place = "coding__project_article__article"
        return self.filter(
            Q(**{f"attributions__{place}": article})
            | Q(**{f"targeted_by__{place}": article})
            | Q(**{f"relayed__{place}": article})
        ).distinct()

    def in_alphabet(self) -> "ActorQuerySet":
        return self.order_by(Lower("sort_name"), "id")

    def meant_by(self, names: Iterable[str], coding: UUID | None) -> dict[str, "Actor"]:
        """Whom each of `names` means; left out are those that mean nobody or one of several.

        A name or surname means a speaker of this coding first, then somebody of exactly that name
        in the register, where the unnamed are those of other articles and left out. At most two
        queries.
        """
        wanted = [name for name in names if name]
        if not wanted:
            return {}
        rows = self.with_names()
        here = list(rows.filter(attributions__coding=coding).distinct()) if coding else []
        by_name = {name: _called(name, here) for name in wanted}
        rest = [Lower(Value(name)) for name in wanted if not by_name[name]]
        if rest:
            there = list(rows.printed_as(rest).exclude(kind=ActorKind.UNNAMED))
            for name in wanted:
                by_name[name] = by_name[name] or [one for one in there if one.is_called(name)]
        return {name: found[0] for name, found in by_name.items() if len(found) == 1}


def _called(name: str, actors: list["Actor"]) -> list["Actor"]:
    """Those of exactly that name; else those of that surname."""
    return [one for one in actors if one.is_called(name)] or [
        one
        for one in actors
        if any(is_surname(name, own, family_first=one.family_first) for own in one.all_names)
    ]


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
    family_first = models.BooleanField(
        _("family name first"),
        default=False,
        help_text=_("As in Li Wen: sorted and called by the first word"),
    )
    sounds = SoundsField(_("sounds like"))
    sort_name = SortName(_("sorted as"), max_length=220, blank=True, editable=False)
    wikidata = models.CharField(
        _("Wikidata"), max_length=20, blank=True, help_text=_("The number of its item, such as Q42")
    )
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="actor_named"),
            models.CheckConstraint(
                condition=Q(wikidata="") | Q(wikidata__regex=r"^Q[1-9][0-9]*$"),
                name="actor_wikidata_item",
                violation_error_message=_("A Wikidata item is a Q and a number, such as Q42."),
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["", *Gender.values]), name="actor_gender_known"
            ),
        ]
        indexes = [
            # Names are found by three letters anywhere in them.
            GinIndex(OpClass(Folded("name"), name="gin_trgm_ops"), name="actor_name_trigrams"),
            models.Index(Lower("name"), "id", name="actor_called"),
            models.Index(Lower("sort_name"), "id", name="actor_in_alphabet"),
            models.Index("sounds", "id", name="actor_sounds"),
            models.Index("wikidata", name="actor_of_wikidata", condition=~Q(wikidata="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def all_names(self) -> list[str]:
        """The one shown, then the others; these only of a row that was loaded `with_names()`."""
        return [self.name, *getattr(self, "other_names", [])]

    def is_called(self, name: str) -> bool:
        """Exactly so, by any of `all_names`."""
        return name.casefold() in {own.casefold() for own in self.all_names}
