"""Which tags of two codebooks mean the same, and what is lost on the way there and back."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from annotations.actions.crosswalks import set_crosswalk
from annotations.api.codebooks import find_kept
from annotations.api.inputs import Body
from annotations.api.knowing import Asked
from annotations.api.problems import blamed
from annotations.api.rendering import MATCHING, demand_match
from annotations.models import Codebook, Tag
from annotations.queries.crosswalks import crosswalk_of

router = Router()
Relation = Literal["exact", "broader", "narrower", "none"]


class WayOut(Schema):
    """What the `other` tag is to this one. Of a `fate` that is open nobody has said it yet: then
    this is a proposal, by the names. `mixed_with` are tags that come back as this one or instead of
    it; `borne` is how many annotations and articles bear it."""

    tag: UUID
    relation: str
    other: UUID | None
    fate: str
    mixed_with: list[UUID]
    borne: int


class CrosswalkOut(Schema):
    """A way for each tag that is in use; `unreached` are those of the other codebook to which none
    leads."""

    codebook: UUID
    to: UUID
    ways: list[WayOut]
    unreached: list[UUID]


class WayIn(Body):
    """Of the relation `none` there is no `other`."""

    tag: UUID
    relation: Relation
    other: UUID | None = None


class CrosswalkIn(Body):
    """All ways; a tag without one has none yet."""

    ways: Annotated[list[WayIn], Field(max_length=5_000)]


@router.get(
    "/codebooks/{uuid:pk}/crosswalks/{uuid:to}",
    response=CrosswalkOut,
    summary="The way to another codebook",
)
def crosswalks_get(request: Asked, pk: UUID, to: UUID) -> Any:
    """For whoever keeps the codebook and may read the other one."""
    return _shown(*_both(request, pk, to))


@router.put(
    "/codebooks/{uuid:pk}/crosswalks/{uuid:to}",
    response=CrosswalkOut,
    summary="Say which tags mean the same",
    openapi_extra=MATCHING,
)
def crosswalks_put(request: Asked, pk: UUID, to: UUID, body: CrosswalkIn) -> Any:
    codebook, another = _both(request, pk, to)
    Codebook.objects.select_for_update().get(pk=pk)
    demand_match(request, _shown(codebook, another))
    tags, others = ({tag.pk: tag for tag in book.tags.all()} for book in (codebook, another))
    ways = {
        _known(tags, way.tag, f"ways/{place}/tag"): (
            way.relation,
            _known(others, way.other, f"ways/{place}/other") if way.other else None,
        )
        for place, way in enumerate(body.ways)
    }
    set_crosswalk(codebook=codebook, to=another, ways=ways, by=request.user)
    return _shown(codebook, another)


def _both(request: Asked, pk: UUID, other: UUID) -> tuple[Codebook, Codebook]:
    """Raises Http404, PermissionDenied."""
    codebook = find_kept(request, pk)
    if pk == other:
        raise Http404
    return codebook, get_object_or_404(Codebook.objects.visible_to(request.user), pk=other)


def _known(tags: dict[UUID, Tag], key: UUID, field: str) -> Tag:
    """Raises Problem."""
    if key not in tags:
        raise blamed(field, _("This codebook has no such tag."))
    return tags[key]


def _shown(codebook: Codebook, to: Codebook) -> CrosswalkOut:
    walk = crosswalk_of(codebook, to)
    return CrosswalkOut(
        codebook=codebook.pk,
        to=to.pk,
        ways=[
            WayOut(
                tag=line.tag.pk,
                relation=line.relation,
                other=line.other.pk if line.other else None,
                fate=line.fate,
                mixed_with=[tag.pk for tag in line.mixed_with],
                borne=line.borne,
            )
            for line in walk.lines
        ],
        unreached=[tag.pk for tag in walk.unreached],
    )
