"""Which actors may be one, and which are not."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.actors import Actor, ActorKind
from annotations.models.history import tracked

SPEAKERS = {ActorKind.PERSON, ActorKind.UNNAMED}


class Hindrance(models.TextChoices):
    """Why two actors can never be one, whatever is known of them."""

    KINDS = "kinds", _("A person and an organisation or a country are never the same.")
    NAMELESS = "nameless", _("Keep the one who has a name.")


class Doubt(models.TextChoices):
    """Why two actors may be one only with a word about how that is known."""

    UNNAMED = "unnamed", _("Say how you know who the unnamed speaker is.")
    WIKIDATA = "wikidata", _("They are different items of Wikidata. Say why that is wrong.")
    DISTINCT = "distinct", _("Somebody said that they are different. Say why they are not.")


class DistinctQuerySet(models.QuerySet["Distinct"]):
    def of(self, actor: UUID) -> "DistinctQuerySet":
        return self.filter(Q(one=actor) | Q(other=actor))

    def between(self, actor: UUID, another: UUID) -> "DistinctQuerySet":
        one, other = sorted([actor, another])
        return self.filter(one=one, other=other)


@tracked
class Distinct(models.Model):
    """Somebody said that two actors are not the same: they are never proposed again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The smaller id, so that a pair is one row whoever is named first.
    one = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    other = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DistinctQuerySet.as_manager()

    class Meta:
        verbose_name = _("two different actors")
        verbose_name_plural = _("two different actors")
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="distinct_in_order"),
            models.UniqueConstraint(fields=["one", "other"], name="distinct_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


def hindrance(kept: Actor, gone: Actor) -> Hindrance | None:
    if (kept.kind in SPEAKERS) != (gone.kind in SPEAKERS):
        return Hindrance.KINDS
    if kept.kind == ActorKind.UNNAMED and gone.kind == ActorKind.PERSON:
        return Hindrance.NAMELESS
    return None


def doubts(kept: Actor, gone: Actor) -> list[Doubt]:
    """One query."""
    found = []
    if kept.kind != gone.kind and ActorKind.UNNAMED in (kept.kind, gone.kind):
        found.append(Doubt.UNNAMED)
    if kept.wikidata and gone.wikidata and kept.wikidata != gone.wikidata:
        found.append(Doubt.WIKIDATA)
    if Distinct.objects.between(kept.pk, gone.pk).exists():
        found.append(Doubt.DISTINCT)
    return found
