"""What the worker does. For admins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.keeping import Refused
from annotations.actions.queue import retry_job
from annotations.permissions import can_keep_registers
from annotations.queries.queue import queue_of
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request


@reading
def queue_detail(request: Request) -> HttpResponse:
    """What runs, waits and failed; asks for itself again, since it changes by itself."""
    demand(can_keep_registers(request.user))
    context = {"queue": queue_of(timezone.now())}
    return render_page(request, "queue/detail.html", "queue/_jobs.html", context)


@acting
def job_retry(request: Request, job: int) -> HttpResponse:
    demand(can_keep_registers(request.user))
    try:
        retry_job(job=job, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is tried again."))
    return redirect("queue-detail")
