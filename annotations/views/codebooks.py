"""Codebooks: which there are, and the tree of one where it is edited."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.codebooks import change_codebook, create_codebook
from annotations.actions.keeping import Refused
from annotations.domain.trees import interleaved
from annotations.exchange.starter import install_starter
from annotations.forms.codebooks import CodebookForm, NewCodebookForm
from annotations.models import Codebook
from annotations.permissions import can_keep_codebook, can_keep_registers
from annotations.queries.codebooks import codebooks_for, projects_using
from annotations.queries.tag_moves import moves_of
from annotations.web.guards import demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.refusals import blame


@reading
def codebook_list(request: Request) -> HttpResponse:
    """Those that the reader may change."""
    context = {
        "codebooks": codebooks_for(request.user).managed_by(request.user),
        "can_start": can_keep_registers(request.user),
    }
    return render(request, "codebooks/list.html", context)


@reading
def codebook_tree(request: Request, pk: UUID) -> HttpResponse:
    """For whoever keeps it; members read it at their project."""
    return tree_page(request, load_kept(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def codebook_update(request: Request, pk: UUID) -> HttpResponse:
    """Its name and what it is about."""
    codebook = load_kept(request, pk)
    form = CodebookForm(request.POST) if request.method == "POST" else CodebookForm.of(codebook)
    if form.is_valid():
        try:
            change_codebook(codebook=codebook, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("codebook-tree", pk)
    context = {"codebook": load_kept(request, pk), "form": form}
    return render(request, "codebooks/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def codebook_create(request: Request) -> HttpResponse:
    """Empty, or with the tags of a starter."""
    demand(can_keep_registers(request.user))
    form = NewCodebookForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name, which = form.cleaned_data["name"], form.cleaned_data["starter"]
        try:
            if which:
                codebook = install_starter(which=which, name=name, by=request.user)
            else:
                codebook = create_codebook(name=name, by=request.user)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The codebook is there. Change what you like."))
            return redirect("codebook-tree", codebook.pk)
    return render(request, "codebooks/new.html", {"form": form}, status=422 if form.errors else 200)


def load_kept(request: Request, pk: UUID) -> Any:
    """Raises Http404 for strangers, PermissionDenied for members who do not manage a project."""
    codebook = get_object_or_404(codebooks_for(request.user), pk=pk)
    demand(can_keep_codebook(request.user, codebook))
    return codebook


def tree_page(request: Request, codebook: Codebook, status: int = 200) -> HttpResponse:
    """As it is now; for htmx the tree, with what there is to say."""
    context = {
        "codebook": codebook,
        "tree": interleaved(codebook.tags.in_order()),
        "projects": projects_using(codebook, request.user),
        # Asked for by the page alone.
        "moves": lambda: moves_of(codebook),
    }
    return render_page(request, "codebooks/tree.html", "codebooks/_tree.html", context, status)
