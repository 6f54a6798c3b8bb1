"""How annotations travel as JSON-LD: addresses, media type, headers and preferences.

https://www.w3.org/TR/annotation-protocol/
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import BaseModel, ConfigDict

from annotations.domain.coded import Document
from annotations.exchange.coded.web_annotations import CONTEXT, TERMS, annotations_of

CONTAINER = "/projects/{uuid:pk}/annotations/"
ANNOTATION = f"{CONTAINER}{{uuid:annotation}}"
PLAIN_TYPE = "application/ld+json"
MEDIA_TYPE = f'{PLAIN_TYPE}; profile="{CONTEXT}"'
LDP, OA = "http://www.w3.org/ns/ldp#", "http://www.w3.org/ns/oa#"
LDP_CONTEXT = "http://www.w3.org/ns/ldp.jsonld"
MINIMAL, IRIS = f"{LDP}PreferMinimalContainer", f"{OA}PreferContainedIRIs"
DESCRIPTIONS = f"{OA}PreferContainedDescriptions"
INCLUDED = re.compile(r';\s*include\s*=\s*(?:"([^"]*)"|([^\s";,]+))', re.IGNORECASE)
# django-ninja has converters of its own.
CONVERTER = re.compile(r"\{\w+:")
# Programs in a browser may ask from any page: they send a token, and no cookie comes along.
ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, Accept, Prefer, If-Match, If-None-Match, Slug, "
        "Idempotency-Key"
    ),
    "Access-Control-Expose-Headers": (
        "Allow, Accept-Post, Content-Location, ETag, Idempotent-Replayed, Link, Location, "
        "Preference-Applied, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
    ),
    "Access-Control-Max-Age": "600",
}


def _manners(allow: str, link: str, **more: str) -> dict[str, str]:
    said = {"Allow": allow, "Link": link, "Vary": "Accept, Prefer"}
    return said | {"Access-Control-Allow-Methods": allow, **ANYWHERE, **more}


MANNERS: dict[str, Mapping[str, str]] = {
    CONTAINER: _manners(
        "GET, HEAD, OPTIONS, POST",
        f'<{LDP}BasicContainer>; rel="type", '
        f'<http://www.w3.org/TR/annotation-protocol/>; rel="{LDP}constrainedBy"',
        **{"Accept-Post": f"{MEDIA_TYPE}, application/json"},
    ),
    ANNOTATION: _manners(
        "DELETE, GET, HEAD, OPTIONS, PUT",
        f'<{LDP}Resource>; rel="type", <{OA}Annotation>; rel="type"',
    ),
}


def manners_of(route: str) -> Mapping[str, str] | None:
    """What every answer says at the addresses of this route; None where it has no manners."""
    return MANNERS.get(CONVERTER.sub("{uuid:", route))


class JsonLd(Schema):
    """JSON-LD by the W3C’s contexts. What the standard has no word for begins with `attache:`."""

    model_config = ConfigDict(extra="allow")

    id: str
    type: str | list[str]


class AnnotationIn(BaseModel):
    """A web annotation. Its `target` names an article of the project as its `source`."""

    model_config = ConfigDict(extra="allow")

    target: Any


def container_at(request: HttpRequest, project: UUID) -> str:
    return request.build_absolute_uri(f"/api/projects/{project}/annotations/")


def preferences(prefer: str) -> set[str]:
    """What a Prefer header asks to be included. What contradicts itself asks for nothing."""
    if "return=representation" not in prefer.replace(" ", ""):
        return set()
    wanted: set[str] = set()
    for quoted, bare in INCLUDED.findall(prefer):
        wanted |= {MINIMAL, IRIS, DESCRIPTIONS} & set((quoted or bare).split())
    return set() if {IRIS, DESCRIPTIONS} <= wanted else wanted


def described(container: str, key: UUID, document: Document) -> dict[str, Any]:
    """As exports have it, but that its `id` is an address: theirs is what it is always called."""
    [coding] = document.codings
    [made] = annotations_of(document, coding)
    always = made.pop("id")
    return {"id": f"{container}{key}", "canonical": always, **made}


def sent(made: Mapping[str, Any], status: int = 200, *contexts: str) -> HttpResponse:
    whole = {"@context": [CONTEXT, *contexts, TERMS], **made}
    content = json.dumps(whole, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE)
