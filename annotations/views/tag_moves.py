"""Tags merged and split, with all that bears them, and taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from annotations.actions.keeping import Refused
from annotations.actions.tag_merging import merge_tags, split_tag, undo_tag_move
from annotations.forms.tag_moves import MergeTagsForm, SoughtForm, SplitTagForm
from annotations.models import Codebook, Tag, TagMove
from annotations.queries.tag_moves import bearing, borne_by, keys_bearing
from annotations.views.codebooks import load_kept
from annotations.web.guards import acting
from annotations.web.http import Request
from annotations.web.refusals import blame


@require_http_methods(["GET", "HEAD", "POST"])
def tag_merge(request: Request, pk: UUID, tag: UUID) -> HttpResponse:
    """Into which one, with what it would touch; the address may say into which."""
    codebook, gone, tree = _load_tag(request, pk, tag)
    data = request.POST if request.method == "POST" else request.GET
    form = MergeTagsForm(data if "other" in data else None, tree=tree, tag=gone)
    is_chosen = form.is_valid()
    if request.method == "POST" and is_chosen:
        kept = form.cleaned_data["other"]
        try:
            move = merge_tags(kept=kept, gone=gone, by=request.user, at=timezone.now())
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _told(move))
            return redirect("codebook-tree", pk)
    context: dict[str, Any] = {"codebook": codebook, "tag": gone, "form": form}
    if is_chosen:
        kept = form.cleaned_data["other"]
        both = bearing(gone, SoughtForm({"beside": kept.pk}, tree=tree, tag=gone).sought)
        context |= {"kept": kept, "both": borne_by(both), "children": gone.children.count()}
    context["borne"] = borne_by(bearing(gone))
    return render(request, "codebooks/merge.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def tag_split(request: Request, pk: UUID, tag: UUID) -> HttpResponse:
    """First which of what bears it, as the address says, with their number; then to which tag."""
    codebook, row, tree = _load_tag(request, pk, tag)
    if request.method == "POST":
        form = SplitTagForm(request.POST, tree=tree, tag=row)
        if form.is_valid():
            data = form.cleaned_data
            try:
                move = split_tag(
                    tag=row,
                    rows=keys_bearing(row, form.sought),
                    to=data["to"],
                    name=data["name"],
                    by=request.user,
                    at=timezone.now(),
                )
            except Refused as refusal:
                blame(form, refusal)
            else:
                messages.success(request, _told(move))
                return redirect("codebook-tree", pk)
    else:
        form = SplitTagForm(initial=request.GET.dict(), tree=tree, tag=row)
    data = request.POST if request.method == "POST" else request.GET
    search = SoughtForm(data, tree=tree, tag=row)
    context = {
        "codebook": codebook,
        "tag": row,
        "form": form,
        "search": search,
        "borne": borne_by(bearing(row)),
        "found": borne_by(bearing(row, search.sought)),
    }
    return render(request, "codebooks/split.html", context, status=422 if form.errors else 200)


@acting
def tag_move_undo(request: Request, pk: UUID, move: UUID) -> HttpResponse:
    codebook = load_kept(request, pk)
    found = get_object_or_404(TagMove.objects.select_related("from_tag", "to_tag"), pk=move)
    get_object_or_404(codebook.tags, pk=found.from_tag_id)
    try:
        undo_tag_move(move=found, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is as it was before."))
    return redirect("codebook-tree", pk)


def _load_tag(request: Request, pk: UUID, tag: UUID) -> tuple[Codebook, Tag, list[Tag]]:
    codebook = load_kept(request, pk)
    row = get_object_or_404(codebook.tags, pk=tag)
    return codebook, row, list(codebook.tags.in_order())


def _told(move: TagMove) -> str:
    """What was done, and to how many."""
    sentence = ngettext(
        "%(n)s annotation or article that bore “%(old)s” bears “%(new)s” now. Undo is below.",
        "%(n)s annotations or articles that bore “%(old)s” bear “%(new)s” now. Undo is below.",
        move.count,
    )
    return sentence % {"n": move.count, "old": move.from_tag.name, "new": move.to_tag.name}
