"""Places in an article, found by their words."""

from annotations.actions.excerpts import Range
from annotations.models import ProjectArticle


def text_of(project_article: ProjectArticle) -> str:
    return project_article.article.revisions.order_by("-number")[0].text


def place_of(project_article: ProjectArticle, words: str) -> Range:
    """Where `words` stand for the first time."""
    start = text_of(project_article).index(words)
    return Range(start, start + len(words), words)
