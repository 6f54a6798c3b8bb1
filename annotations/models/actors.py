from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, OuterRef, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.name_order import sort_name
from annotations.domain.names import is_surname, tidy
from annotations.models.finding import find
from annotations.models.folding import Folded
from annotations.models.history import tracked
from annotations.models.names import ActorName
from annotations.models.ready_models import ReadyModels
from annotations.models.sounds import SoundsField
from annotations.models.words import Keys, worded

# As many as anybody looks through.
MOST = 50
NO_ITEM = _("A Wikidata item is a Q and a number, such as Q42.")
UUIDS: "ArrayField[Any, Any]" = ArrayField(models.UUIDField())
NAMES: "ArrayField[Any, Any]" = ArrayField(models.TextField())


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
    """Where its row stands in an alphabet: as somebody said, else made of the name whenever the row
    is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        actor: Any = model_instance
        is_person = actor.kind == ActorKind.PERSON
        actor.sort_name = actor.sorted_as or (
            sort_name(actor.name, family_first=actor.family_first) if is_person else actor.name
        )
        return actor.sort_name

    def deconstruct(self) -> Any:
        """Migrations need not know how it comes about."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Lowered(Func):
    """The names in small letters, as PostgreSQL has them: an array."""

    template = "ARRAY(SELECT lower(name) FROM unnest(%(expressions)s::text[]) AS name)"
    output_field = NAMES

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(Value(list(names), NAMES))


class ActorQuerySet(models.QuerySet["Actor"]):
    def called(self, name: str) -> "ActorQuerySet":
        """All of exactly this name, shown or other; small and capital letters are the same."""
        return self._of_lower(exact=Lower(Value(name)))

    def named_like(
        self, typed: str, *, most: int = MOST, kinds: Collection[str] = (), country: str = ""
    ) -> "ActorQuerySet":
        """Whom the typed letters may mean, at most `most` of these kinds and the country, the
        likeliest first. Nothing typed: all.

        Looks at once; see `find` for what is likely.
        """
        if not tidy(typed):
            return self.in_alphabet()
        return self.in_order_of(find(tidy(typed), most=most, kinds=kinds, country=country))

    def in_order_of(self, keys: Sequence[UUID]) -> "ActorQuerySet":
        place = Func(Value(list(keys), UUIDS), "id", function="array_position")
        return self.filter(pk__in=keys).order_by(place)

    def printed_as(self, names: Iterable[str]) -> "ActorQuerySet":
        """Those of exactly one of `names`, shown or other; small and capital letters are the
        same."""
        return self._of_lower(among=Lowered(names))

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
            | Q(**{f"relays__attribution__{place}": article})
        ).distinct()

    def unspoken(self) -> "ActorQuerySet":
        """Whom no annotation names."""
        return self.filter(attributions=None, targeted_by=None, relayed=None, relays=None)

    def in_alphabet(self) -> "ActorQuerySet":
        return self.order_by(Folded("sort_name"), "id")

    def meant_by(self, names: Iterable[str], coding: UUID | None) -> dict[str, "Actor"]:
        """Whom each of `names` means; left out are those that mean nobody or one of several.

        A name or surname means a speaker of this coding first, then somebody of exactly that name
        in the register, where unnamed speakers that an article has are those of other articles and
        left out. At most two queries.
        """
        wanted = [name for name in names if name]
        if not wanted:
            return {}
        here = SPEAKERS.found(coding) if coding else []
        by_name = {name: _called(name, here) for name in wanted}
        rest = [name for name in wanted if not by_name[name]]
        if rest:
            there = PRINTED_AS.found(rest)
            for name in wanted:
                by_name[name] = by_name[name] or [one for one in there if one.is_called(name)]
        return {name: found[0] for name, found in by_name.items() if len(found) == 1}


def _who_may_be_meant(names: list[str]) -> models.QuerySet["Actor"]:
    """Of exactly one of these names; unnamed ones only as long as no annotation names them."""
    unnamed = Actor.objects.printed_as(names).filter(kind=ActorKind.UNNAMED)
    free = Q(pk__in=unnamed.unspoken().values("pk"))
    found = Actor.objects.with_names().printed_as(names)
    return found.filter(~Q(kind=ActorKind.UNNAMED) | free)


# Asked for every article that is opened with suggestions.
SPEAKERS = ReadyModels(
    lambda coding: Actor.objects.with_names().filter(attributions__coding=coding).distinct(), [UUID]
)
PRINTED_AS = ReadyModels(_who_may_be_meant, [list[str]])


def _called(name: str, actors: list["Actor"]) -> list["Actor"]:
    """Those of exactly that name; else those of that surname."""
    return [one for one in actors if one.is_called(name)] or [
        one
        for one in actors
        if any(is_surname(name, own, family_first=one.family_first) for own in one.ways_to_sort)
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
    sorted_as = models.CharField(
        _("sorted as, by hand"),
        max_length=220,
        blank=True,
        help_text=_("Where the name does not say it, such as: García Soler, Ana"),
    )
    sounds = SoundsField(_("sounds like"))
    sort_name = SortName(_("sorted as"), max_length=220, blank=True, editable=False)
    keys = Keys(models.TextField(), default=list, blank=True, editable=False)
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
                violation_error_message=NO_ITEM,
            ),
            models.CheckConstraint(
                condition=Q(gender__in=["", *Gender.values]), name="actor_gender_known"
            ),
        ]
        indexes = [
            models.Index(Lower("name"), "id", name="actor_called"),
            models.Index(Folded("sort_name"), "id", name="actor_in_alphabet"),
            models.Index("sounds", "id", name="actor_sounds"),
            models.Index("wikidata", name="actor_of_wikidata", condition=~Q(wikidata="")),
            models.Index("country", name="actor_of_country", condition=~Q(country="")),
        ]
        triggers = [worded("id")]

    def __str__(self) -> str:
        return self.name

    @property
    def all_names(self) -> list[str]:
        """The one shown, then the others; these only of a row that was loaded `with_names()`."""
        return [self.name, *getattr(self, "other_names", [])]

    @property
    def ways_to_sort(self) -> list[str]:
        """`all_names`, and the name with its family's part set apart where somebody did that."""
        return [*self.all_names, self.sorted_as] if ", " in self.sorted_as else self.all_names

    def is_called(self, name: str) -> bool:
        """Exactly so, by any of `all_names`."""
        return name.casefold() in {own.casefold() for own in self.all_names}
