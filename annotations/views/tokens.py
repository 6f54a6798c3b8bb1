"""The reader's tokens for programs: what there is, a new one, an end to one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.tokens import make_token, revoke_token
from annotations.forms.tokens import TokenForm
from annotations.models import ApiToken
from annotations.web.guards import acting
from annotations.web.http import Request
from annotations.web.refusals import blame


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request: Request) -> HttpResponse:
    """All of them; a new one is shown on the page that answers, and never again."""
    if request.method != "POST":
        return _page(request, TokenForm())
    form = TokenForm(request.POST)
    if form.is_valid():
        lifetime, at = form.cleaned_data["lifetime"], timezone.now()
        try:
            _token, secret = make_token(
                user=request.user,
                name=form.cleaned_data["name"],
                scope=form.cleaned_data["scope"],
                expires_at=at + lifetime if lifetime else None,
                by=request.user,
                at=at,
            )
        except Refused as refusal:
            blame(form, refusal)
        else:
            return _page(request, TokenForm(), secret=secret)
    return _page(request, form, status=422)


@acting
def token_revoke(request: Request, pk: UUID) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.of(request.user), pk=pk)
    revoke_token(token=token, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("“%(name)s” has ended. Programs that use it get no answer any more.")
        % {"name": token.name},
    )
    return redirect("token-list")


def _page(request: Request, form: TokenForm, secret: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "secret": secret,
        "tokens": ApiToken.objects.of(request.user),
        "now": timezone.now(),
    }
    return render(request, "preferences/tokens.html", context, status=status)
