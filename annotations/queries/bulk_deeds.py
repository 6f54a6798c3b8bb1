"""What was done to many things at once, with whether it stands and can be taken back."""

from itertools import product
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from annotations.models import (
    Actor,
    ActorMove,
    Addition,
    Back,
    BulkAct,
    CodedImport,
    CodedImportEntry,
    CodedImportMade,
    Import,
    ImportEntry,
    Project,
    TagMove,
    TakingOut,
)

Deeds = QuerySet[Any, Any]


def actor_moves(project: Project | None, by: UUID | None) -> Deeds:
    """Merges and splits of actors, everywhere or with statements of a project.

    Each with `is_built_on`: it is undone only after a later one; and `is_there`: whom it went to is
    in the register still.
    """
    rows = (
        ActorMove.objects.filter(projects__contains=[project.pk]) if project else ActorMove.objects
    )
    later = _touching(ActorMove.objects.standing(), "from_actor", "to_actor")
    there = Actor.objects.filter(pk=OuterRef("to_actor"))
    rows = rows.annotate(is_built_on=Exists(later), is_there=Exists(there))
    return _done(rows, by).defer("removed", "made", "changed", "projects")


def tag_moves(project: Project, by: UUID | None) -> Deeds:
    """Merges and splits of tags of its codebook, each with `is_built_on`."""
    later = _touching(TagMove.objects.standing(), "from_tag", "to_tag")
    rows = TagMove.objects.filter(codebook=project.codebook_id).annotate(is_built_on=Exists(later))
    rows = rows.select_related("from_tag", "to_tag")
    return _done(rows, by).defer("moved", "doubled", "children")


def imports(project: Project, by: UUID | None) -> Deeds:
    """Files that were begun, each with `gone`: how many articles were taken out; and `is_left`."""
    left = ImportEntry.objects.filter(
        upload=OuterRef("pk"), is_added=True, project_article__isnull=False
    )
    rows = Import.objects.filter(project=project, started_at__isnull=False)
    rows = rows.annotate(is_left=Exists(left), gone=_gone("upload")).select_related("owner")
    return rows.filter(owner=by) if by else rows


def coded_imports(project: Project, by: UUID | None) -> Deeds:
    """Files of annotations that were begun, each with `is_left` and `is_back`: whether some of what
    it made is."""
    entries = CodedImportEntry.objects.filter(upload=OuterRef("pk"))
    things = CodedImportMade.objects.filter(upload=OuterRef("pk"))
    back = Q(Exists(entries.filter(back=Back.DONE))) | Q(Exists(things.filter(back=Back.DONE)))
    back |= Q(Exists(entries.filter(gone__gt=0)))
    left = Q(Exists(entries.to_take_back())) | Q(Exists(things.that_can_go()))
    rows = CodedImport.objects.filter(project=project, started_at__isnull=False)
    rows = rows.annotate(is_left=left, is_back=back).select_related("owner")
    return rows.filter(owner=by) if by else rows


def additions(project: Project, by: UUID | None) -> Deeds:
    """Each with `size`, `gone` and `is_left`, as those of imports; `left` are still to come."""
    rows = Addition.objects.filter(project=project).annotate(
        size=F("rows__len"), left=F("waiting__len"), gone=_gone("addition")
    )
    rows = rows.annotate(is_left=Q(gone__lt=F("size"))).select_related("by")
    rows = rows.defer("rows", "waiting")
    return rows.filter(by=by) if by else rows


def bulk_acts(project: Project, by: UUID | None) -> Deeds:
    """What was done to results of a search, each with `taken_back`: how many changes."""
    rows = BulkAct.objects.filter(project=project)
    backs = BulkAct.objects.filter(takes_back=OuterRef("pk")).order_by().values("takes_back")
    back = Coalesce(Subquery(backs.annotate(n=Sum("done")).values("n")), 0)
    rows = rows.annotate(taken_back=back).select_related("by", "takes_back")
    return rows.filter(by=by) if by else rows


def _done(rows: Deeds, by: UUID | None) -> Deeds:
    rows = rows.select_related("by", "undone_by")
    return rows.filter(by=by) if by else rows


def _touching(moves: Deeds, *ends: str) -> Deeds:
    """Later ones that share an end."""
    shared = Q()
    for mine, its in product(ends, ends):
        shared |= Q(**{mine: OuterRef(its)})
    return moves.filter(shared, pk__gt=OuterRef("pk"))


def _gone(column: str) -> Coalesce:
    taken = TakingOut.objects.filter(**{column: OuterRef("pk")}).order_by().values(column)
    return Coalesce(Subquery(taken.annotate(n=Sum("gone")).values("n")), 0)
