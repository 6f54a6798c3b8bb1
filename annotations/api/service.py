"""The API put together: its nouns, its description, its addresses."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.responses import Response

from annotations.api import (
    actor_moves,
    actor_pictures,
    actors,
    additions,
    adjudication,
    affiliations,
    agreement,
    annotation_imports,
    annotation_takings,
    articles,
    assignments,
    attributions,
    bulk_acts,
    carries,
    codebook_files,
    codebooks,
    codings,
    comments,
    containers,
    crosswalks,
    deeds,
    duplicates,
    exports,
    feedback,
    feeds,
    flags,
    guidelines,
    imports,
    links,
    matrix,
    me,
    members,
    names,
    projects,
    reasons,
    register_files,
    register_imports,
    register_takings,
    retrievals,
    revisions,
    rulings,
    runs,
    search,
    searches,
    sources,
    spans,
    stories,
    suggestions,
    tag_moves,
    tags,
    translations,
    webhooks,
    whole_projects,
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
    ("Feeds", feeds),
    ("Projects", projects),
    ("Whole projects", whole_projects),
    ("Members", members),
    ("Assignments", assignments),
    ("Agreement", agreement),
    ("Guidelines", guidelines),
    ("Deeds", deeds),
    ("Search", search),
    ("Kept searches", searches),
    ("Bulk acts", bulk_acts),
    ("Additions", additions),
    ("Exports", exports),
    ("Files of annotations", annotation_imports),
    ("Files of annotations taken back", annotation_takings),
    ("Matrix", matrix),
    ("Webhooks", webhooks),
    ("Codebooks", codebooks),
    ("Tags", tags),
    ("Tag moves", tag_moves),
    ("Crosswalks", crosswalks),
    ("Codebook files", codebook_files),
    ("Articles", articles),
    ("Files of many", imports),
    ("Pages asked for", retrievals),
    ("Revisions", revisions),
    ("Stories", stories),
    ("Codings", codings),
    ("Spans", spans),
    ("Attributions", attributions),
    ("Links", links),
    ("Suggestions", suggestions),
    ("Machine", runs),
    ("Translations", translations),
    ("Carried annotations", carries),
    ("Web annotations", containers),
    ("Adjudication", adjudication),
    ("Rulings", rulings),
    ("Reasons to reject", reasons),
    ("Feedback", feedback),
    ("Comments", comments),
    ("Flags", flags),
    ("Actors", actors),
    ("Actor moves", actor_moves),
    ("Pictures of actors", actor_pictures),
    ("Likely duplicates", duplicates),
    ("Names", names),
    ("Affiliations", affiliations),
    ("Register files", register_files),
    ("Files for the register", register_imports),
    ("Files for the register taken back", register_takings),
]


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Any) -> str:
        """Short names for programs that are made out of the description."""
        return str(operation.view_func.__name__)


def _about(noun: Any) -> str:
    """What its file says of itself, in the first paragraph."""
    return str(noun.__doc__).partition("\n\n")[0].replace("\n", " ").strip()


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
        openapi_extra={"tags": [{"name": tag, "description": _about(noun)} for tag, noun in NOUNS]},
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
            kinds = {
                model.__ninja_param_source__ for one in view.operations for model in one.models
            }
            route = where.lstrip("/").replace("{", "<").replace("}", ">")
            view_of = opened(view.get_view(), methods, manners_of(where), "file" in kinds)
            found.append(path(route, view_of))
    return [*found, re_path("", nowhere)]
