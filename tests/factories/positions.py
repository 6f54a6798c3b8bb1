from datetime import datetime

from annotations.models import ProjectArticle, ReadingPosition, User
from tests.factories.annotations import TOUCHED


def make_position(
    project_article: ProjectArticle,
    reader: User,
    paragraph: int = 0,
    offset: int = 0,
    furthest: int = 0,
    at: datetime = TOUCHED,
) -> ReadingPosition:
    """In the article's first revision."""
    return ReadingPosition.objects.create(
        project_id=project_article.project_id,
        project_article=project_article,
        reader=reader,
        revision=project_article.article.revisions.get(number=1),
        paragraph=paragraph,
        offset=offset,
        furthest=furthest,
        read_at=at,
    )
