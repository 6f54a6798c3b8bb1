"""What one statement does to another: repeats it, denies it, walks it back."""

from typing import Any, Literal
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from annotations.actions.links import link_statements, unlink_statements
from annotations.api.articles import find_article
from annotations.api.inputs import Body, Day
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.projects import find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.shapes import LinkOut, shape_link
from annotations.models import Attribution, Link
from annotations.permissions import can_annotate
from annotations.queries.links import could_be_connected
from annotations.queries.statements import find_statement
from annotations.web.guards import demand

router = Router()


class LinkIn(Body):
    """What the statement does to the `other` one, on `day` where that is not the day of its
    article. Said again, the day is changed."""

    kind: Literal["repeats", "clarifies", "denies", "contradicts", "walks_back"]
    other: UUID
    day: Day | None = None


@router.get("/projects/{uuid:pk}/links", response=Listing[LinkOut], summary="Links of a project")
def links_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """Between statements both of which you may see."""
    rows = Link.objects.visible_to(request.user).filter(project=find_project(request, pk))
    return listed(request, response, rows, cut, each(shape_link))


@router.post(
    "/attributions/{uuid:pk}/links", response={201: LinkOut}, summary="Link it with an earlier one"
)
def links_create(request: Asked, response: HttpResponse, pk: UUID, body: LinkIn) -> Any:
    """From a statement of your own it is an act in your coding, which undo takes back."""
    said = find_statement(pk, request.user)
    if said is None or not said.coding.is_current:
        raise Http404
    demand(can_annotate(find_article(request, said.coding.project_article_id)))
    other = could_be_connected(said, request.user).filter(pk=body.other).first()
    if other is None:
        raise blamed("other", _("The project has no such statement that you could link it with."))
    link_statements(
        said=said, kind=body.kind, other=other, day=body.day, by=request.user, at=timezone.now()
    )
    made = Link.objects.get(
        coding=said.coding_id,
        number=said.number,
        other_coding=other.coding_id,
        other_number=other.number,
        kind=body.kind,
    )
    response["Location"] = f"/api/links/{made.pk}"
    return Status(201, shape_link(made))


@router.get("/links/{uuid:pk}", response=LinkOut, summary="One link")
def links_get(request: Asked, pk: UUID) -> Any:
    return shape_link(_find(request, pk))


@router.delete(
    "/links/{uuid:pk}", response={204: None}, summary="Link them no more", openapi_extra=MATCHING
)
def links_delete(request: Asked, pk: UUID) -> Any:
    link = _find(request, pk)
    here = _end_of(link, request)
    demand(can_annotate(find_article(request, here.coding.project_article_id)))
    Link.objects.select_for_update().get(pk=pk)
    demand_match(request, shape_link(_find(request, pk)))
    unlink_statements(link=link, here=here, by=request.user, at=timezone.now())
    return Status(204, None)


def _find(request: Asked, pk: UUID) -> Link:
    return get_object_or_404(Link.objects.visible_to(request.user), pk=pk)


def _end_of(link: Link, request: Asked) -> Attribution:
    """From which of the two it is undone: one’s own, if one is. Raises Http404."""
    ends = Attribution.objects.filter(
        Q(coding=link.coding_id, number=link.number)
        | Q(coding=link.other_coding_id, number=link.other_number)
    ).select_related("coding__project_article")
    found = sorted(ends, key=lambda one: one.coding.analyst_id != request.user.pk)
    if not found:
        raise Http404
    return found[0]
