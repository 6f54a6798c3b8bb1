"""Which articles of a project can be adjudicated, which are being, and which are agreed."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from annotations.models import CodingKind, CodingState, Project, ProjectArticle
from annotations.models.adjudications import Adjudication, adjudications_of

# One coding alone has nothing to be compared with.
FEWEST = 2


class Stage(models.TextChoices):
    READY = "ready", _("Ready")
    OPEN = "open", _("In work")
    DONE = "done", _("Agreed")


@dataclass(frozen=True)
class Queued:
    row: ProjectArticle
    found: Adjudication

    @property
    def counts(self) -> list[tuple[str, int]]:
        return self.found.tallies


def queue_of(project: Project) -> QuerySet[Any]:
    """The project's articles with a `stage`: those whose analysts are all done, those in work and
    those that are agreed. With `rank`, for an order: what is in work first."""
    current = Q(codings__is_current=True)
    done = current & Q(codings__kind=CodingKind.HUMAN, codings__state=CodingState.DONE)
    gold = current & Q(codings__kind=CodingKind.GOLD)
    rows = ProjectArticle.objects.filter(project=project).annotate(
        done=Count("codings", filter=done),
        golds=Count("codings", filter=gold),
        agreed=Count("codings", filter=gold & Q(codings__state=CodingState.DONE)),
    )
    needed = max(FEWEST, project.analysts_per_article)
    return rows.filter(Q(done__gte=needed) | Q(golds__gt=0)).annotate(
        stage=Case(
            When(agreed__gt=0, then=Value(Stage.DONE)),
            When(golds__gt=0, then=Value(Stage.OPEN)),
            default=Value(Stage.READY),
        ),
        rank=Case(
            When(agreed__gt=0, then=Value(2)),
            When(golds__gt=0, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        ),
    )


def stages_of(project: Project) -> list[tuple[str, str, int]]:
    """(value, words, how many articles) of each stage. One query."""
    counts = Counter(queue_of(project).order_by().values_list("stage", flat=True))
    return [(stage.value, str(stage.label), counts[stage.value]) for stage in Stage]


def next_of(project: Project, after: ProjectArticle | None = None) -> ProjectArticle | None:
    """What is in work first, then what is ready, in the order in which they came. One query."""
    rows = queue_of(project).exclude(stage=Stage.DONE).order_by("rank", "pk")
    found: ProjectArticle | None = (rows.exclude(pk=after.pk) if after else rows).first()
    return found


def with_places(rows: list[ProjectArticle]) -> list[Queued]:
    """Each with its places. Eight queries for all together."""
    found = adjudications_of(row.pk for row in rows)
    return [Queued(row, found[row.pk]) for row in rows]
