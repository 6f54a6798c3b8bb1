"""The machine's suggestions for an article that wait for your yes or no."""

from typing import Annotated, Any
from uuid import UUID

from django.utils import timezone
from ninja import Path, Router, Schema, Status
from pydantic import Field

from annotations.actions.decisions import accept, reject, reopen
from annotations.actions.machine import suggest_quotations
from annotations.api.articles import find_article
from annotations.api.inputs import LONGEST
from annotations.api.knowing import Asked
from annotations.api.own import find_own_article
from annotations.api.shapes import (
    AttributionOut,
    PlaceOut,
    shape_attributions,
    whole_attributions,
)
from annotations.domain.rights import Rights, fingerprint, leaving_parts
from annotations.models import Attribution, Coding, CodingKind, SpanRole
from annotations.permissions import can_annotate
from annotations.queries.readings import Tagbook, cards_of
from annotations.queries.suggestions import Suggested, open_suggestions
from annotations.web.guards import demand

router = Router()
Number = Annotated[int, Path(ge=1, le=LONGEST)]


class SuggestionOut(Schema):
    """It is accepted and rejected by its `number`; `name` and `post` are as the text has them."""

    number: int
    confidence: Annotated[float, Field(ge=0, le=1)]
    mode: str
    reason: str
    name: str
    post: str
    kind: str
    content: list[PlaceOut]
    cue: PlaceOut | None
    mention: PlaceOut | None


class Suggestions(Schema):
    items: list[SuggestionOut]


@router.get(
    "/articles/{uuid:pk}/suggestions", response=Suggestions, summary="Suggestions for an article"
)
def suggestions_list(request: Asked, pk: UUID) -> Any:
    """All that you have neither decided about nor attributed yourself, in reading order."""
    article = find_article(request, pk)
    demand(can_annotate(article))
    own = Coding.objects.filter(
        project_article=article, analyst=request.user, kind=CodingKind.HUMAN
    ).first()
    cards = cards_of(own.pk, Tagbook(article.project.codebook_id)) if own else []
    rights = article.article.source.rights
    return Suggestions(
        items=[_shape(one, rights) for one in open_suggestions(article, own, cards, 0.0)]
    )


@router.post(
    "/articles/{uuid:pk}/suggestions",
    response={201: Suggestions},
    summary="Let the machine read an article now",
)
def suggestions_create(request: Asked, pk: UUID) -> Any:
    """Here and while you wait; what was decided before stays decided."""
    article = find_article(request, pk)
    demand(can_annotate(article))
    suggest_quotations(project_article=article, by=request.user, at=timezone.now())
    return Status(201, suggestions_list(request, pk))


@router.post(
    "/articles/{uuid:pk}/suggestions/{int:number}/accept",
    response={201: AttributionOut},
    summary="Yes: make it a statement of your own",
)
def suggestions_accept(request: Asked, pk: UUID, number: Number) -> Any:
    article, _book = find_own_article(request, pk)
    act = accept(project_article=article, number=number, by=request.user, at=timezone.now())
    made = Attribution.objects.filter(coding=act.coding_id, number=act.annotation)
    return Status(201, shape_attributions(list(whole_attributions(made)), request.user)[0])


@router.post(
    "/articles/{uuid:pk}/suggestions/{int:number}/reject",
    response={204: None},
    summary="No: never suggest it again",
)
def suggestions_reject(request: Asked, pk: UUID, number: Number) -> Any:
    article, _book = find_own_article(request, pk)
    reject(project_article=article, number=number, by=request.user, at=timezone.now())
    return Status(204, None)


@router.post(
    "/articles/{uuid:pk}/suggestions/{int:number}/reopen",
    response={204: None},
    summary="Take the decision back",
)
def suggestions_reopen(request: Asked, pk: UUID, number: Number) -> Any:
    article, _book = find_own_article(request, pk)
    reopen(project_article=article, number=number, by=request.user, at=timezone.now())
    return Status(204, None)


def _shape(one: Suggested, rights: Rights) -> SuggestionOut:
    def places(role: str) -> list[PlaceOut]:
        parts = [part for part in one.parts if part.role == role]
        words = leaving_parts([part.words for part in parts], rights)
        return [
            PlaceOut(
                start=part.start, end=part.end, words=kept, words_sha256=fingerprint(part.words)
            )
            for part, kept in zip(parts, words, strict=True)
        ]

    return SuggestionOut(
        number=one.number,
        confidence=one.confidence,
        mode=one.mode,
        reason=one.reason,
        name=one.name,
        post=one.post,
        kind=one.actor_kind,
        content=places(SpanRole.CONTENT),
        cue=next(iter(places(SpanRole.CUE)), None),
        mention=next(iter(places(SpanRole.SPEAKER)), None),
    )
