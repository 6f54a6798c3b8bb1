"""The pop-up: what is said, who says it, and everything else about it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from annotations.actions.attributions import create_attribution, update_attribution
from annotations.actions.codings import CannotAnnotateFinished
from annotations.actions.decisions import CannotDecide, accept
from annotations.actions.excerpts import WordsDiffer
from annotations.actions.keeping import Refused
from annotations.actions.spans import Gone, create_passage, update_passage
from annotations.forms.attributions import MOST_CONTENTS, AnnotationForm, place_of
from annotations.forms.spans import LONGEST, SelectionForm
from annotations.models import Act, Coding, CodingKind, ProjectArticle, User
from annotations.permissions import can_annotate
from annotations.queries.flags import flagged_in
from annotations.queries.inheriting import inherited
from annotations.queries.prefill import as_it_is, for_another_speaker, held_post, posts_of
from annotations.queries.proposals import mode_at, proposal, turned
from annotations.queries.readings import Card, Near, Tagbook, cards_of
from annotations.queries.resolving import Offer, whom
from annotations.views.writing import done, load_article, load_writable, page_of, refused, told
from annotations.web.guards import acting, demand, reading
from annotations.web.htmx import render_page
from annotations.web.http import Request

# Refusals that are about the text or the coding, not about what was typed.
ABOUT_THE_PLACE = (WordsDiffer, Gone, CannotAnnotateFinished, CannotDecide)


@reading
def annotation_new(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    selection = SelectionForm(request.GET)
    if not selection.is_valid():
        raise Http404
    start, end = selection.cleaned_data["start"], selection.cleaned_data["end"]
    more = filter(None, map(place_of, request.GET.getlist("more")[:MOST_CONTENTS]))
    coding, above = own_coding(project_article, request.user), request.user.shows_suggestions_above
    initial = proposal(project_article, coding, [(start, end), *more], above)
    if initial is None:
        raise Http404
    if selection.cleaned_data["intent"] != "attribute":
        return popup(request, project_article, AnnotationForm(initial=initial))
    return _new_statement(request, project_article, initial, start)


@reading
def annotation_edit(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    tags = Tagbook(project_article.project.codebook_id)
    card = existing_card(project_article, request.user, tags, number)
    initial = as_it_is(card)
    if request.GET.get("intent") == "attribute" and card.kind == "passage":
        coding = own_coding(project_article, request.user)
        initial = turned(project_article, coding, card, request.user.shows_suggestions_above)
        return _new_statement(request, project_article, initial, card.main[0].start, card)
    return popup(request, project_article, AnnotationForm(initial=initial), card, tags=tags)


def _new_statement(
    request: Request,
    project_article: ProjectArticle,
    initial: dict[str, Any],
    start: int,
    card: Card | None = None,
) -> HttpResponse:
    """The form with what the statement inherits, said to be inherited. A passage keeps its tags."""
    tags = Tagbook(project_article.project.codebook_id)
    coding = own_coding(project_article, request.user)
    found = inherited(project_article, coding, tags, start, initial.get("speaker"))
    if set(initial["tags"]) & {str(pk) for pk in tags.topics}:
        found = replace(found, tags=())
    own = {"kind": "attribution", "tags": initial["tags"] + found.initial["tags"]}
    form = AnnotationForm(initial=initial | found.initial | own)
    return popup(request, project_article, form, card, tags=tags, inherited=found)


@reading
def annotation_duplicate(request: Request, pk: UUID, number: int) -> HttpResponse:
    """A new statement in the same places, with the same facts: only who says it is open."""
    project_article = load_article(request, pk)
    demand(can_annotate(project_article))
    tags = Tagbook(project_article.project.codebook_id)
    card = existing_card(project_article, request.user, tags, number)
    if card.kind == "passage":
        raise Http404
    form = AnnotationForm(initial=for_another_speaker(card))
    return popup(request, project_article, form, tags=tags, duplicate_of=number)


@acting
def annotation_create(request: Request, pk: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = AnnotationForm(request.POST, tagbook=tags)
    return save(request, project_article, tags, form, None)


@acting
def annotation_update(request: Request, pk: UUID, number: int) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = AnnotationForm(request.POST, tagbook=tags)
    return save(request, project_article, tags, form, number)


def save(
    request: Request,
    project_article: ProjectArticle,
    tags: Tagbook,
    form: AnnotationForm,
    number: int | None,
) -> HttpResponse:
    """Do what the form says; or show it again with what is wrong, and all that was typed."""
    if form.is_valid():
        try:
            act = _write(request, project_article, form, number)
        except ABOUT_THE_PLACE as refusal:
            return refused(request, project_article, tags, form, refusal)
        except Refused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, str(refusal))
        else:
            return done(request, project_article, tags, form, act)
    card = existing_card(project_article, request.user, tags, number) if number else None
    return popup(request, project_article, form, card, tags=tags, status=422)


def _write(
    request: Request, project_article: ProjectArticle, form: AnnotationForm, number: int | None
) -> Act:
    """One act: made or changed, as a passage or as an attribution."""
    data = form.cleaned_data
    common = told(request, project_article, form)
    if not form.is_attribution:
        plain = {"tags": data["tags"], "note": data["note"]}
        if number is None:
            return create_passage(where=form.places.content[0], **plain, **common)
        return update_passage(number=number, **plain, **common)
    mode = data["mode"]
    if not mode:
        first, coding = form.places.content[0], own_coding(project_article, request.user)
        mode = mode_at(project_article, coding, first.start, first.end)
    if data["suggestion"]:
        suggestion = data["suggestion"]
        return accept(number=suggestion, places=form.places, facts=form.facts(mode), **common)
    if number is None:
        return create_attribution(places=form.places, facts=form.facts(mode), **common)
    return update_attribution(number=number, places=form.places, facts=form.facts(mode), **common)


def popup(
    request: Request,
    project_article: ProjectArticle,
    form: AnnotationForm,
    card: Card | None = None,
    tags: Tagbook | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The form: for htmx into the dialog, otherwise on a page of its own."""
    tags = tags or Tagbook(project_article.project.codebook_id)
    posts = posts_of(form.person, project_article.article.published_on)
    context = {
        "form": form,
        "card": card,
        "tags": tags.offered(form.tag_ids),
        "posts": posts,
        "post": form.post(held_post(posts)),
        "base": page_of(project_article),
        "article": project_article.article,
        "project_article": project_article,
        "out_of_band": status != 200,
        "inherited": None,
        # Asked for by the page alone.
        "is_flagged": lambda: card and card.number in flagged_in(project_article, request.user),
        "mention": form.mention_words,
        "offers": _offers_for(request, project_article, form),
        **more,
    }
    return render_page(request, "codings/annotation.html", "codings/_popup.html", context, status)


