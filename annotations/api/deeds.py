"""What was done in a project, for its managers, who may take back what somebody did at once."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from annotations.actions.taking_back import take_back
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, demand_mark, paged
from annotations.api.projects import find_project
from annotations.models import Act, ActorMove, Addition, BulkAct, CodedImport, Import, TagMove
from annotations.permissions import can_manage
from annotations.queries.deeds import DeedKind, Sought, can_be_taken_back, kind_of, tables_of
from annotations.web.guards import demand
from annotations.web.paging import Key, page_of_several

router = Router()
LATEST_FIRST = Key("id", descending=True)
# Under which address each is found, and taken back; acts are taken back here.
ADDRESSES: dict[type[Any], str] = {
    Import: "imports",
    Addition: "additions",
    CodedImport: "annotation-imports",
    BulkAct: "bulk-acts",
    TagMove: "tag-moves",
    ActorMove: "actor-moves",
}


class DeedOut(Schema):
    """`address` leads to it where it has one. What somebody did in a coding has none: it is of an
    `article`, and changed `size` annotations, or the one of that number."""

    id: UUID
    kind: str
    by: UUID | None
    at: datetime
    article: UUID | None
    coding: UUID | None
    annotation: int | None
    size: int
    can_be_taken_back: bool
    address: str | None


class Which(Schema):
    by: UUID | None = None
    kind: DeedKind | None = None


@router.get("/projects/{uuid:pk}/deeds", response=Listing[DeedOut], summary="What was done")
def deeds_list(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    cut: Paging,
    which: Annotated[Which, Query(...)],
) -> Any:
    """The latest first, each gesture once. For managers."""
    project = find_project(request, pk)
    demand(can_manage(project))
    demand_mark(cut, [LATEST_FIRST])
    tables = tables_of(project, Sought(which.by, which.kind or ""))
    page = page_of_several(tables, LATEST_FIRST, cut.cursor, cut.limit)
    return paged(request, response, page, [_shape(one) for one in page.rows])


@router.post(
    "/projects/{uuid:pk}/deeds/{uuid:act}/undo", response={204: None}, summary="Take it back"
)
def deeds_undo(request: Asked, pk: UUID, act: UUID) -> Any:
    """What somebody did at once in a coding, as far as nobody changed it since. That can be taken
    back in its turn."""
    project = find_project(request, pk)
    demand(can_manage(project))
    acts = Act.objects.at_once().filter(coding__project=project)
    found = get_object_or_404(acts.select_related("coding__analyst"), pk=act)
    take_back(act=found, by=request.user, at=timezone.now())
    return Status(204, None)


def _shape(deed: Any) -> DeedOut:
    is_act = isinstance(deed, Act)
    name = ADDRESSES.get(type(deed))
    is_import = isinstance(deed, Import | CodedImport)
    return DeedOut(
        id=deed.pk,
        kind=kind_of(deed),
        by=deed.owner_id if is_import else deed.by_id,
        at=deed.uploaded_at if is_import else deed.at,
        article=deed.coding.project_article_id if is_act else None,
        coding=deed.coding_id if is_act else None,
        annotation=deed.annotation if is_act else None,
        size=deed.size if is_act else 1,
        can_be_taken_back=can_be_taken_back(deed),
        address=f"/api/{name}/{deed.pk}" if name else None,
    )
