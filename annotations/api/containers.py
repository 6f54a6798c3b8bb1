"""Annotations of a project by the Web Annotation Protocol of the W3C.

A container holds what people say, as far as whoever asks may see it; the machine's suggestions are
none of it until somebody accepts them. Writing goes into one's own coding of the article.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, Query, Router, Schema, Status
from pydantic import Field

from annotations.actions.coded_one import write_coded, write_coded_tags
from annotations.actions.spans import delete_annotation
from annotations.api.annotating import Sent, demand_unlinked, read_sent
from annotations.api.collecting import MARK, Collection
from annotations.api.json_ld import (
    ANNOTATION,
    CONTAINER,
    DESCRIPTIONS,
    IRIS,
    LDP_CONTEXT,
    MINIMAL,
    PLAIN_TYPE,
    AnnotationIn,
    JsonLd,
    container_at,
    described,
    preferences,
    sent,
)
from annotations.api.knowing import Asked
from annotations.api.own import find_own_article, hold_own
from annotations.api.problems import Problem, blamed
from annotations.api.projects import find_project
from annotations.api.rendering import demand_tag, etag_of
from annotations.domain.coded import Document
from annotations.models import Act, Coding, ProjectArticle
from annotations.models.acts import ARTICLE
from annotations.permissions import can_annotate
from annotations.queries.contained import Contained, Held
from annotations.web.guards import demand

router = Router()
AS_JSON_LD: dict[str, Any] = {"x-media-type": PLAIN_TYPE}
ONE: dict[str, Any] = {**AS_JSON_LD, "x-gone": True}
MATCHING: dict[str, Any] = {**ONE, "x-if-match": True}


class Which(Schema):
    """`iris=1` gives addresses instead of annotations. `page` is what an earlier answer led to."""

    iris: Literal["0", "1"] | None = None
    page: Annotated[str, Field(pattern=MARK)] = ""


@router.get(
    CONTAINER, response=JsonLd, summary="Annotations of a project", openapi_extra=AS_JSON_LD
)
def annotations_list(
    request: Asked,
    pk: UUID,
    which: Annotated[Which, Query(...)],
    prefer: Annotated[str, Header(...)] = "",
) -> Any:
    """The container, or a page of it. `Prefer` says what to include: the container alone, addresses
    or whole annotations."""
    contained = Contained(find_project(request, pk), request.user)
    wanted = preferences(prefer)
    iris = IRIS in wanted if wanted & {IRIS, DESCRIPTIONS} else which.iris == "1"
    collection = Collection(contained, container_at(request, pk), iris)
    if which.page:
        response = sent(collection.page(which.page))
        # Of a page, which is no container.
        response["Allow"] = "GET, HEAD, OPTIONS"
        response["Link"] = f'<{collection.address}>; rel="collection"'
        return response
    response = sent(collection.whole(minimal=MINIMAL in wanted), 200, LDP_CONTEXT)
    response["Content-Location"] = collection.address
    if wanted:
        response["Preference-Applied"] = "return=representation"
    return response


@router.post(
    CONTAINER, response={201: JsonLd}, summary="Annotate an article", openapi_extra=AS_JSON_LD
)
def annotations_create(request: Asked, pk: UUID, body: AnnotationIn) -> Any:
    """In your own coding of the article, which is begun where there is none."""
    project = find_project(request, pk)
    demand(can_annotate(project))
    contained = Contained(project, request.user)
    found = read_sent(body.model_dump(), is_new=True)
    demand_unlinked(found)
    key = contained.about(found.source, found.article)
    if key is None:
        raise blamed("target/source", _("This project has no article of this address or key."))
    article, _book = find_own_article(request, key)
    act = _write(request, article, found, None, timezone.now())
    assert act is not None
    made = contained.numbered(act.coding_id, act.annotation)
    response = _shown(request, contained, made, 201)
    response["Location"] = response["Content-Location"]
    return response


@router.get(ANNOTATION, response=JsonLd, summary="One annotation", openapi_extra=ONE)
def annotations_get(request: Asked, pk: UUID, annotation: UUID) -> Any:
    contained = Contained(find_project(request, pk), request.user)
    return _shown(request, contained, _find(contained, annotation))


@router.put(ANNOTATION, response=JsonLd, summary="Change an annotation", openapi_extra=MATCHING)
def annotations_change(request: Asked, pk: UUID, annotation: UUID, body: AnnotationIn) -> Any:
    """One that is your own. What comes back as it was changes nothing."""
    at = timezone.now()
    mine = _hold(request, pk, annotation, at)
    found = read_sent(body.model_dump())
    _demand_same(mine, body.model_dump())
    was = mine.document.codings[0]
    demand_unlinked(found, was.annotations[0] if was.annotations else None)
    if mine.contained.about(found.source, found.article) != mine.article.pk:
        raise blamed("target/source", _("An annotation stays in its article."))
    if (found.one is None) != (mine.held.number == ARTICLE):
        raise Problem(409, _("What is about a place stays so, and what is about a whole article."))
    _write(request, mine.article, found, mine.held.number, at)
    return _shown(request, mine.contained, mine.held)


@router.delete(
    ANNOTATION, response={204: None}, summary="Delete an annotation", openapi_extra=MATCHING
)
def annotations_delete(request: Asked, pk: UUID, annotation: UUID) -> Any:
    """One that is your own; undo brings it back, at the same address."""
    at = timezone.now()
    mine = _hold(request, pk, annotation, at)
    common: dict[str, Any] = {"project_article": mine.article, "by": request.user, "at": at}
    if mine.held.number == ARTICLE:
        write_coded_tags(tags=[], is_new=False, **common)
    else:
        delete_annotation(number=mine.held.number, **common)
    return Status(204, None)


@dataclass(frozen=True)
class Mine:
    """One's own annotation, whose coding is locked, as it is."""

    contained: Contained
    held: Held
    document: Document
    article: ProjectArticle
    shown: dict[str, Any]


