"""JSON in and out, and the tag by which one state of a thing is told from another."""

import json
import re
from hashlib import sha256
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from annotations.api.problems import Problem

# For the description of what calls `demand_match`.
MATCHING: dict[str, Any] = {"x-if-match": True}


def sending(*media_types: str) -> dict[str, Any]:
    """For the description of what answers with a file of one of these types."""
    content = {
        one: {"schema": {} if "json" in one else {"type": "string", "format": "binary"}}
        for one in media_types
    }
    return {"responses": {200: {"content": content}}}


# What PostgreSQL cannot keep: NUL, and half of a pair of surrogates.
UNKEPT = re.compile("[\x00\ud800-\udfff]")


class Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}


class CarefulParser(Parser):
    """Refuses text that nothing here could keep, wherever it stands."""

    def parse_body(self, request: HttpRequest) -> Any:
        read = json.loads(request.body, parse_constant=_refuse_constant)
        _check(read)
        return read

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        for key in data:
            _check(data.getlist(key))
        return super().parse_querydict(data, list_fields, request)


def etag_of(content: bytes) -> str:
    return f'"{sha256(content).hexdigest()[:32]}"'


def etag_of_shape(shape: Schema) -> str:
    """The tag that an answer with this in it has."""
    return etag_of(Renderer().render(None, shape.model_dump(), response_status=200).encode())  # type: ignore[arg-type]


def demand_match(request: HttpRequest, shape: Schema) -> None:
    """That the request means the present state, which `shape` shows. Call it with the row locked.

    Raises Problem: 428 where it does not say which state it means, 412 where it means another.
    """
    demand_tag(request, etag_of_shape(shape))


def demand_tag(request: HttpRequest, etag: str) -> None:
    """`demand_match` where the tag of the present state is known."""
    wanted = request.headers.get("If-Match")
    if wanted is None:
        raise Problem(428, _("Send If-Match with the ETag of what you want to change."))
    # Packed on its way a tag becomes a weak one; what it says is the same.
    tags = {one.strip().removeprefix("W/") for one in wanted.split(",")}
    if "*" not in tags and etag not in tags:
        raise Problem(412, _("Somebody changed it since you read it. Read it again."))


def _check(value: Any) -> None:
    """Raises Problem. Without recursion: a body may be as deep as it likes."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            if UNKEPT.search(one):
                raise Problem(422, _("Text may not contain NUL or half a surrogate pair."))
        elif isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
