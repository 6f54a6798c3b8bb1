"""Linking statements from the page of one of them."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from annotations.actions.keeping import Refused
from annotations.actions.links import link_statements, unlink_statements
from annotations.forms.links import FindForm, LinkForm
from annotations.models import Attribution, Link
from annotations.permissions import can_annotate
from annotations.queries.links import MOST_OFFERED, could_be_connected
from annotations.queries.statements import find_statement
from annotations.views.writing import load_article
from annotations.web.guards import acting, demand, reading
from annotations.web.http import Request
from annotations.web.refusals import blame


@reading
def link_list(request: Request, pk: UUID) -> HttpResponse:
    """Find the other statement, by speaker or words; the nearest days first."""
    said = _load(request, pk)
    begun = {name: request.GET[name] for name in ("kind", "other", "day") if name in request.GET}
    search = FindForm(request.GET)
    offered = could_be_connected(said, request.user, search.typed)
    form = LinkForm(offered, initial=begun or None)
    return _page(request, said, search, form)


@acting
def link_create(request: Request, pk: UUID) -> HttpResponse:
    said = _load(request, pk)
    offered = could_be_connected(said, request.user)
    form = LinkForm(offered, request.POST)
    if not form.is_valid():
        return _page(request, said, FindForm(), form, status=422)
    other = form.cleaned_data["other"]
    later, earlier = (other, said) if form.is_turned else (said, other)
    try:
        link_statements(
            said=later,
            kind=form.kind_meant,
            other=earlier,
            here=said,
            day=form.cleaned_data["day"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        blame(form, refusal)
        return _page(request, said, FindForm(), form, status=422)
    messages.success(request, _("The two statements are linked."))
    return redirect(f"{reverse('statement-detail', args=[pk])}#links")


@acting
def link_delete(request: Request, pk: UUID, link: UUID) -> HttpResponse:
    """It goes, and can be made again with one click."""
    said = _load(request, pk)
    row = get_object_or_404(Link.objects.visible_to(request.user), pk=link)
    here = (said.coding_id, said.number)
    ends = [(row.coding_id, row.number), (row.other_coding_id, row.other_number)]
    if here not in ends:
        raise Http404
    is_from = ends[0] == here
    coding, number = ends[1] if is_from else ends[0]
    other = get_object_or_404(Attribution, coding=coding, number=number)
    again = {"kind": row.kind if is_from else f"{row.kind}_by", "other": other.pk}
    if row.day:
        again["day"] = row.day.isoformat()
    try:
        unlink_statements(link=row, here=said, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('statement-detail', args=[pk])}#links")
    address = f"{reverse('link-list', args=[pk])}?{urlencode(again)}"
    messages.success(
        request,
        format_html('{} <a href="{}">{}</a>', _("No longer linked."), address, _("Link it again")),
    )
    return redirect(f"{reverse('statement-detail', args=[pk])}#links")


def _load(request: Request, pk: UUID) -> Attribution:
    """A statement as it stands now, for those who annotate; 404 for one of an earlier text."""
    said = find_statement(pk, request.user)
    if said is None or not said.coding.is_current:
        raise Http404
    demand(can_annotate(load_article(request, said.coding.project_article_id)))
    return said


def _page(
    request: Request, said: Attribution, search: FindForm, form: LinkForm, status: int = 200
) -> HttpResponse:
    field: Any = form.fields["other"]
    context = {
        "said": said,
        "article": said.coding.project_article.article,
        "search": search,
        "form": form,
        "offered": field.queryset[:MOST_OFFERED],
    }
    return render(request, "statements/link.html", context, status=status)
