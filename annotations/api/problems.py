"""Whatever goes wrong, as RFC 9457 has it: `application/problem+json`, with a sentence in it."""

import json
import logging
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import IntegrityError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Schema
from ninja.errors import HttpError, ValidationError

from annotations.actions.excerpts import WordsDiffer
from annotations.actions.keeping import Refused
from annotations.models import Source

logger = logging.getLogger("annotations.api")
MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("This request makes no sense"),
    401: gettext_lazy("Nobody knows who asks"),
    403: gettext_lazy("You may not do this"),
    404: gettext_lazy("There is nothing here for you"),
    405: gettext_lazy("This cannot be done here"),
    406: gettext_lazy("There is no such form of it"),
    409: gettext_lazy("It is not as you think"),
    410: gettext_lazy("It is here no more"),
    412: gettext_lazy("It was changed meanwhile"),
    413: gettext_lazy("This is too much at once"),
    415: gettext_lazy("This is no format that is read here"),
    422: gettext_lazy("Something in this request is wrong"),
    428: gettext_lazy("Say which state of it you mean"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong here"),
}


class FieldProblem(Schema):
    """What is wrong with one input. `field` leads to it, as in `tags/0`."""

    field: str
    detail: str


class ProblemOut(Schema):
    """RFC 9457. `detail` is a sentence for people; `errors` says which inputs are to blame."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] | None = None


class Problem(Exception):
    """Ends a request with that status and sentence; `more` are further members of the answer."""

    def __init__(
        self, status: int, detail: str = "", headers: dict[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more


def blamed(field: str, sentence: str) -> Problem:
    """That what the request says at `field` cannot be."""
    return Problem(422, sentence, errors=[{"field": field, "detail": sentence}])


def cleaned(form: Form) -> dict[str, Any]:
    """What a form makes of a request. Raises Problem, with what it says of each field."""
    if form.is_valid():
        return form.cleaned_data
    errors = [
        {"field": "" if field == NON_FIELD_ERRORS else field, "detail": str(sentence)}
        for field, sentences in form.errors.items()
        for sentence in sentences
    ]
    raise Problem(422, errors[0]["detail"], errors=errors)


def answer_of(problem: Problem) -> HttpResponse:
    title = str(TITLES[problem.status])
    said = {
        "type": "about:blank",
        "title": title,
        "status": problem.status,
        "detail": str(problem.detail) or f"{title}.",
        **problem.more,
    }
    content = json.dumps(said, ensure_ascii=False)
    return HttpResponse(
        content, status=problem.status, content_type=MEDIA_TYPE, headers=problem.headers
    )


def problem_of(error: Exception) -> Problem:
    """What an exception means to whoever asked. One that means nothing to them is logged."""
    match error:
        case Problem():
            return error
        case ValidationError():
            errors = [_field(one) for one in error.errors]
            return Problem(422, errors[0]["detail"] if errors else "", errors=errors)
        case WordsDiffer():
            return _elsewhere(error)
        case Refused() if error.field:
            return blamed(error.field, str(error))
        case Refused():
            return Problem(409, str(error))
        case Http404():
            return Problem(404, _("There is nothing at this address that you may see."))
        case PermissionDenied():
            return Problem(403, _("Your role does not allow this."))
        case RequestDataTooBig():
            return Problem(413, _("The body of this request is too large."))
        case HttpError() if isinstance(error.__cause__, Problem):
            # What the parser found, which django-ninja calls a body that cannot be parsed.
            return error.__cause__
        case HttpError() if error.status_code in TITLES:
            return Problem(error.status_code, error.message)
        case SuspiciousOperation() | MultiPartParserError():
            return Problem(400)
        case IntegrityError():
            logger.warning("refused by the database: %s", error)
            return Problem(409, _("This was changed by somebody else meanwhile. Look again."))
    logger.exception("a request of the API failed", exc_info=error)
    return Problem(500, _("This is not your fault. Whoever keeps this site can see what it was."))


def _elsewhere(error: WordsDiffer) -> Problem:
    """Where the text says something else, and what, if whole texts of its source may leave."""
    place = {"start": error.start, "end": error.end}
    source = Source.objects.get(articles__revisions=error.revision)
    if source.rights.is_whole:
        return Problem(409, str(error), found={**place, "words": error.words})
    return Problem(409, _("The text says something else there."), found=place)


def handle(request: HttpRequest, error: Any) -> HttpResponse:
    """As django-ninja calls handlers of exceptions."""
    return answer_of(problem_of(error))


def _field(error: dict[str, Any]) -> dict[str, str]:
    """Of an error that Pydantic found: `loc` begins with where it was and what it is called."""
    where, *path = error["loc"]
    if where == "body":
        path = path[1:]
    return {"field": "/".join(map(str, path)) or str(where), "detail": f"{error['msg']}."}
