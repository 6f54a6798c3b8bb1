"""A project's annotated texts as files, in all formats that there are."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from annotations.api.inputs import Day, LastDay
from annotations.api.knowing import Asked
from annotations.api.problems import blamed
from annotations.api.projects import find_project
from annotations.api.rendering import sending
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.formats import ALL, FORMATS, ZIP
from annotations.exchange.coded.sending import sent
from annotations.forms.exports import COMPARING
from annotations.models import Project
from annotations.permissions import can_see_all_codings
from annotations.queries.coded import Wanted, Which, leaving
from annotations.web.guards import demand

router = Router()
Whose = Literal["counts", "all", "everything", "machine", "own", "coder"]
TYPES = dict.fromkeys([*(one.media_type for one in ALL), ZIP])


class ExportIn(Schema):
    """What is left out is no matter. `coder` is a user name; analysts who work blind get no other
    analyst’s. `finished` leaves out codings in work, `annotated` articles that nobody annotated."""

    form: Annotated[str, Field(json_schema_extra={"enum": list(FORMATS)})] = "jsonl"
    which: Whose = "counts"
    coder: Annotated[str, Field(max_length=150)] = ""
    source: UUID | None = None
    language: Annotated[str, Field(max_length=8)] = ""
    since: Day | None = None
    until: LastDay = None
    finished: bool = False
    annotated: bool = False


class FormatOut(Schema):
    """`losses` are what of a project’s annotations it cannot hold."""

    name: str
    title: str
    about: str
    media_type: str
    comes_back: bool
    losses: list[str]


class Formats(Schema):
    items: list[FormatOut]


@router.get("/projects/{uuid:pk}/formats", response=Formats, summary="As what it can leave")
def formats_list(request: Asked, pk: UUID) -> Any:
    find_project(request, pk)
    return Formats(
        items=[
            FormatOut(
                name=one.name,
                title=str(one.title),
                about=str(one.about),
                media_type=one.media_type if one.has_manifest else ZIP,
                comes_back=one.read is not None,
                losses=[str(loss) for loss in one.losses],
            )
            for one in ALL
        ]
    )


@router.get(
    "/projects/{uuid:pk}/export",
    summary="Annotations as a file",
    openapi_extra=sending(*TYPES),
)
def projects_export(
    request: Asked, pk: UUID, wanted: Annotated[ExportIn, Query(...)]
) -> StreamingHttpResponse:
    """Sent while it is read, of what you may see, with a manifest in it or beside it."""
    project = find_project(request, pk)
    if wanted.form not in FORMATS:
        raise blamed("form", _("There is no such format."))
    going = leaving(project, request.user, _wanted(project, wanted))
    export = Export(going, _wanted(project, wanted), datetime.now(UTC))
    file = sent(FORMATS[wanted.form], export)
    name = f"{slugify(project.name) or 'project'}-{wanted.form}-{export.at:%Y-%m-%d}"
    return StreamingHttpResponse(
        _begun(file.pieces),
        content_type=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{file.extension}"'},
    )


def _wanted(project: Project, told: ExportIn) -> Wanted:
    """Raises PermissionDenied where somebody who works blind asks for others’ codings."""
    which = Which.CODER if told.coder else Which(told.which)
    demand(can_see_all_codings(project) or which not in COMPARING)
    if which == Which.CODER and not told.coder:
        raise blamed("coder", _("Say which analyst’s."))
    facts = told.model_dump(exclude={"form", "which"})
    return Wanted(which=which.value, **facts)


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """With its first bytes, so that what cannot begin is a problem. Raises Refused."""
    return chain([next(pieces)], pieces)
