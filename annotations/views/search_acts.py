"""What was found, or some of it, tagged, added to a project or assigned, after a look at what that
would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from annotations.actions.adding import add_articles
from annotations.actions.bulk_acts import begin_bulk_act
from annotations.actions.keeping import Refused
from annotations.domain.bulk_plans import Plan
from annotations.forms.search import bounds_in_words
from annotations.forms.search_acts import ChosenForm, Doing, HowForm, tags_for
from annotations.models import Addition, LeftOut, Project, Tag, User
from annotations.permissions import can_annotate, can_manage
from annotations.queries.assignments import Desk, desks_of
from annotations.queries.bulk_plans import articles_to_add, plan_of_assigning, plan_of_tagging
from annotations.queries.search_chosen import Chosen
from annotations.web.choosing import chosen_of
from annotations.web.guards import acting, demand
from annotations.web.htmx import render_page
from annotations.web.http import Request

MAY = {
    Doing.TAG: can_annotate,
    Doing.UNTAG: can_annotate,
    Doing.ADD: can_manage,
    Doing.ASSIGN: can_manage,
}


@dataclass(frozen=True)
class Preview:
    """How many would be changed in how many articles, and why the others stay."""

    total: int
    articles: int
    left: list[tuple[LeftOut, int]]


@acting
def search_act(request: Request) -> HttpResponse:
    """What it would do; nothing is done yet. What was chosen is too long for an address."""
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    return _page(request, form, *_how(request, form), status=200)


@acting
def search_act_do(request: Request) -> HttpResponse:
    """Do it: at once where it is little, else by the worker. What is found is found anew."""
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    how, project, chosen = _how(request, form, is_final=True)
    if project is None or not how.is_valid():
        return _page(request, form, how, project, chosen, status=422)
    try:
        done = _begin(form.cleaned_data["act"], how, project, chosen, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, form, how, project, chosen, status=409)
    name = "addition-detail" if isinstance(done, Addition) else "bulk-act-detail"
    search = urlencode({"search": form.cleaned_data["query"]})
    return redirect(f"{reverse(name, args=[done.pk])}?{search}")


def acts_in(projects: Sequence[Project]) -> list[tuple[str, str]]:
    """What may be done with results in some of these, which come with the reader's role."""
    return [(str(act), str(act.label)) for act in Doing if any(map(MAY[act], projects))]


def _refused(request: Request, form: ChosenForm) -> HttpResponse:
    messages.error(request, form.why())
    return redirect(_search(request.POST.get("query", "").lstrip("?")))


def _search(query: str) -> str:
    return f"{reverse('search')}?{query}"


def _how(
    request: Request, form: ChosenForm, is_final: bool = False
) -> tuple[HowForm, Project | None, Chosen]:
    """What is asked for besides; the project that was named, or the only one that is offered."""
    act = Doing(form.cleaned_data["act"])
    chosen = chosen_of(request.user, form.cleaned_data["query"], form.keys())
    theirs = Project.objects.visible_to(request.user).with_role_of(request.user).distinct()
    offered = [one for one in theirs.in_alphabet() if MAY[act](one)]
    demand(bool(offered))
    project = offered[0] if len(offered) == 1 else None
    if named := _key(request.POST.get("project", "")):
        project = get_object_or_404(theirs, pk=named)
        demand(MAY[act](project))
    elif chosen.where.project in {one.pk for one in offered}:
        project = next(one for one in offered if one.pk == chosen.where.project)
    tags: list[Tag] = []
    desks: list[Desk] = []
    if project and act in {Doing.TAG, Doing.UNTAG}:
        book = list(Tag.objects.filter(codebook=project.codebook_id).in_order())
        tags = tags_for(act, book, chosen.is_of_annotations)
    elif project and act == Doing.ASSIGN:
        desks = desks_of(project, timezone.now())
    data = request.POST.copy()
    if project:
        data["project"] = str(project.pk)
    how = HowForm(data, act, offered, tags, desks, project)
    if not is_final and not how.is_valid():
        # What nobody has answered yet is no mistake.
        how = HowForm(None, act, offered, tags, desks, project)
    return how, project, chosen


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _preview(act: str, how: HowForm, project: Project, chosen: Chosen) -> Preview:
    if act == Doing.ADD:
        articles, left = articles_to_add(chosen, project)
        count = articles.count()
        return Preview(count, count, _why(left))
    plan = _plan(act, how, project, chosen)
    return Preview(plan.total, plan.articles, _why(plan.left))


def _plan(act: str, how: HowForm, project: Project, chosen: Chosen) -> Plan:
    if act == Doing.ASSIGN:
        return plan_of_assigning(chosen, project, how.cleaned_data["analyst"])
    return plan_of_tagging(chosen, project, how.cleaned_data["tag"], gives=act == Doing.TAG)


def _why(left: Mapping[str, int]) -> list[tuple[LeftOut, int]]:
    return [(why, left[why]) for why in LeftOut if left.get(why)]


def _begin(act: str, how: HowForm, project: Project, chosen: Chosen, by: User) -> Any:
    at = timezone.now()
    if act == Doing.ADD:
        articles, _left = articles_to_add(chosen, project)
        return add_articles(
            project=project,
            articles=articles,
            by=by,
            at=at,
            looked_through=chosen.looked_through,
        )
    plan = _plan(act, how, project, chosen)
    return begin_bulk_act(
        project=project,
        kind=act,
        plan=plan,
        by=by,
        at=at,
        tag=how.cleaned_data.get("tag"),
        looked_through=chosen.looked_through,
    )


def _page(
    request: Request,
    form: ChosenForm,
    how: HowForm,
    project: Project | None,
    chosen: Chosen,
    status: int,
) -> HttpResponse:
    act = form.cleaned_data["act"]
    is_whole = project is not None and how.is_valid()
    preview = _preview(act, how, project, chosen) if project and is_whole else None
    context = {
        "form": form,
        "how": how,
        "act": Doing(act),
        "project": project,
        "is_of_annotations": chosen.is_of_annotations,
        "tag": how.cleaned_data.get("tag") if is_whole else None,
        "preview": preview,
        "bounds": bounds_in_words(chosen.looked_through) if preview else "",
        "back": _search(form.cleaned_data["query"]),
    }
    return render_page(request, "search/act.html", "search/_act.html", context, status)
