"""How long an analyst was active: sent quietly by the page, and answered with nothing."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from annotations.actions.sittings import CannotMeasure, tell_time
from annotations.forms.sittings import SittingForm
from annotations.permissions import can_annotate
from annotations.views.writing import load_article
from annotations.web.guards import acting, demand
from annotations.web.http import Request


@acting
def time_tell(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    form = SittingForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        tell_time(
            project_article=project_article,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except CannotMeasure:
        return HttpResponse(status=409)
    return HttpResponse(status=204)
