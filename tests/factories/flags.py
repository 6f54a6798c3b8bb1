from datetime import datetime

from annotations.models import Flag, ProjectArticle, User
from tests.factories.annotations import TOUCHED


def make_flag(
    project_article: ProjectArticle,
    reader: User,
    annotation: int | None = None,
    at: datetime = TOUCHED,
) -> Flag:
    return Flag.objects.create(
        project_id=project_article.project_id,
        project_article=project_article,
        reader=reader,
        annotation=annotation,
        put_at=at,
    )
