from collections.abc import Sequence
from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.spans.lanes import Neighbours
from annotations.models.articles import Piece, Revision
from annotations.models.coding_triggers import counting, in_its_project, spell_of, touching
from annotations.models.due import said_by_current
from annotations.models.history import Insertion
from annotations.models.projects import Membership, ProjectArticle, Role


class CodingKind(models.TextChoices):
    HUMAN = "human", _("Analyst")
    MACHINE = "machine", _("Machine")
    GOLD = "gold", _("Gold")


class CodingState(models.TextChoices):
    OPEN = "open", _("In work")
    DONE = "done", _("Done")


def _compared_by(user: AbstractBaseUser, prefix: str = "") -> Q:
    """Codings of articles where the user may see everybody's: by their role, or as the article
    was opened to its analysts."""
    roles = [Role.MANAGER, Role.CURATOR, Role.READER]
    seen = Membership.objects.filter(user=user.pk, role__in=roles).values("project")
    opened = ProjectArticle.objects.filter(
        opened_at__isnull=False, project__memberships__user=user.pk
    )
    return Q(**{f"{prefix}project__in": seen}) | Q(**{f"{prefix}project_article__in": opened})


def _open_to_all(user: AbstractBaseUser, prefix: str = "") -> Q:
    """What those who work blind see of others: the machine's, and what was agreed.

    Not the agreed one while they are at work on the article, nor the machine's where the project
    hides it and they are not done. A gold coding is everybody's as soon as it is done.
    """
    mine = Membership.objects.filter(user=user.pk)
    own = Coding.objects.filter(analyst=user.pk)
    done = own.filter(state=CodingState.DONE).values("project_article")
    at_work = own.filter(state=CodingState.OPEN).values("project_article")
    given = ProjectArticle.objects.filter(
        assignments__analyst=user.pk, assignments__released_at__isnull=True
    )

    def its(**conditions: Any) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    unhidden = mine.filter(project__hides_machine=False).values("project")
    shown = its(kind=CodingKind.MACHINE) & (
        its(project__in=unhidden) | its(project_article__in=done)
    )
    waiting = its(project_article__in=given) & ~its(project_article__in=done)
    agreed = its(kind=CodingKind.GOLD, state=CodingState.DONE)
    agreed &= ~its(project_article__in=at_work) & ~waiting
    return its(project__in=mine.values("project")) & (its(analyst=user.pk) | shown | agreed)


def visible_codings(user: AbstractBaseUser, prefix: str = "") -> Q:
    """One's own, the machine's and what was agreed; everybody's to managers, curators and
    readers, and to all members where the article was opened.

    Analysts work blind: until then they do not see one another's codings. `prefix` leads to the
    coding from another table, so that a query of a million of its rows joins codings once.
    """
    if getattr(user, "is_superuser", False):
        return Q()
    return _compared_by(user, prefix) | _open_to_all(user, prefix)


class CodingQuerySet(models.QuerySet["Coding"]):
    def visible_to(self, user: AbstractBaseUser) -> "CodingQuerySet":
        return self.filter(visible_codings(user))

    def discussed_by(self, user: AbstractBaseUser) -> "CodingQuerySet":
        """Those whose comments the user reads: not the machine's, where the user works blind."""
        if getattr(user, "is_superuser", False):
            return self
        return self.visible_to(user).filter(_compared_by(user) | Q(analyst=user.pk))

    def by_people(self) -> "CodingQuerySet":
        """Without the machine's, which says nothing until somebody accepts it."""
        return self.exclude(kind=CodingKind.MACHINE)

    def that_count(self) -> "CodingQuerySet":
        """What search and figures mean: of an article with a gold coding that is done only this
        one, of the others what each analyst says."""
        return self.filter(counts=True)

    def in_order_of_locks(self) -> "CodingQuerySet":
        """As they are locked by whoever locks several, so that no two wait for one another: the
        agreed ones first, then people's; what is locked of their articles comes after them."""
        return self.order_by("kind", "pk")


class CurrentCodings(models.Manager.from_queryset(CodingQuerySet)):  # type: ignore[misc]
    """Without those of earlier revisions: an article that was changed is annotated once."""

    def get_queryset(self) -> CodingQuerySet:
        return super().get_queryset().filter(is_current=True)


# A setting that names the one row which an act counts itself, with what becomes of it: "added" or
# "gone". An act changes its coding anyway, and PostgreSQL looks at all foreign keys of a row that
# one transaction changes twice. Nothing becomes of the same row twice, unless by another act.
COUNTED = "attache.counted"


