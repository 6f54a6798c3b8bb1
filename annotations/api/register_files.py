"""The register as files: all of it or what is asked for, and files with its columns alone."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from django.http import StreamingHttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from annotations.api.actors import Kind
from annotations.api.knowing import Asked
from annotations.api.rendering import sending
from annotations.exchange.register.writing import MEDIA_TYPES, written
from annotations.permissions import can_keep_actors
from annotations.queries.register_files import leaving, nothing_leaving
from annotations.web.guards import demand

router = Router()
RegisterForm = Literal["csv", "xlsx", "popolo"]
SENDING = sending(*(media_type for media_type, _suffix in MEDIA_TYPES.values()))


class RegisterExport(Schema):
    """Those of a `kind`, and whom `q` finds by any name; without them everybody."""

    form: RegisterForm = "csv"
    kind: Kind | None = None
    q: Annotated[str, Field(max_length=200)] = ""


class RegisterTemplate(Schema):
    form: RegisterForm = "csv"


@router.get("/register/file", summary="The register as a file", openapi_extra=SENDING)
def register_export(request: Asked, wanted: Annotated[RegisterExport, Query(...)]) -> Any:
    """Two tables in a zip, a workbook, or Popolo; with the posts of whoever is in it."""
    demand(can_keep_actors(request.user))
    return _sent(written(wanted.form, leaving(wanted.kind or "", wanted.q)), wanted.form)


@router.get("/register/template", summary="A file to fill in", openapi_extra=SENDING)
def register_template(request: Asked, wanted: Annotated[RegisterTemplate, Query(...)]) -> Any:
    """The columns, and nobody in them."""
    demand(can_keep_actors(request.user))
    return _sent(written(wanted.form, nothing_leaving()), wanted.form, "register-template")


def _sent(pieces: Iterator[bytes], form: str, name: str = "register") -> StreamingHttpResponse:
    media_type, suffix = MEDIA_TYPES[form]
    return StreamingHttpResponse(
        pieces,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.{suffix}"'},
    )
