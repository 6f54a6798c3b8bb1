"""What was agreed of several codings, place by place, and what is still to be decided."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema, Status

from annotations.actions.gold import (
    begin_adjudication,
    finish_adjudication,
    locked_gold,
    reopen_adjudication,
)
from annotations.actions.rulings import merge_unanimous, redo_ruling, undo_ruling
from annotations.api.articles import find_article
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, listed
from annotations.api.projects import find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.models import Act, CodingState, ProjectArticle
from annotations.models.adjudications import Adjudication, Matter, adjudication_of, coder_of
from annotations.models.rulings import Ruling
from annotations.permissions import can_adjudicate, can_see_all_codings
from annotations.queries.adjudication_queue import Stage, queue_of, with_places
from annotations.web.guards import demand

router = Router()


class QueuedOut(Schema):
    """`counts` is how many places are in which state."""

    article: UUID
    title: str
    stage: str
    counts: dict[str, int]


class RangeOut(Schema):
    start: int
    end: int


class RulingOut(Schema):
    """What somebody decided, or a rule where all had the same. `number` is that of the result in
    the gold coding; null where there is none. One that was undone does not stand."""

    id: UUID
    finding: str
    taken_from: UUID | None
    reason: str
    note: str
    number: int | None
    by: UUID
    at: datetime
    stands: bool


class MatterOut(Schema):
    """A place; without `content` the article as a whole. `numbers` are the annotations there by
    coding, `prints` the same for two of them that say the same, `differing` the fields in which
    they differ."""

    key: str
    state: str
    content: list[RangeOut]
    numbers: dict[str, int]
    prints: dict[str, str]
    differing: list[str]
    ruling: RulingOut | None


class AdjudicationOut(Schema):
    """`codings` are those that are compared; `left` places are to be decided."""

    article: UUID
    gold: UUID | None
    gold_state: str
    codings: list[UUID]
    left: int
    places: list[MatterOut]


class Which(Schema):
    stage: Stage | None = None


@router.get(
    "/projects/{uuid:pk}/adjudication",
    response=Listing[QueuedOut],
    summary="What is to be agreed, and what is",
)
def adjudications_list(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    cut: Paging,
    which: Annotated[Which, Query(...)],
) -> Any:
    """For those who may compare."""
    project = find_project(request, pk)
    demand(can_see_all_codings(project))
    rows = queue_of(project).select_related("article")
    if which.stage:
        rows = rows.filter(stage=which.stage)
    return listed(request, response, rows, cut, _queued)


@router.get(
    "/articles/{uuid:pk}/adjudication",
    response=AdjudicationOut,
    summary="Codings of an article side by side",
)
def adjudication_get(request: Asked, pk: UUID) -> Any:
    """For those who may compare. The gold coding itself is read as any coding is."""
    article = find_article(request, pk)
    demand(can_see_all_codings(article))
    return _shown(article)


@router.post(
    "/articles/{uuid:pk}/adjudication",
    response={201: AdjudicationOut},
    summary="Begin to adjudicate",
)
def adjudication_begin(request: Asked, response: HttpResponse, pk: UUID) -> Any:
    """As soon as two analysts are done. What all have in the same way is merged at once; where it
    is begun already it goes on."""
    article = find_judged(request, pk)
    told = _told(request, article)
    begin_adjudication(**told)
    merge_unanimous(**told)
    response["Location"] = f"/api/articles/{pk}/adjudication"
    return Status(201, _shown(article))


@router.post(
    "/articles/{uuid:pk}/adjudication/merge",
    response=AdjudicationOut,
    summary="Take over what all have in the same way",
)
def adjudication_merge(request: Asked, pk: UUID) -> Any:
    """What people decided stays as it is."""
    article = find_judged(request, pk)
    merge_unanimous(**_told(request, article))
    return _shown(article)


@router.post(
    "/articles/{uuid:pk}/adjudication/undo",
    response=AdjudicationOut,
    summary="Take the latest decision back",
    openapi_extra=MATCHING,
)
def adjudication_undo(request: Asked, pk: UUID) -> Any:
    """Whoever made it; with all that belonged to one gesture."""
    return _turned(request, pk, undo_ruling)


@router.post(
    "/articles/{uuid:pk}/adjudication/redo",
    response=AdjudicationOut,
    summary="Decide again what was undone last",
    openapi_extra=MATCHING,
)
def adjudication_redo(request: Asked, pk: UUID) -> Any:
    return _turned(request, pk, redo_ruling)


@router.put(
    "/articles/{uuid:pk}/adjudication/finished",
    response={204: None},
    summary="Agree on an article",
)
def adjudication_finish(request: Asked, pk: UUID) -> Any:
    """Once every place is decided about; from then on the gold coding is what counts."""
    article = find_judged(request, pk)
    told = _told(request, article)
    if locked_gold(article).state != CodingState.DONE:
        merge_unanimous(**told)
        finish_adjudication(**told)
    return Status(204, None)


@router.delete(
    "/articles/{uuid:pk}/adjudication/finished",
    response={204: None},
    summary="Decide otherwise after all",
)
def adjudication_reopen(request: Asked, pk: UUID) -> Any:
    """Back to what each analyst says, until it is finished again."""
    article = find_judged(request, pk)
    if locked_gold(article).state == CodingState.DONE:
        reopen_adjudication(**_told(request, article))
    return Status(204, None)


def find_judged(request: Asked, pk: UUID) -> ProjectArticle:
    """For those who may decide. Raises Http404, PermissionDenied."""
    article = find_article(request, pk)
    demand(can_adjudicate(article))
    return article


def shape_matter(one: Matter, found: Adjudication) -> MatterOut:
    versions = one.place.versions if one.place else {}
    by_coder = {coder_of(coding): str(coding.pk) for coding in found.codings}
    return MatterOut(
        key=one.key,
        state=one.state.value,
        content=[RangeOut(start=start, end=end) for start, end in one.content],
        numbers={by_coder[coder]: version.number for coder, version in versions.items()},
        prints={by_coder[coder]: version.print for coder, version in versions.items()},
        differing=list(one.place.differing) if one.place else [],
        ruling=shape_ruling(one.ruling, stands=True) if one.ruling else None,
    )


def shape_ruling(row: Ruling, *, stands: bool) -> RulingOut:
    """Of one with its `reason`."""
    reason = row.reason.name if row.reason else ""
    facts = facts_of(row, RulingOut, "reason", "number", "stands")
    return RulingOut(reason=reason, number=row.annotation, stands=stands, **facts)


def _turned(request: Asked, pk: UUID, turn: Callable[..., Act]) -> AdjudicationOut:
    """Undo or redo, in the state that the request means. Raises Http404, PermissionDenied, Problem,
    and what `turn` raises."""
    article = find_judged(request, pk)
    locked_gold(article)
    demand_match(request, _shown(article))
    turn(**_told(request, article))
    return _shown(article)


def _told(request: Asked, article: ProjectArticle) -> dict[str, Any]:
    return {"project_article": article, "by": request.user, "at": timezone.now()}


def _shown(article: ProjectArticle) -> AdjudicationOut:
    found = adjudication_of(article.pk)
    return AdjudicationOut(
        article=article.pk,
        gold=found.gold.pk if found.gold else None,
        gold_state=found.gold.state if found.gold else "",
        codings=[coding.pk for coding in found.codings],
        left=found.left,
        places=[shape_matter(one, found) for one in found.matters],
    )


def _queued(page: list[Any]) -> list[QueuedOut]:
    return [
        QueuedOut(article=row.pk, title=row.article.title, stage=row.stage, counts=dict(one.counts))
        for row, one in zip(page, with_places(page), strict=True)
    ]
