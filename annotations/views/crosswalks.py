"""From one codebook to another: which tags mean the same, and what is lost there and back."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.actions.crosswalks import set_crosswalk
from annotations.actions.keeping import Refused
from annotations.forms.crosswalks import ways_sent
from annotations.models import Codebook, TagRelation
from annotations.queries.crosswalks import Crosswalk, crosswalk_of
from annotations.views.codebooks import load_kept
from annotations.web.guards import reading
from annotations.web.http import Request


@reading
def crosswalk_list(request: Request, pk: UUID) -> HttpResponse:
    """To which codebooks one could lead."""
    codebook = load_kept(request, pk)
    others = Codebook.objects.visible_to(request.user).exclude(pk=pk).in_alphabet()
    begun = set(
        codebook.tags.filter(ways__isnull=False).values_list("ways__codebook", flat=True).distinct()
    )
    context = {"codebook": codebook, "others": others, "begun": begun}
    return render(request, "codebooks/crosswalks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def crosswalk_detail(request: Request, pk: UUID, other: UUID) -> HttpResponse:
    codebook = load_kept(request, pk)
    if pk == other:
        raise Http404
    to = get_object_or_404(Codebook.objects.visible_to(request.user), pk=other)
    walk = crosswalk_of(codebook, to)
    status = 200
    if request.method == "POST":
        try:
            ways = ways_sent(request.POST, [line.tag for line in walk.lines], walk.others)
            set_crosswalk(codebook=codebook, to=to, ways=ways, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved. What does not survive is told below."))
            return redirect("crosswalk-detail", pk, other)
        walk, status = _as_sent(walk, request.POST), 422
    relations = TagRelation.choices
    context = {"codebook": codebook, "to": to, "walk": walk, "relations": relations}
    return render(request, "codebooks/crosswalk.html", context, status=status)


def _as_sent(walk: Crosswalk, sent: QueryDict) -> Crosswalk:
    """With what was typed, so that only what is wrong has to be typed again."""
    lines = [
        replace(
            line,
            relation=sent.get(f"relation-{line.tag.pk}", ""),
            typed=sent.get(f"other-{line.tag.pk}", ""),
        )
        for line in walk.lines
    ]
    return replace(walk, lines=lines)
