"""Deciding about the places where codings are compared, as the page of an adjudication does it."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Router, Status
from pydantic import Field

from annotations.actions.gold import locked_gold
from annotations.actions.rulings import (
    keep_result,
    nothing_here,
    reject_place,
    take_edited,
    take_union,
    take_version,
)
from annotations.api.adjudication import (
    MatterOut,
    RulingOut,
    find_judged,
    shape_matter,
    shape_ruling,
)
from annotations.api.articles import find_article
from annotations.api.inputs import Body, Note
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.versions import VersionChange, version_of
from annotations.models import Act, ProjectArticle, Ruling
from annotations.models.adjudications import Adjudication, Matter, adjudication_of
from annotations.models.rulings import LONGEST_KEY
from annotations.permissions import can_see_all_codings
from annotations.web.guards import demand
from annotations.web.paging import Key as By

router = Router()
Place = Annotated[str, Path(max_length=LONGEST_KEY)]
LATEST_FIRST = (By("at", descending=True), By("id", descending=True))
# What some findings need besides, each under its own name.
NEEDED = {"taken": "coding", "edited": "version", "rejected": "reason"}


class RulingIn(Body):
    """`taken` from one of the `codings` that are compared, `edited` into a `version` of your own,
    `rejected` for a `reason` of the project; `kept` decides once more what was decided."""

    finding: Literal["taken", "union", "edited", "rejected", "nothing", "kept"]
    coding: UUID | None = None
    version: VersionChange | None = None
    reason: UUID | None = None
    note: Annotated[Note, Field(description="To the analysts.")] = ""


@router.get(
    "/articles/{uuid:pk}/places/{slug:place}",
    response=MatterOut,
    summary="One place where codings are compared",
)
def places_get(request: Asked, pk: UUID, place: Place) -> Any:
    """By the `key` that the adjudication of its article calls it."""
    article = find_article(request, pk)
    demand(can_see_all_codings(article))
    return shape_matter(*_find(article, place))


@router.get(
    "/articles/{uuid:pk}/places/{slug:place}/rulings",
    response=Listing[RulingOut],
    summary="What was ever decided about a place",
)
def rulings_list(
    request: Asked, response: HttpResponse, pk: UUID, place: Place, cut: Paging
) -> Any:
    """The latest first; those that do not stand were undone."""
    article = find_article(request, pk)
    demand(can_see_all_codings(article))
    rows = Ruling.objects.filter(project_article=article, place=place)
    if not rows.exists():
        _find(article, place)
    related = rows.select_related("reason", "act")
    return listed(request, response, related, cut, each(_shape), LATEST_FIRST)


@router.post(
    "/articles/{uuid:pk}/places/{slug:place}/rulings",
    response={201: RulingOut},
    summary="Decide about a place",
    openapi_extra=MATCHING,
)
def rulings_create(request: Asked, pk: UUID, place: Place, body: RulingIn) -> Any:
    """For the state of it that you read. A later decision takes the place of an earlier one."""
    article = find_judged(request, pk)
    matter, found = _find(article, place)
    locked_gold(article)
    demand_match(request, shape_matter(matter, found))
    act = _ruled(request, article, place, found, body)
    made = Ruling.objects.select_related("reason").get(act=act, place=place)
    return Status(201, shape_ruling(made, stands=True))


def _ruled(
    request: Asked, article: ProjectArticle, place: str, found: Adjudication, body: RulingIn
) -> Act:
    """Raises Problem, and what the actions raise."""
    _demand_whole(body)
    told: Any = {
        "project_article": article,
        "place": place,
        "by": request.user,
        "at": timezone.now(),
        "note": body.note,
    }
    if body.coding:
        return take_version(coder=_coder(found, body.coding), **told)
    if body.version:
        return take_edited(version=version_of(article, place, body.version), **told)
    if body.reason:
        reason = article.project.rejection_reasons.filter(pk=body.reason).first()
        if reason is None:
            raise blamed("reason", _("This is none of the project’s reasons."))
        return reject_place(reason=reason, **told)
    plain = {"union": take_union, "nothing": nothing_here, "kept": keep_result}
    return plain[body.finding](**told)


def _demand_whole(body: RulingIn) -> None:
    """Raises Problem for what is missing, and for what belongs to another finding."""
    needed = NEEDED.get(body.finding)
    for name in NEEDED.values():
        is_there = getattr(body, name) is not None
        if name == needed and not is_there:
            raise blamed(name, _("This finding needs it."))
        if name != needed and is_there:
            raise blamed(name, _("This finding has none."))


def _coder(found: Adjudication, coding: UUID) -> int:
    """Its number among those that are compared, from 1. Raises Problem."""
    for number, one in enumerate(found.codings, 1):
        if one.pk == coding:
            return number
    raise blamed("coding", _("This is none of the codings that are compared."))


def _find(article: ProjectArticle, place: str) -> tuple[Matter, Adjudication]:
    """Raises Http404."""
    found = adjudication_of(article.pk)
    matter = found.find(place)
    if matter is None:
        raise Http404
    return matter, found


def _shape(row: Ruling) -> RulingOut:
    return shape_ruling(row, stands=not row.act.is_undone)
