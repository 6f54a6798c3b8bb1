"""Tags of the article as a whole, on the annotating page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from annotations.actions.article_tags import tag_article
from annotations.actions.codings import CannotAnnotate
from annotations.forms.article_tags import ArticleTagsForm
from annotations.queries.workbench import article_tags_of
from annotations.views.attributions import own_coding
from annotations.views.writing import load_writable, page_of
from annotations.web.guards import acting
from annotations.web.htmx import is_fragment
from annotations.web.http import Request


@acting
def article_tags_set(request: Request, pk: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ArticleTagsForm(request.POST, tagbook=tags)
    refusal = "" if form.is_valid() else form.sentence
    if not refusal:
        try:
            tag_article(
                project_article=project_article,
                tags=form.cleaned_data["tags"],
                by=request.user,
                at=timezone.now(),
            )
        except CannotAnnotate as refused:
            refusal = str(refused)
    if not is_fragment(request):
        if refusal:
            messages.error(request, refusal)
        return redirect(f"{page_of(project_article)}#article-tags")
    borne = article_tags_of(own_coding(project_article, request.user), tags)
    context = {
        "borne": borne,
        "offered": tags.for_articles(borne),
        "base": page_of(project_article),
        "editable": True,
        "refusal": refusal,
        "is_open": True,
    }
    status = 409 if refusal else 200
    return render(request, "codings/_article_tags.html", context, status=status)