def _hold(request: Asked, pk: UUID, annotation: UUID, at: datetime) -> Mine:
    """In the state that the request means. Raises Http404, PermissionDenied, Problem."""
    contained = Contained(find_project(request, pk), request.user)
    held = _find(contained, annotation)
    coding: Coding = get_object_or_404(Coding.objects, pk=held.coding)
    article, _book = hold_own(request, coding, at)
    document = _document(contained, held)
    shown = described(container_at(request, pk), held.id, document)
    demand_tag(request, etag_of(sent(shown).content))
    return Mine(contained, held, document, article, shown)


def _demand_same(mine: Mine, told: dict[str, Any]) -> None:
    """That it does not say that it is another one. Raises Problem."""
    for name in ("id", "canonical", "via"):
        if name in told and told[name] != mine.shown.get(name):
            detail = _("“%(name)s” is not for changing: what is at this address has another.")
            raise Problem(409, detail % {"name": name})


def _find(contained: Contained, key: UUID) -> Held:
    """Raises Http404; Problem where it was deleted."""
    found = contained.find(key)
    if found is not None:
        return found
    if contained.was_held(key):
        raise Problem(410, _("This annotation was deleted, or the text that it was about changed."))
    raise Http404


def _document(contained: Contained, held: Held) -> Document:
    for _held, document in contained.documents([held]):
        return document
    raise Http404


def _shown(request: Asked, contained: Contained, held: Held, status: int = 200) -> HttpResponse:
    container = container_at(request, contained.project.pk)
    response = sent(described(container, held.id, _document(contained, held)), status)
    response["Content-Location"] = f"{container}{held.id}"
    return response


def _write(
    request: Asked, article: ProjectArticle, found: Sent, number: int | None, at: datetime
) -> Act | None:
    """Raises Problem, and what the actions raise."""
    common: dict[str, Any] = {"project_article": article, "by": request.user, "at": at}
    if found.one is None:
        return write_coded_tags(tags=found.tags, is_new=number is None, **common)
    return write_coded(one=found.one, number=number, **common)
