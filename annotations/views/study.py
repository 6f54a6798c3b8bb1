"""What a study found, as a page that prints and as a document."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from annotations.domain.citations import chicago_note
from annotations.exchange.papers import as_docx
from annotations.models import Attribution
from annotations.queries.matrix import Dimension
from annotations.queries.study import Study, study_of
from annotations.web.guards import reading
from annotations.web.http import Request
from annotations.web.projects import load_project
from annotations.web.study_paper import blocks_of, scope_of, shared_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@reading
def study_detail(request: Request, pk: UUID) -> HttpResponse:
    """For the project's members, over what each may see."""
    study = _study(request, pk)
    quotes = [
        (speaker, [(quote, chicago_note(quote.cited)) for quote in told])
        for speaker, told in study.quotes
    ]
    context = {
        "project": study.project,
        "study": study,
        "scope": scope_of(study),
        "shared": shared_of(study),
        "quotes": quotes,
        "names": dict.fromkeys((Dimension.SPEAKER, Dimension.TARGET), study.actors),
        "choice": {"rows": Dimension.SPEAKER, "columns": Dimension.TARGET},
    }
    return render(request, "study/detail.html", context)


@reading
def study_document(request: Request, pk: UUID) -> HttpResponse:
    study = _study(request, pk)
    written = as_docx(blocks_of(study), study.project.name)
    response = HttpResponse(written, content_type=DOCX)
    response["Content-Disposition"] = 'attachment; filename="report.docx"'
    return response


def _study(request: Request, pk: UUID) -> Study:
    project = load_project(request, pk)
    return study_of(project, request.user, lambda said: _address(request, said))


def _address(request: HttpRequest, said: Attribution) -> str:
    return request.build_absolute_uri(reverse("statement-detail", args=[said.pk]))
