"""What waits for somebody who has just come in, and where they left off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from annotations.models import (
    Act,
    Assignment,
    Coding,
    CodingKind,
    CodingState,
    Comment,
    Draft,
    Project,
    ProjectArticle,
    Role,
    SavedSearch,
    User,
)
from annotations.models.positions import read_by
from annotations.permissions import WORKERS
from annotations.queries.assignments import assigned_to
from annotations.queries.carries import to_answer
from annotations.queries.comments import news_for
from annotations.queries.flags import flagged_by
from annotations.queries.positions import read_last
from annotations.queries.projects import projects_for

# Of each list only the head is shown; behind it is a page of its own.
HEAD = 5
COMPARERS = [Role.MANAGER, Role.CURATOR]
# Nothing waits in an archived project.
IN_WORK = Q(project__archived_at__isnull=True)


@dataclass(frozen=True)
class Last:
    """The article that was read or worked on last: what to go on with.

    `read` is in percent, `state` and `annotations` are those of the reader's coding, "" and 0
    where there is none. `place` is the annotation they were at, for a link to it.
    """

    at: datetime
    row: ProjectArticle
    project: Project
    read: int
    state: str
    annotations: int
    place: int | None = None


@dataclass(frozen=True)
class Desk:
    """Everything the first page shows. `last` is where the reader was last, if anywhere."""

    last: Last | None
    news: Sequence[Comment]
    changed: Sequence[ProjectArticle]
    assigned: Sequence[Assignment]
    open: Sequence[Coding]
    flagged: Sequence[ProjectArticle]
    fresh: Sequence[ProjectArticle]
    drafts: Sequence[Draft]
    to_compare: Sequence[ProjectArticle]
    projects: Sequence[Project]
    searches: Sequence[SavedSearch]

    @property
    def is_clear(self) -> bool:
        mine = (self.assigned, self.open, self.flagged, self.fresh, self.drafts)
        waiting = (self.news, self.changed, *mine)
        return not (any(waiting) or self.to_compare)

    @property
    def can_annotate(self) -> bool:
        return any(project.my_role in WORKERS for project in self.projects)

    @property
    def articles(self) -> int:
        return sum(project.article_count for project in self.projects)  # type: ignore[attr-defined]


def desk_of(user: User, at: datetime) -> Desk:
    """The user's own work, drafts and projects; of others only what they said. Eleven queries."""
    codings = list(codings_of(user).filter(IN_WORK)[: HEAD + 1])
    last = last_of(next(iter(codings), None), read_last(user).filter(IN_WORK).first())
    others = [one for one in codings if last and one.project_article != last.row]
    assigned = list(assigned_to(user, at)[:HEAD])
    given = {one.project_article_id for one in assigned}
    fresh = [row for row in fresh_for(user)[: 2 * HEAD + 1] if row.pk not in given]
    return Desk(
        last=last,
        news=news_for(user),
        changed=list(to_answer(user).filter(IN_WORK)[:HEAD]),
        assigned=assigned,
        open=[coding for coding in others if coding.state == CodingState.OPEN][:HEAD],
        flagged=list(flagged_by(user).filter(IN_WORK)[:HEAD]),
        fresh=[row for row in fresh if not last or row != last.row][:HEAD],
        drafts=list(drafts_of(user).filter(IN_WORK)[:HEAD]),
        to_compare=list(to_compare_by(user)[:HEAD]),
        projects=list(projects_for(user).current().in_alphabet()),
        searches=list(SavedSearch.objects.of(user).with_new().in_order()),
    )


def last_of(touched: Any, read: Any) -> Last | None:
    """The later of two, either of which may be None: a coding of `codings_of`, a `read_last`."""
    if read and (touched is None or read.read_at >= touched.changed_at):
        row, project = read.project_article, read.project
        return Last(
            at=read.read_at,
            row=row,
            project=project,
            read=read.my_read,
            state=read.my_state,
            annotations=read.my_annotations,
        )
    if touched is None:
        return None
    row, project = touched.project_article, touched.project
    state, count = touched.state, touched.annotation_count
    return Last(
        at=touched.changed_at,
        row=row,
        project=project,
        read=touched.my_read,
        state=state,
        annotations=count,
        place=touched.place,
    )


def codings_of(user: User) -> QuerySet[Coding]:
    """The user's codings, the last touched first.

    Each with `place`, the annotation it was at, and `my_read`, the percent that was read.
    """
    acts = Act.objects.filter(coding=OuterRef("pk")).order_by("-number")
    return (
        Coding.objects.visible_to(user)
        .filter(analyst=user)
        .select_related("project", "project_article__article__source")
        .annotate(
            place=Subquery(acts.values("annotation")[:1]),
            my_read=read_by(user.pk, "project_article"),
        )
        .order_by("-changed_about", "-changed_at", "-pk")
    )


def fresh_for(user: User) -> QuerySet[ProjectArticle]:
    """Articles that the user may annotate and has not begun, the latest taken in first."""
    return (
        ProjectArticle.objects.visible_to(user)
        .with_role_of(user)
        .with_coding_of(user)
        .filter(Q(my_state="") & Q(my_role__in=WORKERS))
        .annotate(my_read=read_by(user.pk, "pk"))
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
    people = Q(codings__kind=CodingKind.HUMAN, codings__is_current=True)
    done = people & Q(codings__state=CodingState.DONE)
    return (
        ProjectArticle.objects.visible_to(user)
        .with_role_of(user)
        .filter(Q(my_role__in=COMPARERS))
        .annotate(done_by=Count("codings", filter=done))
        .filter(Q(done_by__gte=2))
        .select_related("project", "article__source")
        .order_by(F("added_at").desc(), "-pk")
    )
