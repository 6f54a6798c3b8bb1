"""How far a project's coders agree, for those who may compare; analysts work blind."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from annotations.forms.agreement import AgreementForm, DifferencesForm
from annotations.models import Coding, Project, Tag
from annotations.permissions import can_see_all_codings
from annotations.queries.agreement import Compared, compared
from annotations.queries.agreement_places import MOST, places_of
from annotations.queries.agreement_report import report_of
from annotations.queries.agreement_whole import OfArticle, is_of_article
from annotations.queries.agreement_whole_places import whole_places_of
from annotations.web.guards import demand, reading
from annotations.web.http import Request
from annotations.web.projects import load_project


@reading
def agreement_detail(request: Request, pk: UUID) -> HttpResponse:
    project = load_project(request, pk)
    demand(can_see_all_codings(project))
    form = AgreementForm(request.GET)
    form.full_clean()
    report = report_of(_compared(request, project, form))
    context = {"project": project, "form": form, "report": report}
    return render(request, "agreement/detail.html", context)


@reading
def difference_list(request: Request, pk: UUID) -> HttpResponse:
    """The statements that not all coders found, or to which they answered differently."""
    project = load_project(request, pk)
    demand(can_see_all_codings(project))
    form = DifferencesForm(request.GET)
    form.full_clean()
    question = form.cleaned_data.get("question")
    article = form.cleaned_data.get("article")
    found = _compared(request, project, form)
    coders = form.coders(found.coders)
    about = question.tag if isinstance(question, OfArticle) else question
    context = {
        "project": project,
        "form": form,
        "question": question,
        "is_of_article": is_of_article(question),
        "pair": [found.coders[one] for one in coders or ()],
        "tag": Tag.objects.filter(pk=about).first() if isinstance(about, UUID) else None,
        "places": whole_places_of(found, question, article, coders)
        if is_of_article(question)
        else places_of(found, question, article),
        "most": MOST,
        "title": found.titles.get(article, "") if article else "",
    }
    return render(request, "agreement/differences.html", context)


def _compared(request: Request, project: Project, form: AgreementForm) -> Compared:
    return compared(
        project,
        Coding.objects.visible_to(request.user),
        with_machine=bool(form.cleaned_data.get("machine")),
    )
