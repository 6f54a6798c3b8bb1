"""Pages that the worker fetches and takes in; ask again what became of each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status

from annotations.actions.retrievals import ask_for_page
from annotations.api.articles import find_open
from annotations.api.inputs import Address, Body, Word
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rows import facts_of
from annotations.models import Retrieval
from annotations.web.failures import sentence_of_failure

router = Router()


class RetrievalOut(Schema):
    """`state` is waiting, taken or failed, then with the reason in `why`; `status` is that of the
    `article`: created, exists or revised."""

    id: UUID
    project: UUID
    url: str
    source_name: str
    state: str
    status: str
    article: UUID | None
    why: str
    asked_at: datetime
    finished_at: datetime | None


class RetrievalIn(Body):
    """Without `source_name` the page, or whose home page is there, says whose article it is."""

    url: Address
    source_name: Word = ""


def shape(row: Retrieval) -> RetrievalOut:
    facts = facts_of(row, RetrievalOut, "article", "why")
    why = sentence_of_failure(row.failure)
    return RetrievalOut(article=row.project_article_id, why=why, **facts)


@router.get(
    "/projects/{uuid:pk}/retrievals",
    response=Listing[RetrievalOut],
    summary="Pages that were asked for",
)
def retrievals_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Of the last two weeks."""
    rows = Retrieval.objects.filter(project=find_open(request, pk))
    return listed(request, response, rows, cut, each(shape))


@router.post(
    "/projects/{uuid:pk}/retrievals",
    response={202: RetrievalOut},
    summary="Take in what is at an address",
)
def retrievals_create(request: Asked, response: HttpResponse, pk: UUID, body: RetrievalIn) -> Any:
    """Soon. Location is where to ask what became of it."""
    made = ask_for_page(
        project=find_open(request, pk),
        url=body.url,
        source_name=body.source_name,
        by=request.user,
        at=timezone.now(),
    )
    response["Location"] = f"/api/retrievals/{made.pk}"
    return Status(202, shape(made))


@router.get("/retrievals/{uuid:pk}", response=RetrievalOut, summary="What became of one")
def retrievals_get(request: Asked, pk: UUID) -> Any:
    row = get_object_or_404(Retrieval.objects.visible_to(request.user), pk=pk)
    find_open(request, row.project_id)
    return shape(row)