def _offers_for(
    request: Request, project_article: ProjectArticle, form: AnnotationForm
) -> list[Offer]:
    """Whom the mention may mean, where the form does not say who speaks."""
    if form.is_bound or form.person or not form.mention_words:
        return []
    coding = own_coding(project_article, request.user)
    place = place_of(form.first_mention) or (0, 0)
    return whom(form.mention_words, place[0], project_article, coding, request.user)


@reading
def affiliation_options(request: Request, pk: UUID) -> HttpResponse:
    project_article = load_article(request, pk)
    try:
        person = UUID(request.GET.get("actor", ""))
    except ValueError:
        person = None
    posts = posts_of(person, project_article.article.published_on)
    context = {"posts": posts, "post": held_post(posts), "form": AnnotationForm()}
    start = request.GET.get("start", "")
    if start.isdecimal() and int(start) < LONGEST:
        coding = own_coding(project_article, request.user)
        tags = Tagbook(project_article.project.codebook_id)
        context["inherited"] = inherited(project_article, coding, tags, int(start), person)
    return render(request, "codings/_affiliation.html", context)


def own_coding(project_article: ProjectArticle, user: User) -> Coding | None:
    return Coding.objects.filter(
        project_article=project_article, analyst=user, kind=CodingKind.HUMAN
    ).first()


def existing_card(project_article: ProjectArticle, user: User, tags: Tagbook, number: int) -> Card:
    """An annotation of one's own; 404 where there is none of that number."""
    mine = Coding.objects.filter(analyst=user, kind=CodingKind.HUMAN)
    coding = get_object_or_404(mine, project_article=project_article)
    cards = cards_of(coding.pk, tags, Near([], number))
    if not cards:
        raise Http404
    return cards[0]
