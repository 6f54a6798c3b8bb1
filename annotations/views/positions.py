"""Where a reader stopped reading: sent quietly by the page, and answered with nothing."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from annotations.actions.positions import CannotKeepPosition, keep_position
from annotations.forms.positions import PositionForm
from annotations.views.writing import load_article
from annotations.web.guards import acting
from annotations.web.http import Request


@acting
def position_keep(request: Request, pk: UUID) -> HttpResponse:
    """One's own affair, so it is for readers as well."""
    project_article = load_article(request, pk)
    form = PositionForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        keep_position(
            project_article=project_article,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except CannotKeepPosition:
        return HttpResponse(status=409)
    return HttpResponse(status=204)
