"""What every request of the API goes through, before and after the function that answers it."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from annotations.actions.replies import Replied, reply_once
from annotations.api.knowing import know
from annotations.api.problems import Problem, answer_of, problem_of
from annotations.api.rendering import etag_of
from annotations.web.guards import refuse_writes
from annotations.web.uploads import overflowed

View = Callable[..., HttpResponseBase]
BODIES = {"POST", "PUT", "PATCH"}
JSON = {"application/json", "application/ld+json"}
FORM = {"multipart/form-data"}
# Of an answer that is given again; all others are made anew.
KEPT_HEADERS = ("Content-Type", "Location", "ETag")
KEY = re.compile(r"[A-Za-z0-9_-]{1,100}")


def opened(
    view: View,
    methods: set[str],
    manners: Mapping[str, str] | None = None,
    takes_file: bool = False,
) -> View:
    """The view behind the door; `methods` are those that it answers. `manners` are headers of all
    its answers; where there are any, it can be asked for them by OPTIONS. What comes in is JSON,
    or where it `takes_file` a form."""
    asked_for = methods | ({"OPTIONS"} if manners else set())

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def door(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        said: dict[str, str] = {}
        was = request.method
        try:
            _demand_method(request, asked_for)
            at = timezone.now()
            # A browser asks for the manners without a token, before it sends anything.
            if was != "OPTIONS" or "Authorization" in request.headers:
                said = know(request, at)
            _demand_type(request, FORM if takes_file else JSON)
            if was == "OPTIONS":
                response = _mannered(request, at, lambda: view(request, **kwargs))
            else:
                response = _done(request, at, lambda: view(request, **kwargs))
        except Exception as error:
            response = answer_of(problem_of(error))
        for name, value in (manners or {}).items():
            response.setdefault(name, value)
        return _finished(request, response, was, said)

    return door


@csrf_exempt
@login_not_required
def nowhere(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """Any address that is none, whoever asks."""
    return answer_of(Problem(404, _("The API has nothing at this address.")))


def _demand_method(request: HttpRequest, methods: set[str]) -> None:
    """Raises Problem."""
    if request.method == "HEAD" and "GET" in methods:
        # The server leaves the body away.
        request.method = "GET"
    if request.method not in methods:
        allowed = ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
        detail = _("Only %(methods)s can be asked for here.") % {"methods": allowed}
        raise Problem(405, detail, {"Allow": allowed})


def _demand_type(request: HttpRequest, types: set[str]) -> None:
    """Raises Problem."""
    if request.method not in BODIES:
        return
    has_body = request.META.get("CONTENT_LENGTH") not in (None, "", "0")
    if has_body and request.content_type not in types:
        if types is JSON:
            raise Problem(415, _("Send JSON, and say so: “Content-Type: application/json”."))
        raise Problem(415, _("Send the file in a form: “Content-Type: multipart/form-data”."))
    # As soon as the files are read it is known whether that was too much.
    if types is FORM and request.FILES is not None and overflowed(request):
        raise Problem(413, _("The file is too large. Split it into several."))


def _mannered(request: Any, at: datetime, do: Callable[[], Any]) -> HttpResponseBase:
    """Nothing but headers; with the ETag of what is there for whoever may see it."""
    response = HttpResponse(status=204)
    if getattr(request, "scope", None):
        request.method = "GET"
        seen = _tagged(_done(request, at, do))
        if seen.status_code != 200:
            return seen
        response["ETag"] = seen["ETag"]
    return response


def _done(request: HttpRequest, at: datetime, do: Callable[[], Any]) -> HttpResponseBase:
    """All of it or nothing; a request that brings a key, once. Reading changes no row."""
    if request.method == "GET":
        with connection.execute_wrapper(refuse_writes):
            return do()
    key = request.headers.get("Idempotency-Key")
    if request.method == "POST" and key is not None:
        return _once(request, key, at, do)
    with transaction.atomic():
        response = do()
        if response.status_code >= 400:
            transaction.set_rollback(True)
    return response


def _once(request: Any, key: str, at: datetime, do: Callable[[], Any]) -> HttpResponseBase:
    if not KEY.fullmatch(key):
        raise Problem(400, _("An Idempotency-Key is of 1 to 100 letters and digits, as a UUID is."))
    done: list[HttpResponseBase] = []

    def reply() -> Replied:
        response = _tagged(do())
        done.append(response)
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        return Replied(response.status_code, headers, _kept(response))

    replied = reply_once(
        key=key, fingerprint=_fingerprint(request), do=reply, by=request.user, at=at
    )
    if done:
        return done[0]
    response = HttpResponse(replied.body, status=replied.status, headers=replied.headers)
    response["Idempotent-Replayed"] = "true"
    return response


def _kept(response: HttpResponse) -> str:
    """The body, to be given again; without a secret that is shown once, which nobody keeps."""
    if response.get("Cache-Control") != "no-store":
        return response.content.decode()
    return json.dumps({**json.loads(response.content), "secret": None}, ensure_ascii=False)


def _fingerprint(request: HttpRequest) -> str:
    """By which one request is told from another. Of a form only what is in it: what parts its
    fields is another one each time."""
    digest = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type not in FORM:
        digest.update(request.body)
        return digest.hexdigest()
    digest.update(repr(sorted(request.POST.lists())).encode())
    files: Any = sorted(request.FILES.items())
    for name, file in files:
        digest.update(repr((name, file.name, file.size)).encode())
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    return digest.hexdigest()


def _tagged(response: HttpResponseBase) -> Any:
    """With the ETag of what is in it, where that is a thing."""
    if not isinstance(response, HttpResponse) or response.status_code not in (200, 201):
        return response
    if response.content and "ETag" not in response:
        response["ETag"] = etag_of(response.content)
    return response


def _finished(
    request: HttpRequest, response: HttpResponseBase, was: str | None, said: dict[str, str]
) -> HttpResponseBase:
    response = _tagged(response)
    known = {
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("If-None-Match", "").split(",")
    }
    if request.method == "GET" and response.status_code == 200 and response.get("ETag") in known:
        response = HttpResponse(status=304, headers={"ETag": response["ETag"]})
        del response["Content-Type"]
    request.method = was
    for name, value in said.items():
        response.setdefault(name, value)
    response.setdefault("Cache-Control", "private, no-cache")
    patch_vary_headers(response, ["Authorization", "Cookie", "Accept-Language"])
    return response
