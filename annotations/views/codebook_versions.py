"""Versions of a codebook: named, compared, brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.codebook_trees import restore_version
from annotations.actions.codebook_versions import name_version, states_of
from annotations.actions.keeping import Refused
from annotations.domain.codebook_states import differences
from annotations.forms.codebook_versions import NameForm, in_words
from annotations.models import Codebook
from annotations.views.codebooks import load_kept
from annotations.web.guards import acting, reading
from annotations.web.http import Request
from annotations.web.paging import Key, page_of
from annotations.web.refusals import blame

SIZE = 50


@reading
def version_list(request: Request, pk: UUID) -> HttpResponse:
    return _listed(request, load_kept(request, pk), NameForm())


@acting
def version_name(request: Request, pk: UUID) -> HttpResponse:
    """Give the tree as it is now a name."""
    codebook = load_kept(request, pk)
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            name_version(codebook=codebook, name=form.cleaned_data["name"], by=request.user)
        except Refused as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The codebook as it is now can be found by this name."))
            return redirect("version-list", pk)
    return _listed(request, codebook, form, status=422)


@reading
def version_detail(request: Request, pk: UUID, number: int) -> HttpResponse:
    """What the version changed, and what has changed since."""
    codebook = load_kept(request, pk)
    versions = codebook.versions.select_related("by")
    version = get_object_or_404(versions, number=number)
    before = versions.filter(number=number - 1).first()
    states = version.states
    since = differences(states, states_of(codebook))
    context = {
        "codebook": codebook,
        "version": version,
        "before": before,
        "changed": [in_words(one) for one in differences(before.states, states)] if before else [],
        "since": [in_words(one) for one in since],
    }
    return render(request, "codebooks/version.html", context)


@acting
def version_restore(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The tree as it was then; what it is now stays a version, and can be brought back as well."""
    codebook = load_kept(request, pk)
    version = get_object_or_404(codebook.versions.select_related("codebook"), number=number)
    try:
        restore_version(version=version, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("version-detail", pk, number)
    messages.success(
        request,
        _("The tags are as they were in version %(n)s. What they were before is below.")
        % {"n": number},
    )
    return redirect("version-list", pk)


def _listed(
    request: Request, codebook: Codebook, form: NameForm, status: int = 200
) -> HttpResponse:
    rows = codebook.versions.select_related("by").defer("tree")
    page = page_of(rows, [Key("number", descending=True)], request.GET.get("page", ""), SIZE)
    context = {"codebook": codebook, "page": page, "form": form}
    return render(request, "codebooks/versions.html", context, status=status)
