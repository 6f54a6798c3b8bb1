from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.resolution.periods import clusters
from annotations.domain.successors import successors_of
from annotations.models.affiliations import Affiliation

# What the kept one takes over where it does not know it itself.
FILLED = ("country", "description", "wikidata", "gender", "notes")


class MoveKind(models.TextChoices):
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")


class ActorMoveQuerySet(models.QuerySet["ActorMove"]):
    def standing(self) -> "ActorMoveQuerySet":
        return self.filter(undone_at__isnull=True)

    def touching(self, *actors: UUID) -> "ActorMoveQuerySet":
        """Moves from one of them or to one, the latest first."""
        return self.filter(Q(from_actor__in=actors) | Q(to_actor__in=actors)).order_by("-at", "-id")

    def successors(self, gone: Iterable[UUID]) -> dict[UUID, UUID]:
        """Whom those that were merged are part of now; left out is who was never merged.

        One query for each link of the longest chain, and one more.
        """
        merges = self.standing().filter(kind=MoveKind.MERGE)
        return successors_of(
            gone,
            lambda here: dict(
                merges.filter(from_actor__in=here).values_list("from_actor", "to_actor")
            ),
        )


class ActorMove(models.Model):
    """Somebody merged an actor into another one, or split some of its statements off to another.

    With all that undoing it takes: rows that changed hands are its `moved`; `removed` are the rows
    that are gone since, serialised in the order in which they can come back, `made` those that are
    new, and `changed` single values, before and after. Whoever was merged is no row any more, so
    both ends are ids with the name of that day.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=5, choices=MoveKind)
    from_actor = models.UUIDField(db_index=True)
    from_name = models.CharField(max_length=200)
    to_actor = models.UUIDField(db_index=True)
    to_name = models.CharField(max_length=200)
    evidence = models.TextField(_("evidence"), blank=True)
    removed = models.JSONField(default=list)
    made = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    # Those with statements that name another actor since.
    projects = ArrayField(models.UUIDField(), default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ActorMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("move between actors")
        verbose_name_plural = _("moves between actors")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_actor=F("to_actor")), name="actor_move_goes_somewhere"
            ),
            models.UniqueConstraint(
                fields=["from_actor"],
                condition=Q(kind=MoveKind.MERGE, undone_at__isnull=True),
                name="actor_merged_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="actor_move_undone_by_somebody",
            ),
        ]
        indexes = [GinIndex(fields=["projects"], name="actor_move_in_projects")]

    def __str__(self) -> str:
        return f"{self.from_name} to {self.to_name}"


class MovedQuerySet(models.QuerySet["Moved"]):
    def successors(self, posts: Iterable[UUID]) -> dict[UUID, UUID]:
        """Into which posts those went that merges joined with others; left out are all else.

        One query for each link of the longest chain, and one more.
        """
        rows = self.filter(
            model="annotations.attribution", field="affiliation", move__undone_at__isnull=True
        ).order_by("move")

        def step(here: set[UUID]) -> dict[UUID, UUID]:
            pairs = rows.filter(old__in=here).values_list("old", "new")
            return {old: new for old, new in pairs if new}

        return successors_of(posts, step)


class Moved(models.Model):
    """Rows of one table that say `new` in a field since a move, where they said `old`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    move = models.ForeignKey(ActorMove, models.CASCADE, related_name="moved")
    model = models.CharField(max_length=100)
    field = models.CharField(max_length=100)
    old = models.UUIDField(db_index=True)
    # None: they name nobody there since.
    new = models.UUIDField(null=True)
    rows = ArrayField(models.UUIDField())

    objects = MovedQuerySet.as_manager()

    class Meta:
        verbose_name = _("what moved")
        verbose_name_plural = _("what moved")

    def __str__(self) -> str:
        return f"{self.model}.{self.field}"


def posts_to_join(kept: UUID, gone: UUID) -> list[list[Affiliation]]:
    """Posts that would be held twice at the same time, if the two were one: each group of them.

    Those of `kept` come first. One query.
    """
    both = Q(person__in=[kept, gone]) | Q(organisation__in=[kept, gone])
    rows = Affiliation.objects.filter(both).select_related("person", "organisation").in_order()
    same: dict[tuple[object, ...], list[Affiliation]] = {}
    for post in rows.annotate(name=Lower("post")):
        name: str = post.name  # type: ignore[attr-defined]
        place = [kept if one == gone else one for one in (post.person_id, post.organisation_id)]
        same.setdefault((name, *place), []).append(post)
    found = [
        [posts[place] for place in group]
        for posts in same.values()
        for group in clusters([post.period for post in posts])
        if len(group) > 1
    ]
    return [
        sorted(group, key=lambda post: gone in (post.person_id, post.organisation_id))
        for group in found
    ]
