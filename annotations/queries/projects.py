"""Projects with their counts, and how far each analyst is."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from annotations.models import (
    Coding,
    CodingKind,
    CodingState,
    Membership,
    Project,
    ProjectArticle,
    User,
)
from annotations.models.projects import ProjectQuerySet
from annotations.queries.ready_for import ReadyModelsFor


def counted(rows: QuerySet) -> Coalesce:
    """How many of `rows` (filtered by `project=OuterRef("pk")`) there are, as a column."""
    counts = rows.order_by().values("project").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


SEEN = ReadyModelsFor(
    lambda user, pk: Project.objects.visible_to(user).with_role_of(user).filter(pk=pk), [UUID]
)


def find_seen(user: User, pk: UUID) -> Project | None:
    """A project `with_role_of(user)`, for those who may see it. One query."""
    found: Project | None = SEEN.one(user, pk)
    return found


def projects_for(user: User) -> ProjectQuerySet:
    """Projects the user may see, with `article_count`, `my_open`, `my_done` and `my_role`."""
    mine = Coding.objects.filter(project=OuterRef("pk"), analyst=user)
    return (
        Project.objects.visible_to(user)
        .with_role_of(user)
        .annotate(
            article_count=counted(ProjectArticle.objects.filter(project=OuterRef("pk"))),
            my_open=counted(mine.filter(state=CodingState.OPEN)),
            my_done=counted(mine.filter(state=CodingState.DONE)),
        )
    )


@dataclass(frozen=True)
class AnalystProgress:
    name: str
    open: int
    done: int
    annotations: int


@dataclass(frozen=True)
class Progress:
    """How many articles somebody has begun, and how many somebody is done with."""

    articles: int
    begun: int
    done: int
    analysts: Sequence[AnalystProgress]


def progress_of(project: Project) -> Progress:
    """Over all analysts, so only for those who may see all codings. Two queries."""
    human = Coding.objects.filter(project=project, kind=CodingKind.HUMAN)
    done = Q(state=CodingState.DONE)
    totals = human.aggregate(
        begun=Count("project_article", distinct=True),
        done=Count("project_article", filter=done, distinct=True),
    )
    analysts = (
        User.objects.filter(codings__in=human)
        .annotate(
            open=Count("codings", filter=Q(codings__state=CodingState.OPEN)),
            done=Count("codings", filter=Q(codings__state=CodingState.DONE)),
            annotations=Sum("codings__annotation_count"),
        )
        .order_by("name", "username")
    )
    return Progress(
        articles=project.article_count,  # type: ignore[attr-defined]
        begun=totals["begun"],
        done=totals["done"],
        analysts=[
            AnalystProgress(user.shown_name, user.open, user.done, user.annotations)
            for user in analysts
        ],
    )


def members_of(project: Project) -> QuerySet[Membership]:
    """Who belongs to it, by name; not those who have left altogether."""
    return (
        Membership.objects.filter(project=project, user__left_at__isnull=True)
        .select_related("user")
        .order_by("user__name", "user__username", "pk")
    )
