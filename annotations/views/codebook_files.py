"""Codebooks out of and into files."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from annotations.actions.codebook_trees import set_tree
from annotations.actions.codebook_versions import states_of
from annotations.actions.keeping import Refused
from annotations.domain.register import CannotRead
from annotations.exchange.codebooks.files import TYPES, plan_of, written
from annotations.forms.codebook_files import FileForm, PlanForm
from annotations.forms.codebook_versions import in_words
from annotations.forms.register_files import sentence_of
from annotations.models import Codebook
from annotations.views.codebooks import load_kept
from annotations.web.guards import acting, reading
from annotations.web.http import Request


@reading
def codebook_file(request: Request, pk: UUID, form: str) -> HttpResponse:
    """For whoever may read the codebook."""
    codebook = get_object_or_404(Codebook.objects.visible_to(request.user), pk=pk)
    if form not in TYPES:
        raise Http404
    name = f"{slugify(codebook.name) or 'codebook'}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written(codebook, form), content_type=TYPES[form], headers=headers)


@reading
def codebook_files(request: Request, pk: UUID) -> HttpResponse:
    context = {"codebook": load_kept(request, pk), "form": FileForm()}
    return render(request, "codebooks/files.html", context)


@acting
def codebook_look(request: Request, pk: UUID) -> HttpResponse:
    """What a file would change; nothing is changed yet."""
    codebook = load_kept(request, pk)
    form = FileForm(request.POST, request.FILES)
    context = {"codebook": codebook, "form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = plan_of(codebook, file.read(), file.name)
        except CannotRead as problem:
            form.add_error("file", sentence_of(problem))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            context |= {
                "plan": PlanForm.of(codebook, states_of(codebook), found.wanted),
                "sentences": [in_words(one) for one in found.differences],
                "filename": file.name,
            }
    return render(request, "codebooks/files.html", context, status=422 if form.errors else 200)


@acting
def codebook_take(request: Request, pk: UUID) -> HttpResponse:
    """What was looked at becomes the codebook; what it was stays a version."""
    codebook = load_kept(request, pk)
    try:
        wanted = PlanForm(request.POST).wanted(codebook, states_of(codebook))
        set_tree(codebook=codebook, wanted=wanted, by=request.user, at=timezone.now())
    except forms.ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("codebook-files", pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("codebook-files", pk)
    messages.success(request, _("The file is taken in. What was there before is a version."))
    return redirect("codebook-tree", pk)
