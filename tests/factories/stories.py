from collections.abc import Sequence
from datetime import UTC, datetime

from annotations.actions.gathering import gather
from annotations.models import Article, Project, ProjectArticle, Story
from tests.domain.stories.wire import WIRE
from tests.factories.articles import make_article
from tests.factories.projects import add_article

GATHERED = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def make_story(*articles: Article) -> Story:
    """The story of the first, after all of them were gathered in this order."""
    rows = [gather(article=article.pk, at=GATHERED) for article in articles]
    return rows[0].story


def add_copies(project: Project, texts: Sequence[str] = (WIRE, WIRE)) -> list[ProjectArticle]:
    """Articles of the project with these texts, gathered in this order."""
    rows = [add_article(project, make_article(text)) for text in texts]
    make_story(*(row.article for row in rows))
    return rows
