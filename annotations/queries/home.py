"""What waits for somebody who has just come in, and where they left off."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from annotations.models import (
    Act,
    Coding,
    CodingKind,
    CodingState,
    Comment,
    Draft,
    Project,
    ProjectArticle,
    Role,
    User,
)
from annotations.permissions import WORKERS
from annotations.queries.comments import news_for
from annotations.queries.flags import flagged_by
from annotations.queries.projects import projects_for

# Of each list only the head is shown; behind it is a page of its own.
HEAD = 5
COMPARERS = [Role.MANAGER, Role.CURATOR]


@dataclass(frozen=True)
class Desk:
    """Everything the first page shows. `last` is the coding that was touched last, if any."""

    last: Coding | None
    news: Sequence[Comment]
    open: Sequence[Coding]
    flagged: Sequence[ProjectArticle]
    fresh: Sequence[ProjectArticle]
    drafts: Sequence[Draft]
    to_compare: Sequence[ProjectArticle]
    projects: Sequence[Project]

    @property
    def is_clear(self) -> bool:
        return not (
            self.news or self.open or self.flagged or self.fresh or self.drafts or self.to_compare
        )

    @property
    def articles(self) -> int:
        return sum(project.article_count for project in self.projects)  # type: ignore[attr-defined]


def desk_of(user: User) -> Desk:
    """The user's own work, drafts and projects; of others only what they said. Seven queries."""
    codings = list(codings_of(user)[: HEAD + 1])
    last = codings[0] if codings else None
    return Desk(
        last=last,
        news=news_for(user),
        open=[coding for coding in codings[1:] if coding.state == CodingState.OPEN][:HEAD],
        flagged=list(flagged_by(user)[:HEAD]),
        fresh=list(fresh_for(user)[:HEAD]),
        drafts=list(drafts_of(user)[:HEAD]),
        to_compare=list(to_compare_by(user)[:HEAD]),
        projects=list(projects_for(user).in_alphabet()),
    )


def codings_of(user: User) -> QuerySet[Coding]:
    """The user's codings, the last touched first, each with `place`: the annotation it was at."""
    acts = Act.objects.filter(coding=OuterRef("pk")).order_by("-number")
    return (
        Coding.objects.visible_to(user)
        .filter(analyst=user)
        .select_related("project", "project_article__article__source")
        .annotate(place=Subquery(acts.values("annotation")[:1]))
        .order_by("-changed_at", "-pk")
    )


def fresh_for(user: User) -> QuerySet[ProjectArticle]:
    """Articles that the user may annotate and has not begun, the latest taken in first."""
    return (
        ProjectArticle.objects.visible_to(user)
        .with_role_of(user)
        .with_coding_of(user)
        .filter(Q(my_state="") & Q(my_role__in=WORKERS))
        .select_related("project", "article__source")
        .order_by("-added_at", "-pk")
    )


def drafts_of(user: User) -> QuerySet[Draft]:
    """What the user took in and has not looked over, without the bytes."""
    return (
        Draft.objects.filter(owner=user, project__in=Project.objects.visible_to(user))
        .select_related("project")
        .only("title", "filename", "created_at", "project__name")
        .order_by("created_at", "pk")
    )


def to_compare_by(user: User) -> QuerySet[ProjectArticle]:
    """Articles that two or more analysts say they are done with, for those who compare."""
    done = Q(codings__kind=CodingKind.HUMAN, codings__state=CodingState.DONE)
    return (
        ProjectArticle.objects.visible_to(user)
        .with_role_of(user)
        .filter(Q(my_role__in=COMPARERS))
        .annotate(done_by=Count("codings", filter=done))
        .filter(Q(done_by__gte=2))
        .select_related("project", "article__source")
        .order_by(F("added_at").desc(), "-pk")
    )
