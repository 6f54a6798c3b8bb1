"""Parts of a statement."""

from uuid import UUID

from django.http import HttpResponse

from annotations.actions.parts import add_content
from annotations.forms.spans import PlaceForm
from annotations.views.writing import answer, load_writable, told
from annotations.web.guards import acting
from annotations.web.http import Request


@acting
def content_add(request: Request, pk: UUID, number: int) -> HttpResponse:
    """One more place where the statement stands."""
    project_article, tags = load_writable(request, pk)
    form = PlaceForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: add_content(
            number=number, where=form.cleaned_data["where"], **told(request, project_article, form)
        ),
    )
