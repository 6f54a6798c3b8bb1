from collections.abc import Sequence
from datetime import UTC, datetime

from annotations.actions.gathering import gather
from annotations.models import Appearance, Article, Attribution, Project, ProjectArticle, Story
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


def make_appearance(said: Attribution, where: ProjectArticle, **fields: object) -> Appearance:
    """That a statement stands in another article of its project, word for word."""
    fields.setdefault("outcome", "same")
    return Appearance.objects.create(
        project_id=said.project_id,
        coding=said.coding,
        attribution=said,
        project_article=where,
        revision=where.article.revisions.get(number=1),
        places=[[1, 0, 4]],
        **fields,
    )
