"""Attributing with one key: what the pop-up proposes is taken as it is."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from annotations.actions.restating import restate
from annotations.forms.at_once import RestateForm, as_opened
from annotations.forms.attributions import MOST_CONTENTS, AnnotationForm, place_of
from annotations.models import Actor, ProjectArticle
from annotations.queries.proposals import proposal, turned
from annotations.queries.readings import Tagbook
from annotations.views.attributions import existing_card, own_coding, save
from annotations.views.writing import answer, load_writable, told
from annotations.web.guards import acting
from annotations.web.http import Request


@acting
def attribution_at_once(request: Request, pk: UUID) -> HttpResponse:
    """A selection (`content`) said by `speaker` (an id) or by whoever is named nearby."""
    project_article, tags = load_writable(request, pk)
    places = list(filter(None, map(place_of, request.POST.getlist("content")[:MOST_CONTENTS])))
    proposed = None
    if places:
        coding = own_coding(project_article, request.user)
        above = request.user.shows_suggestions_above
        proposed = proposal(project_article, coding, places, above)
    return _taken(request, project_article, tags, proposed or {}, None)


@acting
def annotation_at_once(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The same for an annotation: a passage is attributed, a statement gets what was sent."""
    project_article, tags = load_writable(request, pk)
    card = existing_card(project_article, request.user, tags, number)
    if card.kind == "passage":
        coding = own_coding(project_article, request.user)
        proposed = turned(project_article, coding, card, request.user.shows_suggestions_above)
        return _taken(request, project_article, tags, proposed, number)
    form = RestateForm(request.POST)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: restate(
            number=number,
            speaker=form.cleaned_data["speaker"],
            stance=form.cleaned_data["stance"],
            mode=form.cleaned_data["mode"],
            **told(request, project_article, form),
        ),
    )


def _taken(
    request: Request,
    project_article: ProjectArticle,
    tags: Tagbook,
    proposed: dict[str, Any],
    number: int | None,
) -> HttpResponse:
    said = RestateForm(request.POST)
    said.is_valid()
    speaker: Actor | None = said.cleaned_data.get("speaker")
    sent = as_opened(request.POST, proposed, speaker.name if speaker else "")
    return save(request, project_article, tags, AnnotationForm(sent, tagbook=tags), number)
