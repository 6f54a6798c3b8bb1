"""Webhooks: who outside is told what happens in a project, and what became of each message."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from annotations.actions.webhooks import (
    change_webhook,
    create_webhook,
    remove_webhook,
    renew_webhook,
    resume_webhook,
    try_webhook,
)
from annotations.api.inputs import Address, Body, said, unsaid
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, each, listed
from annotations.api.problems import blamed
from annotations.api.projects import find_managed, find_project
from annotations.api.rendering import MATCHING, demand_match
from annotations.api.rows import facts_of
from annotations.forms.webhooks import why_never
from annotations.models import Delivery, Project, Webhook
from annotations.permissions import can_manage
from annotations.web.guards import demand

router = Router()
Events = Annotated[
    list[Literal["article.added", "coding.done", "gold.changed"]], Field(min_length=1, max_length=3)
]


class WebhookOut(Schema):
    """Nothing is sent where it is `disabled_at`, since nothing has arrived there for days."""

    id: UUID
    project: UUID
    address: str
    tells: list[str]
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None


class WebhookMade(WebhookOut):
    """`secret` is shown this once; it is null where the same request is answered again."""

    secret: str | None


class WebhookIn(Body):
    address: Address
    tells: Events = ["article.added", "coding.done", "gold.changed"]


class WebhookChange(Body):
    address: Address = unsaid()
    tells: Events = unsaid()


class DeliveryOut(Schema):
    """One message: waiting, done or failed. `status` is that of the last answer, 0 for none."""

    id: UUID
    webhook: UUID
    event: str
    payload: dict[str, Any]
    state: str
    attempts: int
    status: int
    why: str
    created_at: datetime
    tried_at: datetime | None


def shape(row: Webhook) -> WebhookOut:
    return WebhookOut(**facts_of(row, WebhookOut))


def shape_delivery(row: Delivery) -> DeliveryOut:
    return DeliveryOut(**facts_of(row, DeliveryOut))


@router.get(
    "/projects/{uuid:pk}/webhooks", response=Listing[WebhookOut], summary="Who outside is told"
)
def webhooks_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """For managers."""
    project = find_project(request, pk)
    demand(can_manage(project))
    rows = Webhook.objects.filter(project=project, removed_at__isnull=True)
    return listed(request, response, rows, cut, each(shape))


@router.post("/projects/{uuid:pk}/webhooks", response={201: WebhookMade}, summary="Tell an address")
def webhooks_create(request: Asked, response: HttpResponse, pk: UUID, body: WebhookIn) -> Any:
    """What is sent is signed with the secret that the answer shows."""
    project = find_managed(request, pk)
    _demand_possible(body.address)
    made = create_webhook(project=project, by=request.user, at=timezone.now(), **body.model_dump())
    response["Location"] = f"/api/webhooks/{made.pk}"
    return Status(201, _made(made, response))


@router.get("/webhooks/{uuid:pk}", response=WebhookOut, summary="One webhook")
def webhooks_get(request: Asked, pk: UUID) -> Any:
    return shape(_find(request, pk))


@router.patch(
    "/webhooks/{uuid:pk}", response=WebhookOut, summary="Change a webhook", openapi_extra=MATCHING
)
def webhooks_change(request: Asked, pk: UUID, body: WebhookChange) -> Any:
    webhook, changes = _meant(request, pk), said(body)
    if "address" in changes:
        _demand_possible(changes["address"])
    return shape(change_webhook(webhook=webhook, by=request.user, **changes))


@router.delete(
    "/webhooks/{uuid:pk}", response={204: None}, summary="Tell it no more", openapi_extra=MATCHING
)
def webhooks_delete(request: Asked, pk: UUID) -> Any:
    """Nor of what is on its way."""
    remove_webhook(webhook=_meant(request, pk), by=request.user, at=timezone.now())
    return Status(204, None)


@router.post("/webhooks/{uuid:pk}/secret", response=WebhookMade, summary="Another secret")
def webhooks_renew(request: Asked, response: HttpResponse, pk: UUID) -> Any:
    """What is signed with the former one is signed no more."""
    return _made(renew_webhook(webhook=_managed(request, pk), by=request.user), response)


@router.post("/webhooks/{uuid:pk}/resume", response=WebhookOut, summary="Begin again")
def webhooks_resume(request: Asked, pk: UUID) -> Any:
    """With what happens from now on."""
    webhook = _managed(request, pk)
    resume_webhook(webhook=webhook, by=request.user)
    return shape(webhook)


@router.post("/webhooks/{uuid:pk}/test", response={202: DeliveryOut}, summary="Send it a test")
def webhooks_test(request: Asked, response: HttpResponse, pk: UUID) -> Any:
    """An event `test` of which nothing comes. Location is where to ask whether it arrived."""
    sent = try_webhook(webhook=_managed(request, pk), by=request.user, at=timezone.now())
    response["Location"] = f"/api/deliveries/{sent.pk}"
    return Status(202, shape_delivery(sent))


@router.get(
    "/webhooks/{uuid:pk}/deliveries", response=Listing[DeliveryOut], summary="What was sent to it"
)
def deliveries_list(request: Asked, response: HttpResponse, pk: UUID, cut: Paging) -> Any:
    """In the last month."""
    rows = Delivery.objects.filter(webhook=_find(request, pk))
    return listed(request, response, rows, cut, each(shape_delivery))


@router.get("/deliveries/{uuid:pk}", response=DeliveryOut, summary="One message")
def deliveries_get(request: Asked, pk: UUID) -> Any:
    seen = Project.objects.visible_to(request.user).values("pk")
    row = get_object_or_404(Delivery.objects.filter(webhook__project__in=seen), pk=pk)
    _find(request, row.webhook_id)
    return shape_delivery(row)


def _demand_possible(address: str) -> None:
    """Raises Problem for what nothing can ever be sent to."""
    if why := why_never(address):
        raise blamed("address", why)


def _find(request: Asked, pk: UUID) -> Webhook:
    """For managers. Raises Http404, PermissionDenied."""
    seen = Project.objects.visible_to(request.user).values("pk")
    rows = Webhook.objects.filter(project__in=seen, removed_at__isnull=True)
    webhook = get_object_or_404(rows, pk=pk)
    demand(can_manage(find_project(request, webhook.project_id)))
    return webhook


def _managed(request: Asked, pk: UUID) -> Webhook:
    """Raises Http404, PermissionDenied, Problem."""
    webhook = _find(request, pk)
    find_managed(request, webhook.project_id)
    return webhook


def _meant(request: Asked, pk: UUID) -> Webhook:
    """Raises Http404, PermissionDenied, Problem."""
    _managed(request, pk)
    webhook = Webhook.objects.select_for_update().get(pk=pk)
    demand_match(request, shape(webhook))
    return webhook


def _made(row: Webhook, response: HttpResponse) -> WebhookMade:
    # Nobody keeps it, this side included.
    response["Cache-Control"] = "no-store"
    return WebhookMade(**facts_of(row, WebhookMade))
