"""Who outside is told what happens in a project. For its managers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.webhooks import (
    create_webhook,
    remove_webhook,
    renew_webhook,
    resume_webhook,
    try_webhook,
)
from annotations.forms.webhooks import WebhookForm
from annotations.models import Delivery, Project, Webhook
from annotations.web.guards import acting
from annotations.web.http import Request
from annotations.web.projects import load_managed
from annotations.web.refusals import blame

SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_list(request: Request, pk: UUID) -> HttpResponse:
    """All of them with what became of the last messages; a new one's secret is shown once."""
    project = load_managed(request, pk)
    if request.method != "POST":
        return _page(request, project, WebhookForm())
    form = WebhookForm(request.POST)
    if form.is_valid():
        try:
            made = create_webhook(
                project=project, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refusal:
            blame(form, refusal)
        else:
            return _page(request, project, WebhookForm(), made)
    return _page(request, project, form, status=422)


@never_cache
@acting
def webhook_renew(request: Request, pk: UUID, hook: UUID) -> HttpResponse:
    """Shows the new secret on the page that answers."""
    project, webhook = _load(request, pk, hook)
    return _page(request, project, WebhookForm(), renew_webhook(webhook=webhook, by=request.user))


@acting
def webhook_resume(request: Request, pk: UUID, hook: UUID) -> HttpResponse:
    _project, webhook = _load(request, pk, hook)
    resume_webhook(webhook=webhook, by=request.user)
    messages.success(request, _("It is told what happens from now on."))
    return redirect("webhook-list", pk)


@acting
def webhook_test(request: Request, pk: UUID, hook: UUID) -> HttpResponse:
    """What became of it stands in the list of what was sent."""
    _project, webhook = _load(request, pk, hook)
    try_webhook(webhook=webhook, by=request.user, at=timezone.now())
    messages.success(request, _("A test is on its way. What became of it stands below."))
    return redirect("webhook-list", pk)


@acting
def webhook_remove(request: Request, pk: UUID, hook: UUID) -> HttpResponse:
    _project, webhook = _load(request, pk, hook)
    remove_webhook(webhook=webhook, by=request.user, at=timezone.now())
    messages.success(request, _("Nothing is sent there any more."))
    return redirect("webhook-list", pk)


def _load(request: Request, pk: UUID, hook: UUID) -> tuple[Project, Webhook]:
    project = load_managed(request, pk)
    return project, get_object_or_404(project.webhooks.filter(removed_at__isnull=True), pk=hook)


def _page(
    request: Request,
    project: Project,
    form: WebhookForm,
    made: Webhook | None = None,
    status: int = 200,
) -> HttpResponse:
    deliveries = Delivery.objects.filter(webhook__project=project).select_related("webhook")
    context = {
        "project": project,
        "form": form,
        "made": made,
        "webhooks": project.webhooks.filter(removed_at__isnull=True).order_by("created_at", "id"),
        "deliveries": deliveries.order_by("-created_at", "-id")[:SHOWN],
    }
    return render(request, "projects/webhooks.html", context, status=status)
