"""One draft: looked over, corrected, saved, discarded, brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect

from annotations.actions.drafts import (
    change_draft,
    discard_draft,
    read_draft,
    restore_draft,
    save_draft,
)
from annotations.actions.keeping import Refused
from annotations.domain.extraction import Extract
from annotations.domain.text import CannotExtract
from annotations.forms.extraction_errors import sentence_of
from annotations.forms.intake import DraftForm, SourceForm
from annotations.models import Draft
from annotations.permissions import can_take_in_articles
from annotations.queries.intake import intake_lists, source_names
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import is_fragment
from annotations.web.http import Request

# A look at the text is a look: the beginning of a very long one is enough.
SHOWN_BLOCKS = 300
SAVED = {
    "created": gettext_lazy("“%(title)s” is saved."),
    "exists": gettext_lazy("“%(title)s” was here already."),
    "revised": gettext_lazy(
        "“%(title)s” was here with another text. This one is its newest revision."
    ),
}


@reading
def draft_detail(request: Request, pk: UUID) -> HttpResponse:
    draft = _draft(request, pk)
    if draft.saved_as_id:
        return redirect("workbench", draft.saved_as_id)
    return _page(request, draft, DraftForm(draft=draft))


@acting
def draft_update(request: Request, pk: UUID) -> HttpResponse:
    """Keep what was typed, to go on another time."""
    draft = _draft(request, pk)
    form = DraftForm(request.POST, draft=draft, complete=False)
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    try:
        change_draft(draft=draft, by=request.user, details=form.details)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, draft, form, status=422)
    messages.success(request, _("Kept for later."))
    return redirect("intake", draft.project_id)


@acting
def draft_save(request: Request, pk: UUID) -> HttpResponse:
    """Make the article, with what was typed or, from the list, as it was proposed."""
    draft = _draft(request, pk)
    form = None if "as_proposed" in request.POST else DraftForm(request.POST, draft=draft)
    if form and not form.is_valid():
        return _page(request, draft, form, status=422)
    try:
        taken = save_draft(
            draft=draft, by=request.user, at=timezone.now(), details=form.details if form else None
        )
    except (Refused, CannotExtract) as refusal:
        form = form or DraftForm(draft=draft)
        return _refused(request, draft, form, refusal)
    if is_fragment(request):
        return _lists(request, draft)
    name = {"title": taken.article.title}
    messages.success(request, SAVED[taken.status] % name)
    return redirect("workbench", taken.project_article.pk)


@acting
def draft_discard(request: Request, pk: UUID) -> HttpResponse:
    draft = discard_draft(draft=_draft(request, pk), by=request.user, at=timezone.now())
    if is_fragment(request):
        return _lists(request, draft)
    messages.info(request, _("Discarded. It can be brought back from the end of this page."))
    return redirect("intake", draft.project_id)


@acting
def draft_restore(request: Request, pk: UUID) -> HttpResponse:
    draft = restore_draft(draft=_draft(request, pk), by=request.user)
    if is_fragment(request):
        return _lists(request, draft)
    return redirect("intake", draft.project_id)


def _draft(request: Request, pk: UUID) -> Draft:
    drafts = Draft.objects.visible_to(request.user).with_role_of(request.user)
    draft = get_object_or_404(drafts.select_related("project"), pk=pk)
    demand(can_take_in_articles(draft))  # type: ignore[arg-type]
    return draft


def _page(request: Request, draft: Draft, form: DraftForm, status: int = 200) -> HttpResponse:
    read, refusal = _read(draft)
    blocks = read.blocks[:SHOWN_BLOCKS] if read else ()
    context = {
        "draft": draft,
        "form": form,
        "blocks": [(block.kind, block.words(read.text)) for block in blocks] if read else [],
        "read": read,
        "more": len(read.blocks) - len(blocks) if read else 0,
        "refusal": refusal,
        "sources": source_names(),
    }
    return render(request, "intake/draft.html", context, status=status)


def _read(draft: Draft) -> tuple[Extract | None, str]:
    try:
        return read_draft(draft), ""
    except CannotExtract as refusal:
        return None, sentence_of(refusal)


def _refused(
    request: Request, draft: Draft, form: DraftForm, refusal: Refused | CannotExtract
) -> HttpResponse:
    """The page again, with what was typed and the reason where it belongs."""
    sentence = sentence_of(refusal) if isinstance(refusal, CannotExtract) else str(refusal)
    field = getattr(refusal, "field", "")
    field = {"name": "source_name"}.get(field, field)
    if not form.is_bound:
        messages.error(request, sentence)
        url = reverse("draft-detail", args=[draft.pk])
        return HttpResponseClientRedirect(url) if is_fragment(request) else redirect(url)
    form.add_error(field if field in form.fields else None, sentence)
    return _page(request, draft, form, status=422)


def _lists(request: Request, draft: Draft) -> HttpResponse:
    lists = intake_lists(draft.project, request.user, timezone.now())
    return render(
        request,
        "intake/_lists.html",
        {"project": draft.project, "lists": lists, "source": SourceForm()},
    )
