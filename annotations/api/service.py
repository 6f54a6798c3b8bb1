"""The API put together: its nouns, its description, its addresses."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.responses import Response

from annotations.api import (
    actors,
    affiliations,
    articles,
    attributions,
    codebooks,
    codings,
    comments,
    containers,
    me,
    projects,
    sources,
    spans,
    suggestions,
)
from annotations.api.describing import described
from annotations.api.door import nowhere, opened
from annotations.api.json_ld import manners_of
from annotations.api.knowing import Bearer, Session
from annotations.api.problems import handle
from annotations.api.rendering import CarefulParser, Renderer
from annotations.web.guards import reading

NOUNS: list[tuple[str, Any]] = [
    ("Me", me),
    ("Sources", sources),
    ("Projects", projects),
    ("Codebooks", codebooks),
    ("Articles", articles),
    ("Codings", codings),
    ("Spans", spans),
    ("Attributions", attributions),
    ("Suggestions", suggestions),
    ("Web annotations", containers),
    ("Comments", comments),
    ("Actors", actors),
    ("Affiliations", affiliations),
]


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Any) -> str:
        """Short names for programs that are made out of the description."""
        return str(operation.view_func.__name__)


def _put_together() -> NinjaAPI:
    api = Api(
        title="Attaché",
        version="1",
        description=str(_("Who said what about whom, in what capacity. Every answer is JSON.")),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        auth=[Bearer(), Session()],
        parser=CarefulParser(),
        renderer=Renderer(),
    )
    api.add_exception_handler(Exception, handle)
    for error in tuple(api._exception_handlers):
        api.add_exception_handler(error, handle)
    for tag, noun in NOUNS:
        api.add_router("", noun.router, tags=[tag])
    return api


API = _put_together()


@login_not_required
@reading
def description(request: Any) -> Response:
    """OpenAPI 3.1. It says nothing about anybody, so anybody may read it."""
    return Response(described(API.get_openapi_schema(path_prefix="api/")))


def addresses() -> list[URLPattern]:
    """One view for each address, behind the door; whatever else is asked for is nowhere."""
    found = []
    for router in API._get_bound_routers():
        for where, view in router.path_operations.items():
            methods = {method for one in view.operations for method in one.methods}
            route = where.lstrip("/").replace("{", "<").replace("}", ">")
            found.append(path(route, opened(view.get_view(), methods, manners_of(where))))
    return [*found, re_path("", nowhere)]
