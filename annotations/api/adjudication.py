"""What was agreed of several codings, place by place, and what is still to be decided."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Schema

from annotations.api.articles import find_article
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, listed
from annotations.api.projects import find_project
from annotations.api.rows import facts_of
from annotations.models.adjudications import Adjudication, Matter, adjudication_of, coder_of
from annotations.models.rulings import Ruling
from annotations.permissions import can_see_all_codings
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
    the gold coding; null where there is none."""

    finding: str
    taken_from: UUID | None
    reason: str
    note: str
    number: int | None
    by: UUID
    at: datetime


class MatterOut(Schema):
    """A place; without `content` the article as a whole. `numbers` are the annotations there by
    coding, `differing` the fields in which they differ."""

    key: str
    state: str
    content: list[RangeOut]
    numbers: dict[str, int]
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
    found = adjudication_of(article.pk)
    return AdjudicationOut(
        article=article.pk,
        gold=found.gold.pk if found.gold else None,
        gold_state=found.gold.state if found.gold else "",
        codings=[coding.pk for coding in found.codings],
        left=found.left,
        places=[_matter(one, found) for one in found.matters],
    )


def _queued(page: list[Any]) -> list[QueuedOut]:
    return [
        QueuedOut(article=row.pk, title=row.article.title, stage=row.stage, counts=dict(one.counts))
        for row, one in zip(page, with_places(page), strict=True)
    ]


def _matter(one: Matter, found: Adjudication) -> MatterOut:
    versions = one.place.versions if one.place else {}
    by_coder = {coder_of(coding): str(coding.pk) for coding in found.codings}
    return MatterOut(
        key=one.key,
        state=one.state.value,
        content=[RangeOut(start=start, end=end) for start, end in one.content],
        numbers={by_coder[coder]: version.number for coder, version in versions.items()},
        differing=list(one.place.differing) if one.place else [],
        ruling=_ruling(one.ruling) if one.ruling else None,
    )


def _ruling(row: Ruling) -> RulingOut:
    reason = row.reason.name if row.reason else ""
    return RulingOut(
        reason=reason, number=row.annotation, **facts_of(row, RulingOut, "reason", "number")
    )
