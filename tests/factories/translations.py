"""A text and its translation in one project, both annotated by whoever is named."""

from dataclasses import dataclass
from datetime import UTC, datetime

from annotations.models import Coding, Project, ProjectArticle, Translation, User
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

AT = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
FRENCH = (
    "Les envoyés se retrouvent\n\n"
    "« Les deux parties se sentent acculées », dit Ada Quill, professeure de droit portuaire. "
    "Le ministre « s’en tient toujours au “travail partagé” ».\n\n"
    "Personne ne sait, dit Quill, ce qui vient ensuite."
)


@dataclass
class Pair:
    original: ProjectArticle
    article: ProjectArticle
    translation: Translation
    coding: Coding
    other: Coding


def make_translation(original: ProjectArticle, project: Project, **fields) -> Translation:
    fields.setdefault("kind", "outlet")
    fields.setdefault("linked_at", AT)
    article = fields.pop("article", None) or make_article(FRENCH, language="fr")
    add_article(project, article)
    return Translation.objects.create(original=original.article, article=article, **fields)


def make_pair(original: ProjectArticle, analyst: User) -> Pair:
    """Ada Quill says two things in the original, of which the first is attributed in French."""
    translation = make_translation(original, original.project)
    article = translation.article.project_articles.get(project=original.project)
    coding, other = make_coding(original, analyst), make_coding(article, analyst)
    quill = make_actor("Ada Quill")
    make_attribution(coding, "“Both sides feel they are being cornered,”", speaker=quill)
    make_attribution(coding, "Nobody knows", speaker=quill)
    make_attribution(other, "« Les deux parties se sentent acculées »", speaker=quill)
    return Pair(original, article, translation, coding, other)
