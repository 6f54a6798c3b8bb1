"""Who has what of a project, what is free, and what lies idle."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.domain.assigning import Place, Worker, shared_out
from annotations.models import (
    Assignment,
    Coding,
    CodingKind,
    CodingState,
    Membership,
    Project,
    ProjectArticle,
    User,
)
from annotations.models.articles import NEVER, UNDATED
from annotations.models.assignments import IDLE, AssignmentQuerySet, fully_done, slots_taken
from annotations.permissions import WORKERS


class Turn(models.TextChoices):
    """Which articles of a project come first."""

    ADDED = "added", _("Taken in first")
    OLDEST = "oldest", _("Published first")
    NEWEST = "newest", _("Published last")


@dataclass
class Desk:
    """What one member has: `waiting` is assigned and not begun, `idle` a part of what is open."""

    membership: Membership
    waiting: int = 0
    open: int = 0
    done: int = 0
    idle: int = 0

    @property
    def load(self) -> int:
        return self.waiting + self.open


@dataclass(frozen=True)
class Shares:
    """What filling up would do: how many more each gets, and how many slots stay free."""

    pairs: Sequence[tuple[UUID, UUID]]
    desks: Sequence[Desk]
    gets: dict[UUID, int]
    left: int

    @property
    def rows(self) -> list[tuple[Desk, int]]:
        return [(desk, self.gets.get(desk.membership.user_id, 0)) for desk in self.desks]


def desks_of(project: Project, at: datetime) -> list[Desk]:
    """Of everybody who annotates in the project, by name. Three queries."""
    members = Membership.objects.filter(project=project, role__in=WORKERS)
    members = members.select_related("user").order_by("user__name", "user__username", "pk")
    desks = {member.user_id: Desk(member) for member in members}
    codings = Coding.objects.filter(project=project, kind=CodingKind.HUMAN)
    for row in codings.values("analyst").annotate(
        open=Count("pk", filter=Q(state=CodingState.OPEN)),
        done=Count("pk", filter=Q(state=CodingState.DONE)),
    ):
        if desk := desks.get(row["analyst"]):
            desk.open, desk.done = row["open"], row["done"]
    unfinished = Assignment.objects.unfinished().filter(project=project)
    for row in unfinished.values("analyst").annotate(
        waiting=Count("pk", filter=Q(state="")),
        idle=Count("pk", filter=Q(touched_at__lte=at - IDLE)),
    ):
        if desk := desks.get(row["analyst"]):
            desk.waiting, desk.idle = row["waiting"], row["idle"]
    return list(desks.values())


def shares_of(
    project: Project,
    at: datetime,
    analysts: Iterable[UUID],
    turn: str = Turn.ADDED,
    at_most: int | None = None,
) -> Shares:
    """How the free slots of all articles would be shared out among these. Six queries."""
    desks = desks_of(project, at)
    wanted = set(analysts)
    people = [desk for desk in desks if desk.membership.user_id in wanted]
    workers = [
        Worker(desk.membership.user_id, desk.load, frozenset(desk.membership.user.languages))
        for desk in people
    ]
    places = _places(project, turn)
    pairs = shared_out(places, workers, at_most)
    gets: dict[UUID, int] = defaultdict(int)
    for _row, analyst in pairs:
        gets[analyst] += 1
    free = sum(place.free for place in places)
    return Shares(pairs, people, dict(gets), free - len(pairs))


def _places(project: Project, turn: str) -> list[Place]:
    """Articles with free slots, in turn, and who had them."""
    published = {
        Turn.OLDEST: Coalesce("article__published_on", NEVER).asc(),
        Turn.NEWEST: Coalesce("article__published_on", UNDATED).desc(),
    }
    order = published.get(Turn(turn))
    rows = ProjectArticle.objects.filter(project=project).annotate(taken=slots_taken())
    free = rows.filter(taken__lt=project.analysts_per_article)
    free = free.order_by(*([order] if order else []), "added_at", "pk")
    known: dict[UUID, set[UUID]] = defaultdict(set)
    for had in (
        Assignment.objects.filter(project=project),
        Coding.objects.filter(project=project, kind=CodingKind.HUMAN),
    ):
        for row, analyst in had.values_list("project_article", "analyst"):
            known[row].add(analyst)
    return [
        Place(row, language, project.analysts_per_article - taken, frozenset(known[row]))
        for row, language, taken in free.values_list("pk", "article__language", "taken")
    ]


def rows_of(project: Project, words: str = "", only_free: bool = False) -> QuerySet[ProjectArticle]:
    """Articles to be given by hand, with `taken`; to be paged by `added_at` and `id`."""
    rows: Any = ProjectArticle.objects.filter(project=project).titled(words)
    rows = rows.annotate(taken=slots_taken())
    if only_free:
        rows = rows.filter(taken__lt=project.analysts_per_article)
    return rows.select_related("article__source")


@dataclass(frozen=True)
class Holder:
    """Who has an article, and how far they are: `state` is "" where it is not begun."""

    name: str
    state: str


def put_holders(rows: Iterable[ProjectArticle]) -> None:
    """Sets `holders` on each: who was given it, then who began by themselves. Two queries."""
    found: dict[UUID, dict[UUID, Holder]] = defaultdict(dict)
    here = list(rows)
    given = Assignment.objects.live().with_coding().filter(project_article__in=here)
    begun = Coding.objects.filter(project_article__in=here, kind=CodingKind.HUMAN)
    for one in (
        *given.select_related("analyst").order_by("assigned_at", "pk"),
        *begun.select_related("analyst").order_by("created_at", "pk"),
    ):
        people = found[one.project_article_id]
        people.setdefault(one.analyst_id, Holder(one.analyst.shown_name, one.state))
    for row in here:
        row.holders = list(found[row.pk].values())  # type: ignore[attr-defined]


def idle_in(project: Project, at: datetime) -> AssignmentQuerySet:
    """What lies idle in the project, the longest first."""
    rows = Assignment.objects.idle(at).filter(project=project)
    return rows.select_related("analyst", "project_article__article")


def idle_for(user: User, at: datetime) -> AssignmentQuerySet:
    """What lies idle of the user's own, over all projects that they belong to and that go on."""
    mine = Assignment.objects.idle(at).filter(
        analyst=user,
        project__in=Project.objects.visible_to(user).filter(archived_at__isnull=True),
    )
    return mine.select_related("project", "project_article__article__source")


def assigned_to(user: User, at: datetime) -> QuerySet[Assignment]:
    """What the user was given or took, and has not begun; sooner deadlines first.

    Each with `is_idle`.
    """
    projects = Project.objects.visible_to(user).filter(archived_at__isnull=True)
    rows = Assignment.objects.unfinished().filter(Q(state=""), analyst=user, project__in=projects)
    idle = Case(When(touched_at__lte=at - IDLE, then=True), default=False)
    rows = rows.annotate(is_idle=idle).select_related("project", "project_article__article__source")
    return rows.order_by(F("project__due_on").asc(nulls_last=True), "assigned_at", "pk")


def last_act(project: Project) -> UUID | None:
    """The manager's act that undo would take back. One query."""
    acts = Assignment.objects.filter(project=project, act__isnull=False).order_by("-act")
    return acts.values_list("act", flat=True).first()


def to_open_in(project: Project) -> int:
    """How many articles are done by all their analysts and not opened to them. One query."""
    rows = ProjectArticle.objects.filter(project=project, opened_at__isnull=True)
    return fully_done(rows).count()
