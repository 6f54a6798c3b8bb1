"""What was annotated in a copy, on the annotating page of the article that it stands in, too."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.actions.appearances import detach, remove_appearance, restore_appearance
from annotations.actions.keeping import Refused
from annotations.forms.spans import ActForm
from annotations.models import Appearance
from annotations.queries.carried import own_carried
from annotations.queries.changes import changes_since
from annotations.views.writing import answer, load_writable, page_of, refused, swapped, told
from annotations.web.guards import acting
from annotations.web.htmx import is_fragment
from annotations.web.http import Request


@acting
def carried_take(request: Request, pk: UUID, appearance: UUID) -> HttpResponse:
    """Make an annotation of this article of it."""
    project_article, tags = load_writable(request, pk)
    form = ActForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: detach(appearance=appearance, **told(request, project_article, form)),
        own_carried(project_article, appearance, request.user, tags),
    )


@acting
def carried_leave(request: Request, pk: UUID, appearance: UUID) -> HttpResponse:
    """It is not said here."""

    def leave(row: Appearance) -> None:
        remove_appearance(appearance=row, by=request.user, at=timezone.now())

    return _placed(request, pk, appearance, leave, _("It does not stand here any more."))


@acting
def carried_restore(request: Request, pk: UUID, appearance: UUID) -> HttpResponse:
    def restore(row: Appearance) -> None:
        restore_appearance(appearance=row, by=request.user)

    return _placed(request, pk, appearance, restore, _("It stands here again."))


def _placed(
    request: Request, pk: UUID, appearance: UUID, do: Callable[[Appearance], None], sentence: str
) -> HttpResponse:
    """Say that it stands here or not, and show its places as they are then."""
    project_article, tags = load_writable(request, pk)
    rows = Appearance.objects.visible_to(request.user).carried()
    row = get_object_or_404(rows, project_article=project_article, pk=appearance)
    form = ActForm(request.POST)
    form.is_valid()
    try:
        do(row)
    except Refused as refusal:
        return refused(request, project_article, tags, form, refusal)
    if not is_fragment(request):
        messages.success(request, sentence)
        return redirect(page_of(project_article))
    row.refresh_from_db()
    project_article.has_carried = True
    ranges = [(start, end) for _number, start, end in row.places]
    seen, above = form.cleaned_data.get("seen"), form.threshold
    changes = changes_since(project_article, request.user, tags, seen, ranges, above)
    left = row if row.removed_at else None
    return swapped(request, project_article, tags, changes, left=left)
