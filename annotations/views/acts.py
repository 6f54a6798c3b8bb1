"""Undo and redo."""

from uuid import UUID

from django.http import HttpResponse

from annotations.actions.acts import redo, undo
from annotations.forms.spans import ActForm
from annotations.views.writing import answer, load_writable, told
from annotations.web.guards import acting
from annotations.web.http import Request


@acting
def act_undo(request: Request, pk: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)
    return answer(
        request, project_article, tags, form, lambda: undo(**told(request, project_article, form))
    )


@acting
def act_redo(request: Request, pk: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)
    return answer(
        request, project_article, tags, form, lambda: redo(**told(request, project_article, form))
    )
