"""The tags of a codebook: made, described, moved, retired."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.tags import (
    bring_back_tag,
    change_tag,
    create_tag,
    move_tag,
    retire_tag,
    step_tag,
)
from annotations.forms.codebooks import PlaceForm, RetireForm, StepForm, TagForm
from annotations.models import Codebook, Tag
from annotations.queries.tag_moves import bearing, borne_by
from annotations.views.codebooks import load_kept, tree_page
from annotations.web.guards import acting
from annotations.web.htmx import is_fragment
from annotations.web.http import Request
from annotations.web.refusals import blame


@require_http_methods(["GET", "HEAD", "POST"])
def tag_create(request: Request, pk: UUID) -> HttpResponse:
    """The address may say below which one."""
    codebook = load_kept(request, pk)
    tree = list(codebook.tags.in_order())
    if request.method != "POST":
        initial = {"parent": request.GET.get("below"), "colour": "grey"}
        return _tag_page(request, codebook, TagForm(initial=initial, tree=tree))
    form = TagForm(request.POST, tree=tree)
    if form.is_valid():
        parent = form.cleaned_data["parent"]
        try:
            tag = create_tag(codebook=codebook, parent=parent, by=request.user, **form.facts)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("“%(name)s” is there now.") % {"name": tag.name})
            return redirect("codebook-tree", pk)
    return _tag_page(request, codebook, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def tag_update(request: Request, pk: UUID, tag: UUID) -> HttpResponse:
    codebook = load_kept(request, pk)
    row = get_object_or_404(codebook.tags, pk=tag)
    tree = list(codebook.tags.in_order())
    if request.method != "POST":
        return _tag_page(request, codebook, TagForm.of(row, tree), row)
    form = TagForm(request.POST, tree=tree, tag=row)
    was = row.name
    if form.is_valid():
        parent = form.cleaned_data["parent"]
        facts = form.facts | {"key": form.cleaned_data["key"] or row.key}
        try:
            change_tag(tag=row, by=request.user, parent=parent, **facts)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _told(row, was))
            return redirect("codebook-tree", pk)
    kept = get_object_or_404(codebook.tags, pk=tag)
    return _tag_page(request, codebook, form, kept, status=422)


@acting
def tag_step(request: Request, pk: UUID, tag: UUID) -> HttpResponse:
    """One place up, down, in or out."""
    codebook = load_kept(request, pk)
    row = get_object_or_404(codebook.tags, pk=tag)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Http404
    way = form.cleaned_data["way"]
    return _changed(request, codebook, lambda: step_tag(tag=row, way=way, by=request.user))


@acting
def tag_move(request: Request, pk: UUID) -> HttpResponse:
    """Where it was dropped."""
    codebook = load_kept(request, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Http404
    row, other = (
        get_object_or_404(codebook.tags.select_related("parent"), pk=form.cleaned_data[name])
        for name in ("tag", "other")
    )
    if row == other:
        return tree_page(request, codebook)
    is_before = form.cleaned_data["place"] == "before"
    parent, before = (other.parent, other) if is_before else (other, None)
    return _changed(
        request,
        codebook,
        lambda: move_tag(tag=row, parent=parent, before=before, by=request.user),
    )


@acting
def tag_retire(request: Request, pk: UUID, tag: UUID) -> HttpResponse:
    """Retire it with all below, or bring it back."""
    codebook = load_kept(request, pk)
    row = get_object_or_404(codebook.tags, pk=tag)
    form = RetireForm(request.POST)
    if not form.is_valid():
        raise Http404

    def act() -> None:
        if form.cleaned_data["on"]:
            n = retire_tag(tag=row, by=request.user, at=timezone.now())
            told = ngettext(
                "%(n)s tag is retired: what bears it keeps it.",
                "%(n)s tags are retired: what bears them keeps them.",
                n,
            )
        else:
            n = bring_back_tag(tag=row, by=request.user)
            told = ngettext("%(n)s tag is offered again.", "%(n)s tags are offered again.", n)
        messages.success(request, told % {"n": n})

    return _changed(request, codebook, act)


def _told(tag: Tag, was: str) -> str:
    """That it is saved; of another name, on how many it is read from now on."""
    if tag.name == was:
        return _("Saved.")
    n = borne_by(bearing(tag)).count
    sentence = ngettext(
        "“%(was)s” is called “%(name)s” now, on %(n)s annotation or article.",
        "“%(was)s” is called “%(name)s” now, on %(n)s annotations and articles.",
        n,
    )
    return sentence % {"was": was, "name": tag.name, "n": n}


def _changed(request: Request, codebook: Codebook, act: Callable[[], Any]) -> HttpResponse:
    """Do it, and show the tree as it is then; 409 where it is refused."""
    status = 200
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        status = 409
    if not is_fragment(request):
        return redirect("codebook-tree", codebook.pk)
    return tree_page(request, codebook, status)


def _tag_page(
    request: Request, codebook: Codebook, form: TagForm, tag: Tag | None = None, status: int = 200
) -> HttpResponse:
    context = {"codebook": codebook, "form": form, "tag": tag}
    return render(request, "codebooks/tag.html", context, status=status)
