"""Which article is the translation of which, and which statements in them are the same."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema, Status
from pydantic import Field, StrictInt

from annotations.actions.translations import (
    link_counterparts,
    link_translation,
    unlink_counterparts,
    unlink_translation,
)
from annotations.api.articles import find_article
from annotations.api.inputs import LONGEST, Body
from annotations.api.knowing import Asked
from annotations.api.problems import Problem, blamed
from annotations.api.rendering import MATCHING, demand_match
from annotations.models import Coding, CodingKind, Counterpart, ProjectArticle, Translation
from annotations.permissions import can_annotate, can_take_in_articles
from annotations.queries.translations import Linked, could_be_linked, linked_with
from annotations.web.guards import demand

router = Router()
Number = Annotated[int, Path(ge=1, le=LONGEST)]


class TranslationOut(Schema):
    """Both articles where they stand in the project; `kind` is outlet, official or ours."""

    id: UUID
    original: UUID
    translation: UUID
    kind: str
    linked_at: datetime


class Translations(Schema):
    items: list[TranslationOut]


class TranslationIn(Body):
    """The `other` article of the project, in another language, is the original of this one or a
    translation of it."""

    other: UUID
    role: Literal["original", "translation"]
    kind: Literal["outlet", "official", "ours"] = "outlet"


class CounterpartOut(Schema):
    """One statement: by its number in your coding of the original, and in that of the other."""

    number: int
    other_number: int


class Counterparts(Schema):
    items: list[CounterpartOut]


class CounterpartIn(Body):
    """The number of the statement in your coding of the translation."""

    other_number: Annotated[StrictInt, Field(ge=1, le=LONGEST)]


@router.get(
    "/articles/{uuid:pk}/translations",
    response=Translations,
    summary="Translations of an article",
)
def translations_list(request: Asked, pk: UUID) -> Any:
    """Also that of which it is one, and the others of that."""
    found = linked_with(find_article(request, pk), request.user)
    return Translations(items=[_shape(one) for one in found])


@router.post(
    "/articles/{uuid:pk}/translations",
    response={201: TranslationOut},
    summary="Say what translates what",
)
def translations_create(
    request: Asked, response: HttpResponse, pk: UUID, body: TranslationIn
) -> Any:
    """In all projects that have both. Said again, the kind may be another one."""
    article = find_article(request, pk)
    demand(can_take_in_articles(article))
    other = could_be_linked(article, request.user).filter(pk=body.other).first()
    if other is None:
        sentence = _("This is no article of the project in another language.")
        raise blamed("other", sentence)
    pair = other.article, article.article
    original, translated = pair if body.role == "original" else pair[::-1]
    made = link_translation(
        original=original,
        article=translated,
        kind=body.kind,
        by=request.user,
        at=timezone.now(),
    )
    response["Location"] = f"/api/articles/{pk}/translations/{made.pk}"
    return Status(201, _shape(_linked(request, article, made.pk)))


@router.get(
    "/articles/{uuid:pk}/translations/{uuid:translation}",
    response=TranslationOut,
    summary="One translation",
)
def translations_get(request: Asked, pk: UUID, translation: UUID) -> Any:
    return _shape(_linked(request, find_article(request, pk), translation))


@router.delete(
    "/articles/{uuid:pk}/translations/{uuid:translation}",
    response={204: None},
    summary="It is none",
    openapi_extra=MATCHING,
)
def translations_delete(request: Asked, pk: UUID, translation: UUID) -> Any:
    """What was said of their statements is there again when they are linked again."""
    article = find_article(request, pk)
    demand(can_take_in_articles(article))
    linked = _linked(request, article, translation)
    Translation.objects.select_for_update(of=("self",)).get(pk=translation)
    demand_match(request, _shape(linked))
    unlink_translation(translation=linked.translation, by=request.user)
    return Status(204, None)


@router.get(
    "/articles/{uuid:pk}/translations/{uuid:translation}/counterparts",
    response=Counterparts,
    summary="Statements that are the same",
)
def counterparts_list(request: Asked, pk: UUID, translation: UUID) -> Any:
    """In your own codings of both."""
    linked = _linked(request, find_article(request, pk), translation)
    rows = Counterpart.objects.filter(
        coding__in=_own(request, linked.original), other_coding__in=_own(request, linked.article)
    )
    items = rows.order_by("number").values("number", "other_number")
    return Counterparts(items=[CounterpartOut(**one) for one in items])


@router.put(
    "/articles/{uuid:pk}/translations/{uuid:translation}/counterparts/{int:number}",
    response={204: None},
    summary="Two statements are one",
)
def counterparts_put(
    request: Asked, pk: UUID, translation: UUID, number: Number, body: CounterpartIn
) -> Any:
    """That of this number in your coding of the original; either had no other before, or has no
    more."""
    ours, theirs = _codings(request, pk, translation)
    link_counterparts(
        coding=ours,
        number=number,
        other=theirs,
        other_number=body.other_number,
        by=request.user,
        at=timezone.now(),
    )
    return Status(204, None)


@router.delete(
    "/articles/{uuid:pk}/translations/{uuid:translation}/counterparts/{int:number}",
    response={204: None},
    summary="They are two",
)
def counterparts_delete(request: Asked, pk: UUID, translation: UUID, number: Number) -> Any:
    ours, theirs = _codings(request, pk, translation)
    unlink_counterparts(coding=ours, number=number, other=theirs, by=request.user)
    return Status(204, None)


def _linked(request: Asked, article: ProjectArticle, translation: UUID) -> Linked:
    """One that has to do with this article, both of whose articles are in the project. Raises
    Http404."""
    for linked in linked_with(article, request.user):
        if linked.translation.pk == translation:
            return linked
    raise Http404


def _codings(request: Asked, pk: UUID, translation: UUID) -> tuple[Coding, Coding]:
    """One’s own of both. Raises Http404, PermissionDenied, Problem."""
    article = find_article(request, pk)
    demand(can_annotate(article))
    linked = _linked(request, article, translation)
    both = [_own(request, one).first() for one in (linked.original, linked.article)]
    if both[0] is None or both[1] is None:
        raise Problem(409, _("You have to annotate both articles first."))
    return both[0], both[1]


def _own(request: Asked, article: ProjectArticle) -> Any:
    return Coding.objects.filter(
        project_article=article, analyst=request.user, kind=CodingKind.HUMAN
    )


def _shape(one: Linked) -> TranslationOut:
    return TranslationOut(
        id=one.translation.pk,
        original=one.original.pk,
        translation=one.article.pk,
        kind=one.translation.kind,
        linked_at=one.translation.linked_at,
    )
