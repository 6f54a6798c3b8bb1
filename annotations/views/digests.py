"""Ending the digests, by the link that each of them has."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from annotations.actions.digests import stop_digests, user_of


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks; a post ends them. Mail programs post by themselves (RFC 8058), and have no cookie.

    The signed token says for whom, and is good for nothing else.
    """
    user = user_of(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        stop_digests(user=user, by=user)
    return render(request, "digests/stop.html", {"is_stopped": request.method == "POST"})
