"""Correcting what is said about an article. Its words and its bytes are never changed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, assign, audited, keep
from annotations.domain.codes import is_language
from annotations.domain.names import tidy
from annotations.models import Article, User

CHANGEABLE = frozenset({"title", "byline", "published_on", "language", "source"})


class CannotCorrectArticle(Refused):
    """The article would not be valid: no title, a language that is none."""


@audited
def correct_article(*, article: Article, by: User, **changes: Any) -> Article:
    """Change the named fields of CHANGEABLE. Raises CannotCorrectArticle.

    A moment that the outlet told goes where another day is set: it belonged to the old one. What
    was captured stays filed under the source from which it came in.
    """
    before = Article.objects.get(pk=article.pk)
    assign(article, changes, CHANGEABLE)
    article.title = tidy(article.title)
    article.byline = tidy(article.byline)
    article.language = article.language.strip().lower()
    if article.language and not is_language(article.language):
        raise CannotCorrectArticle(
            _("A language is a code of two letters, such as fr."), "language"
        )
    if article.published_on != before.published_on:
        article.published_at = None
    keep(article, CannotCorrectArticle, unasked=["created_by"])
    return article