def counted(of: str = "TRUE", *, by_acts: bool = False) -> list[pgtrigger.Trigger]:
    """Triggers that keep `annotation_count` for a table whose rows, where `of`, are annotations.

    One update for a statement, not for a row: an import of a hundred thousand pays for itself.
    Where it may be done `by_acts`, the row that one names is left to it: see COUNTED.
    """

    def untold(rows: str) -> str:
        told = f"'{rows} ' || id IS DISTINCT FROM current_setting('{COUNTED}', true)"
        return f"{of} AND {told}" if by_acts else of

    added = "SELECT coding_id, count(*) AS n FROM added WHERE {of} GROUP BY coding_id"
    gone = "SELECT coding_id, -count(*) AS n FROM gone WHERE {of} GROUP BY coding_id"
    either = f"{added} UNION ALL {gone}".format(of=of)
    changes = {
        pgtrigger.Insert: (added.format(of=untold("added")), pgtrigger.Referencing(new="added")),
        pgtrigger.Delete: (gone.format(of=untold("gone")), pgtrigger.Referencing(old="gone")),
        pgtrigger.Update: (
            f"SELECT coding_id, sum(n) AS n FROM ({either}) both_ "
            "GROUP BY coding_id HAVING sum(n) <> 0",
            pgtrigger.Referencing(old="gone", new="added"),
        ),
    }
    return [
        pgtrigger.Trigger(
            name=f"count_{str(operation).lower()}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing,
            func=f"""
                UPDATE annotations_coding SET annotation_count = annotation_count + change.n
                FROM ({sql}) change WHERE annotations_coding.id = change.coding_id;
                RETURN NULL;
            """,
        )
        for operation, (sql, referencing) in changes.items()
    ]


# Counters and the time of the last touch change with every write: they are not history. Nor is what
# follows from other codings.
@pghistory.track(
    Insertion(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state", "revision", "analyst")),
    pghistory.DeleteEvent(),
    exclude=["counts", "changed_about"],
)
class Coding(models.Model):
    """One analyst's own annotation of one article in one project; also the machine's and the gold.

    It is of one revision. When the article is changed, it stays as it was and is followed by
    another one, of the new revision: that one is current. `objects` has the current ones, which is
    what lists, counts and pages mean; `every` has those of earlier revisions, too.

    `next_number` counts the numbers handed out to spans and attributions: they are what the page
    uses, and are never handed out twice. `acts_done` numbers the acts behind undo and redo.
    `annotation_count` is kept by triggers on spans and attributions: save with `update_fields`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(
        "annotations.Project", models.CASCADE, related_name="codings", db_index=False
    )
    project_article = models.ForeignKey(ProjectArticle, models.CASCADE, related_name="codings")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="codings")
    kind = models.CharField(max_length=7, choices=CodingKind, default=CodingKind.HUMAN)
    analyst = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="codings",
        db_index=False,
        verbose_name=_("analyst"),
    )
    # Which engine made it, in which version ("rules 1"); empty where people did.
    engine = models.CharField(max_length=60, blank=True)
    is_current = models.BooleanField(default=True)
    state = models.CharField(max_length=4, choices=CodingState, default=CodingState.OPEN)
    next_number = models.PositiveIntegerField(default=1)
    acts_done = models.PositiveIntegerField(default=0)
    annotation_count = models.PositiveIntegerField(default=0, editable=False)
    # Kept by triggers. See `that_count`.
    counts = models.BooleanField(default=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    # When the spell of its last change began. What is indexed stays as it is from one write to the
    # next: then a write changes the row in its place, and touches none of the ten indexes.
    changed_about = models.GeneratedField(
        expression=models.Func("changed_at", template=spell_of("%(expressions)s")),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    # Paragraphs of its revision that an act has read, and its own spans near these, None where they
    # are not known (any more). No columns: they go with this instance.
    read: Sequence[Piece] = ()
    neighbours: Neighbours | None = None

    every = CodingQuerySet.as_manager()
    objects = CurrentCodings()

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        constraints = [
            models.UniqueConstraint(
                fields=["project_article", "analyst"],
                condition=Q(kind=CodingKind.HUMAN, is_current=True),
                name="one_coding_per_analyst_and_article",
            ),
            models.UniqueConstraint(
                fields=["project_article", "kind"],
                condition=~Q(kind=CodingKind.HUMAN) & Q(is_current=True),
                name="one_machine_and_one_gold_coding",
            ),
            models.UniqueConstraint(
                fields=["project_article", "revision", "analyst"],
                condition=Q(kind=CodingKind.HUMAN),
                name="one_coding_per_analyst_and_revision",
            ),
            models.UniqueConstraint(
                fields=["project_article", "revision", "kind"],
                condition=~Q(kind=CodingKind.HUMAN),
                name="one_machine_and_one_gold_coding_per_revision",
            ),
            models.CheckConstraint(
                condition=Q(kind=CodingKind.HUMAN, analyst__isnull=False)
                | (~Q(kind=CodingKind.HUMAN) & Q(analyst__isnull=True)),
                name="coding_of_somebody",
            ),
        ]
        # These begin with keys, which have no index of their own beside them.
        indexes = [
            models.Index(fields=["analyst", "-changed_about"], name="coding_touched_last"),
            models.Index(
                fields=["project", "analyst", "-changed_about"], name="coding_touched_last_here"
            ),
        ]
        triggers = [*counting(), *touching(), in_its_project(), said_by_current()]

    def __str__(self) -> str:
        return f"{self.kind} {self.analyst_id or ''}"
