"""The description of the API, completed with what every request and answer has."""

from copy import deepcopy
from typing import Any

from annotations.api.problems import MEDIA_TYPE, ProblemOut

WRITES = {"post", "put", "patch", "delete"}
# What can go wrong with each request, and what only with those that write.
ALWAYS = {
    "401": "Nobody knows who asks",
    "403": "The role or the token does not allow it",
    "404": "There is nothing here that you may see",
    "422": "Something in the request is wrong; `errors` says what",
    "429": "Too many requests; Retry-After says how long to wait",
}
WRITING = {
    "400": "The request makes no sense",
    "409": "It cannot be done as things are",
    "413": "The body is too large",
    "415": "The body is of another type",
}
MATCHING = {
    "412": "It was changed since it was read",
    "428": "If-Match is missing",
}
GONE = {"410": "It was here, and is no more"}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the state that you mean.",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 100, "pattern": "^[A-Za-z0-9_-]+$"},
    "description": "Under one key the same request is done once, however often it is sent.",
}
ETAG = {"ETag": {"schema": {"type": "string"}, "description": "The state of what is shown."}}


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """The description that django-ninja makes, with problems, preconditions and keys in it."""
    schema = deepcopy(dict(schema))
    schemas = schema["components"].setdefault("schemas", {})
    problem = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs", {})
    schemas["Problem"] = problem
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    problems = dict(ALWAYS)
    parameters = operation.setdefault("parameters", [])
    if method in WRITES:
        problems |= WRITING
    if operation.pop("x-if-match", False):
        problems |= MATCHING
        parameters.append(IF_MATCH)
    if operation.pop("x-gone", False):
        problems |= GONE
    if method == "post":
        parameters.append(KEY)
    answers = operation["responses"] = {
        str(status): answer for status, answer in operation["responses"].items()
    }
    media_type = operation.pop("x-media-type", "")
    for part in [*answers.values(), operation.get("requestBody", {})] if media_type else []:
        if content := part.get("content"):
            part["content"] = {media_type: content["application/json"]}
    for status, answer in answers.items():
        if status in ("200", "201"):
            answer["headers"] = dict(ETAG)
    for status, description in problems.items():
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers[status] = {"description": description, "content": content}
