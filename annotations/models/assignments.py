from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.codings import Coding, CodingKind, CodingState
from annotations.models.history import tracked
from annotations.models.projects import ProjectArticle

# How long something may lie before somebody is reminded of it.
IDLE = timedelta(days=7)

# The analysts who hold a slot of an article, as `slots_taken` counts them, without this one.
OTHERS = """
    SELECT analyst_id FROM annotations_assignment
    WHERE project_article_id = NEW.project_article_id AND released_at IS NULL
    UNION
    SELECT coding.analyst_id FROM annotations_coding coding
    WHERE coding.project_article_id = NEW.project_article_id
        AND coding.kind = 'human' AND coding.is_current
        AND (coding.state = 'done' OR NOT EXISTS (
            SELECT 1 FROM annotations_assignment given
            WHERE given.project_article_id = coding.project_article_id
                AND given.analyst_id = coding.analyst_id))
"""


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def live(self) -> "AssignmentQuerySet":
        return self.filter(released_at__isnull=True)

    def with_coding(self) -> "AssignmentQuerySet":
        """Adds `state` of the analyst's coding, "" where it is not begun, and `touched_at`."""
        own = Coding.objects.filter(
            project_article=OuterRef("project_article"), analyst=OuterRef("analyst")
        )
        touched = Coalesce(Subquery(own.values("changed_at")), "assigned_at")
        return self.annotate(  # type: ignore[no-redef]
            state=Coalesce(Subquery(own.values("state")), Value("")),
            touched_at=Greatest(touched, "assigned_at"),
        )

    def unfinished(self) -> "AssignmentQuerySet":
        """What is live and not done yet."""
        return self.live().with_coding().exclude(Q(state=CodingState.DONE))

    def idle(self, at: datetime, after: timedelta = IDLE) -> "AssignmentQuerySet":
        """What nobody has touched for so long, the longest first."""
        rows = self.unfinished().filter(Q(touched_at__lte=at - after))
        return rows.order_by("touched_at", "pk")


@tracked
class Assignment(models.Model):
    """That an analyst is to annotate an article: one of the article's slots is theirs.

    `assigned_by` is who gave it to them, None where they took it. Released, it is nobody's again,
    and they are not given it anew by themselves. `act` is the manager's act that it was last part
    of, which undo takes back as one; a later act has a greater one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="assignments")
    project_article = models.ForeignKey(ProjectArticle, models.CASCADE, related_name="assignments")
    analyst = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments"
    )
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    act = models.UUIDField(null=True)
    state: str  # with_coding
    touched_at: datetime

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["project_article", "analyst"],
                condition=Q(released_at__isnull=True),
                name="one_live_assignment_per_analyst_and_article",
            )
        ]
        indexes = [
            models.Index(
                fields=["analyst", "assigned_at"],
                condition=Q(released_at__isnull=True),
                name="assignment_of_an_analyst",
            ),
            models.Index(
                fields=["project", "-act"], condition=Q(act__isnull=False), name="assignment_act"
            ),
        ]
        triggers = [
            # The article is locked, so of two who ask for its last slot the second one sees that
            # the first has it.
            pgtrigger.Trigger(
                name="slots",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__released_at__isnull=True),
                func=f"""
                    IF TG_OP = 'UPDATE' THEN
                        IF OLD.released_at IS NULL THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM 1 FROM annotations_projectarticle
                    WHERE id = NEW.project_article_id FOR NO KEY UPDATE;
                    IF (SELECT count(*) FROM ({OTHERS}) other
                            WHERE analyst_id <> NEW.analyst_id)
                        >= (SELECT analysts_per_article FROM annotations_project
                            WHERE id = NEW.project_id) THEN
                        RAISE EXCEPTION 'the article has as many analysts as it needs'
                            USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_article_id} for {self.analyst_id}"


def slots_taken() -> Combinable:
    """An expression for project articles: how many analysts have a slot of each.

    A live assignment is one, whatever became of it; so is a coding that somebody began by
    themselves. What is begun and was taken back is one again as soon as it is done.
    """
    given = Assignment.objects.filter(
        project_article=OuterRef("project_article"), analyst=OuterRef("analyst")
    )
    codings = Coding.objects.filter(kind=CodingKind.HUMAN).filter(
        Q(state=CodingState.DONE) & ~Q(Exists(given.live())) | ~Q(Exists(given))
    )
    return _count(Assignment.objects.live()) + _count(codings)


def fully_done(rows: models.QuerySet[ProjectArticle]) -> models.QuerySet[ProjectArticle]:
    """Those of which as many analysts are done as they need, and nobody else is at work."""
    codings = Coding.objects.filter(kind=CodingKind.HUMAN, state=CodingState.DONE)
    counted = rows.alias(taken=slots_taken(), done=_count(codings))
    return counted.filter(
        done__gte=models.F("project__analysts_per_article"), taken=models.F("done")
    )


def holders_of(rows: Iterable[UUID]) -> dict[UUID, dict[UUID, bool]]:
    """Who has a slot of each: True where it is assigned, False where it is only begun. Two
    queries."""
    holders: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    here = list(rows)
    given = Assignment.objects.filter(project_article__in=here)
    codings = Coding.objects.filter(project_article__in=here, analyst__isnull=False)
    known = set(given.values_list("project_article", "analyst"))
    for row, analyst, state in codings.values_list("project_article", "analyst", "state"):
        if state == CodingState.DONE or (row, analyst) not in known:
            holders[row][analyst] = False
    for row, analyst in given.live().values_list("project_article", "analyst"):
        holders[row][analyst] = True
    return holders


def _count(rows: models.QuerySet) -> Coalesce:
    here = rows.filter(project_article=OuterRef("pk")).order_by().values("project_article")
    counts = here.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
