"""Which article is next for an analyst: what is theirs already, else one with a free slot."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from annotations.models import (
    Assignment,
    Coding,
    CodingState,
    Project,
    ProjectArticle,
    User,
)
from annotations.models.articles import NEVER
from annotations.models.assignments import slots_taken
from annotations.permissions import WORKERS


def held_by(user: User, project: Project | None = None) -> QuerySet[ProjectArticle]:
    """Assigned to the user or begun, and not done; with `held_since` and `my_state`.

    What was taken back from them is no longer theirs.
    """
    given = Assignment.objects.filter(project_article=OuterRef("pk"), analyst=user)
    rows = _workable(user, project).annotate(
        held_since=Coalesce(Subquery(given.live().values("assigned_at")[:1]), _begun_at(user))
    )
    return rows.filter(
        Q(Exists(given.live())) | Q(my_state=CodingState.OPEN) & ~Q(Exists(given))
    ).exclude(Q(my_state=CodingState.DONE))


def next_held(
    user: User, project: Project | None = None, after: ProjectArticle | None = None
) -> ProjectArticle | None:
    """What was begun before what was not; sooner deadlines first, then what is held longest.

    From an article that the user has and passes over, the one that they have had next longest.
    One query, two where they pass one over.
    """
    rows = held_by(user, project)
    if after is None:
        order = Case(When(my_state=CodingState.OPEN, then=Value(0)), default=Value(1))
        return rows.order_by(order, *SOONEST, "held_since", "pk").first()
    here: Any = rows.filter(pk=after.pk).first()
    if here is None:
        return next_held(user, project)
    later = Q(held_since__gt=here.held_since) | Q(held_since=here.held_since, pk__gt=here.pk)
    return rows.filter(later).order_by("held_since", "pk").first()


def free_for(user: User, project: Project | None = None) -> QuerySet[ProjectArticle]:
    """Articles with a free slot that the user reads and never had, in the order they are given.

    Sooner deadlines first, then what was added first.
    """
    mine = Assignment.objects.filter(project_article=OuterRef("pk"), analyst=user)
    rows = _workable(user, project).filter(Q(my_state="") & ~Q(Exists(mine)))
    if user.languages:
        rows = rows.filter(article__language__in=["", *user.languages])
    rows = rows.alias(taken=slots_taken()).filter(taken__lt=F("project__analysts_per_article"))
    return rows.order_by(*SOONEST, "added_at", "pk")


SOONEST = [Coalesce("project__due_on", NEVER)]


def _workable(user: User, project: Project | None) -> QuerySet[ProjectArticle]:
    rows = ProjectArticle.objects.visible_to(user).with_role_of(user).with_coding_of(user)
    if project is not None:
        rows = rows.filter(project=project)
    return rows.filter(Q(my_role__in=WORKERS), project__archived_at__isnull=True)


def _begun_at(user: User) -> Subquery:
    own = Coding.objects.filter(project_article=OuterRef("pk"), analyst=user)
    return Subquery(own.values("created_at")[:1])
