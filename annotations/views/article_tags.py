"""Tags of the article as a whole, on the annotating page."""

from uuid import UUID

from django.http import HttpResponse

from annotations.actions.article_tags import tag_article
from annotations.forms.article_tags import ArticleTagsForm
from annotations.views.writing import answer, load_writable, told
from annotations.web.guards import acting
from annotations.web.http import Request


@acting
def article_tags_set(request: Request, pk: UUID) -> HttpResponse:
    project_article, tags = load_writable(request, pk)
    form = ArticleTagsForm(request.POST, tagbook=tags)
    return answer(
        request,
        project_article,
        tags,
        form,
        lambda: tag_article(
            tags=form.cleaned_data["tags"],
            instead_of=form.cleaned_data["instead_of"],
            **told(request, project_article, form),
        ),
    )
