"""The same words elsewhere in the article."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from annotations.actions.elsewhere import take_elsewhere
from annotations.forms.spans import ActForm
from annotations.models import Span, SpanRole
from annotations.permissions import can_annotate
from annotations.views.attributions import own_coding
from annotations.views.writing import answer, load_article, load_writable, page_of, told
from annotations.web.guards import acting, demand, reading
from annotations.web.http import Request


@reading
def annotation_elsewhere(request: Request, pk: UUID, number: int) -> HttpResponse:
    """How often a passage's words stand elsewhere, and a button to mark them there."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    passages = Span.objects.filter(
        coding=own_coding(project_article, request.user), role=SpanRole.PASSAGE
    )
    passage = get_object_or_404(passages.select_related("coding__revision"), number=number)
    context = {
        "count": len(passage.elsewhere()),
        "number": number,
        "base": page_of(project_article),
    }
    return render(request, "codings/_elsewhere.html", context)


@acting
def elsewhere_take(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: take_elsewhere(number=number, **told(request, project_article, form)),
    )
