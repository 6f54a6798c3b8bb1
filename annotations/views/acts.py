"""Undo and redo."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from annotations.actions.acts import redo, undo
from annotations.forms.spans import ActForm
from annotations.views.writing import answer, load_writable
from annotations.web.guards import acting
from annotations.web.http import Request


@acting
def act_undo(request: Request, pk: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: undo(
            project_article=project_article,
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        ),
    )


@acting
def act_redo(request: Request, pk: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: redo(
            project_article=project_article,
            by=request.user,
            at=timezone.now(),
            key=form.cleaned_data["key"],
        ),
    )
