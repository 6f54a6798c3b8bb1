"""What was done in a project: one row a gesture, a merge, an import, an addition; latest first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    Act,
    ActorMove,
    Addition,
    BulkAct,
    BulkPart,
    CodedImport,
    Import,
    Project,
    TagMove,
    User,
    Verb,
    Verdict,
)
from annotations.models.acts import DOING
from annotations.queries.bulk_deeds import (
    actor_moves,
    additions,
    bulk_acts,
    coded_imports,
    imports,
    tag_moves,
)

ACCEPTED = [Verdict.ACCEPTED, Verdict.EDITED]


class DeedKind(TextChoices):
    SEVERAL = "several", _("Several at once")
    ACCEPTED = "accepted", _("Accepted")
    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    DELETED = "deleted", _("Deleted")
    REJECTED = "rejected", _("Rejected")
    REOPENED = "reopened", _("Reopened")
    LINKED = "linked", _("Linked")
    UNLINKED = "unlinked", _("Unlinked")
    UNDONE = "undone", _("Undone")
    REDONE = "redone", _("Redone")
    IMPORTED = "imported", _("Articles imported")
    ADDED = "added", _("Articles added")
    CODED = "coded", _("Annotations imported")
    FOUND = "found", _("Done to search results")
    TAGS = "tags", _("Tags merged or split")
    PEOPLE = "people", _("People merged or split")


@dataclass(frozen=True)
class Sought:
    by: UUID | None = None
    kind: str = ""


KINDS = {
    Import: DeedKind.IMPORTED,
    Addition: DeedKind.ADDED,
    CodedImport: DeedKind.CODED,
    BulkAct: DeedKind.FOUND,
    TagMove: DeedKind.TAGS,
    ActorMove: DeedKind.PEOPLE,
}
BULK = {
    DeedKind.IMPORTED: imports,
    DeedKind.ADDED: additions,
    DeedKind.CODED: coded_imports,
    DeedKind.FOUND: bulk_acts,
    DeedKind.TAGS: tag_moves,
    DeedKind.PEOPLE: actor_moves,
}


def tables_of(project: Project, sought: Sought) -> list[QuerySet[Any, Any]]:
    """What was sought, each table by itself: the keys of all are made in the order of time.

    As many of them whatever is in the project.
    """
    if sought.kind in BULK:
        return [BULK[DeedKind(sought.kind)](project, sought.by)]
    gestures = gestures_in(project, sought)
    if sought.kind and sought.kind != DeedKind.SEVERAL:
        return [gestures]
    return [gestures, *(deeds(project, sought.by) for deeds in BULK.values())]


def gestures_in(project: Project, sought: Sought) -> QuerySet[Act, Any]:
    """The first act of each gesture, with `size`: how many annotations it concerned.

    Those of a bulk act are that act's. Keys are made in the order of time, so they are the order,
    without an index more.
    """
    together = Act.objects.filter(coding=OuterRef("coding"), gesture=OuterRef("gesture"))
    counted = together.order_by().values("gesture").annotate(n=Count("pk")).values("n")
    acts = Act.objects.filter(Q(gesture__isnull=True) | Q(gesture=F("number")))
    acts = acts.filter(coding__project=project, coding__analyst__isnull=False)
    acts = acts.exclude(Exists(BulkPart.objects.filter(act=OuterRef("pk"))))
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
        .defer("before", "after", "touched", "linked")
    )


def kind_of(deed: Any) -> DeedKind:
    if not isinstance(deed, Act):
        return KINDS[type(deed)]
    act = deed
    if act.verb == Verb.CREATED and act.now in ACCEPTED:
        return DeedKind.ACCEPTED
    return DeedKind(act.verb)


def can_be_taken_back(deed: Any) -> bool:
    """As far as the deed itself knows: what was done later may stand in the way."""
    if isinstance(deed, (TagMove, ActorMove)):
        built_on: Any = deed
        there = getattr(deed, "is_there", True)
        return deed.undone_at is None and not built_on.is_built_on and there
    if isinstance(deed, BulkAct):
        return deed.can_go_back and deed.taken_back < deed.done  # type: ignore[attr-defined]
    if not isinstance(deed, Act):
        return deed.is_left and (isinstance(deed, Addition) or deed.finished_at is not None)
    act = deed
    stands = act.verb in DOING and not act.is_undone and not act.is_dropped
    return stands and act.coding.is_current and (act.gesture is not None or act.is_of_article)


def doers_in(project: Project) -> QuerySet[User]:
    """Whoever did anything there, members or not."""
    acts = Act.objects.filter(coding__project=project)
    did = Q(pk__in=acts.values("by"))
    for rows in (deeds(project, None) for deeds in BULK.values()):
        name = "owner" if rows.model in (Import, CodedImport) else "by"
        did |= Q(pk__in=rows.order_by().values(name))
    return User.objects.filter(did).order_by("username")
