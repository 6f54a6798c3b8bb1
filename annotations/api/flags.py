"""Flags for later: each person's own, on articles and on annotations of theirs; nobody else's."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from annotations.actions.acts import Gone
from annotations.actions.flags import put_flag, take_flag
from annotations.api.articles import find_article
from annotations.api.inputs import LONGEST
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.rows import facts_of
from annotations.models import Flag, ProjectArticle
from annotations.permissions import can_annotate
from annotations.web.guards import demand

router = Router()
Numbered = Annotated[int, Path(ge=1, le=LONGEST)]


class FlagOut(Schema):
    """`annotation` is the number of a passage or a statement in your coding of the article, null
    where the flag is on the article."""

    project: UUID
    article: UUID
    annotation: int | None
    put_at: datetime


class Flagged(Schema):
    project: UUID | None = None
    article: Annotated[UUID | None, Field(description="As its project has it.")] = None


@router.get("/flags", response=Listing[FlagOut], summary="What you flagged for later")
def flags_list(
    request: Asked, response: HttpResponse, cut: Paging, which: Annotated[Flagged, Query(...)]
) -> Any:
    """In the order in which you did. That of an annotation which was deleted is left out, and is
    there again when it comes back."""
    seen = ProjectArticle.objects.visible_to(request.user).values("pk")
    rows = Flag.objects.standing().filter(reader=request.user, project_article__in=seen)
    if which.project:
        rows = rows.filter(project=which.project)
    if which.article:
        rows = rows.filter(project_article=which.article)
    return listed(request, response, rows, cut, each(_shape))


@router.put("/articles/{uuid:pk}/flag", response={204: None}, summary="Flag an article for later")
def flags_put(request: Asked, pk: UUID) -> Any:
    """For readers, too. Again it changes nothing."""
    put_flag(project_article=find_article(request, pk), by=request.user, at=timezone.now())
    return Status(204, None)


@router.delete("/articles/{uuid:pk}/flag", response={204: None}, summary="Take it off")
def flags_take(request: Asked, pk: UUID) -> Any:
    take_flag(project_article=find_article(request, pk), by=request.user)
    return Status(204, None)


@router.put(
    "/articles/{uuid:pk}/flags/{int:number}",
    response={204: None},
    summary="Flag an annotation of yours for later",
)
def flags_put_on_annotation(request: Asked, pk: UUID, number: Numbered) -> Any:
    """By the number that it has in your coding."""
    article = _annotated(request, pk)
    try:
        put_flag(project_article=article, by=request.user, at=timezone.now(), annotation=number)
    except Gone:
        raise Http404 from None
    return Status(204, None)


@router.delete(
    "/articles/{uuid:pk}/flags/{int:number}",
    response={204: None},
    summary="Take it off an annotation",
)
def flags_take_from_annotation(request: Asked, pk: UUID, number: Numbered) -> Any:
    take_flag(project_article=_annotated(request, pk), by=request.user, annotation=number)
    return Status(204, None)


def _annotated(request: Asked, pk: UUID) -> ProjectArticle:
    """Raises Http404, PermissionDenied."""
    article = find_article(request, pk)
    demand(can_annotate(article))
    return article


def _shape(row: Flag) -> FlagOut:
    return FlagOut(article=row.project_article_id, **facts_of(row, FlagOut, "article"))
