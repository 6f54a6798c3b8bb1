"""The policy in the header is django-csp's, whether it was kept or put together for this answer."""

import pytest
from csp.decorators import csp_exempt, csp_replace, csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from annotations.web.policies import PolicyMiddleware

HEADER = "Content-Security-Policy"


def plain(request):
    return HttpResponse("Yes.")


def with_its_own(request):
    return HttpResponse("Yes.", headers={HEADER: "default-src 'none'"})


def with_a_nonce(request):
    return HttpResponse(str(request.csp_nonce))


def policies(middleware, view):
    """Those of two requests in a row, without the nonces, which are anybody's guess."""
    answering = middleware(view)
    requests = [RequestFactory().get("/"), RequestFactory().get("/")]
    answers = [(one, answering(one)) for one in requests]
    return [
        answer.get(HEADER, "").replace(getattr(request, "_csp_nonce", "-"), "the nonce")
        for request, answer in answers
    ]


@pytest.mark.parametrize("is_debugged", [False, True])
@pytest.mark.parametrize(
    "view",
    [
        plain,
        with_its_own,
        with_a_nonce,
        csp_update({"img-src": ["https://maps.example"]})(plain),
        csp_replace({"img-src": ["https://maps.example"]})(plain),
        csp_exempt()(plain),
    ],
)
def test_it_is_what_django_csp_says(settings, view, is_debugged):
    settings.DEBUG = is_debugged

    assert policies(PolicyMiddleware, view) == policies(CSPMiddleware, view)


def test_pages_differ_where_they_ask_for_it():
    [usual, _], [other, _] = (
        policies(PolicyMiddleware, view)
        for view in (plain, csp_update({"img-src": ["https://maps.example"]})(plain))
    )

    assert "https://maps.example" not in usual
    assert "https://maps.example" in other
