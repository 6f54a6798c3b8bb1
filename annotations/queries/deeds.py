"""What was done in a project, one row a gesture, the latest first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.models import Act, Project, User, Verb, Verdict
from annotations.models.acts import DOING

ACCEPTED = [Verdict.ACCEPTED, Verdict.EDITED]


class DeedKind(TextChoices):
    SEVERAL = "several", _("Several at once")
    ACCEPTED = "accepted", _("Accepted")
    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    DELETED = "deleted", _("Deleted")
    REJECTED = "rejected", _("Rejected")
    REOPENED = "reopened", _("Reopened")
    UNDONE = "undone", _("Undone")
    REDONE = "redone", _("Redone")


@dataclass(frozen=True)
class Sought:
    by: UUID | None = None
    kind: str = ""


def deeds_in(project: Project, sought: Sought) -> QuerySet[Act, Any]:
    """The first act of each gesture, with `size`: how many annotations it concerned.

    Keys are made in the order of time, so they are the order, without an index more.
    """
    together = Act.objects.filter(coding=OuterRef("coding"), gesture=OuterRef("gesture"))
    counted = together.order_by().values("gesture").annotate(n=Count("pk")).values("n")
    acts = Act.objects.filter(Q(gesture__isnull=True) | Q(gesture=F("number")))
    acts = acts.filter(coding__project=project, coding__analyst__isnull=False)
    if sought.by:
        acts = acts.filter(by=sought.by)
    if sought.kind == DeedKind.SEVERAL:
        acts = acts.filter(gesture__isnull=False)
    elif sought.kind == DeedKind.ACCEPTED:
        acts = acts.filter(verb=Verb.CREATED, now__in=ACCEPTED)
    elif sought.kind:
        acts = acts.filter(verb=sought.kind)
    return (
        acts.annotate(size=Coalesce(Subquery(counted), 1))
        .select_related("by", "coding__analyst", "coding__project_article__article")
        .defer("before", "after", "touched")
    )


def kind_of(act: Act) -> DeedKind:
    if act.verb == Verb.CREATED and act.now in ACCEPTED:
        return DeedKind.ACCEPTED
    return DeedKind(act.verb)


def can_be_taken_back(act: Act) -> bool:
    """As far as the act itself knows: later ones may stand in the way."""
    stands = act.verb in DOING and not act.is_undone and not act.is_dropped
    return stands and act.coding.is_current and (act.gesture is not None or act.is_of_article)


def doers_in(project: Project) -> QuerySet[User]:
    """Whoever did anything there, members or not."""
    acts = Act.objects.filter(coding__project=project)
    return User.objects.filter(pk__in=acts.values("by")).order_by("username")
