"""Articles that are here already and could come into a project."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from annotations.models import Article, Project, ProjectArticle, StoryArticle, User
from annotations.models.articles import NEVER


class Copies(TextChoices):
    EACH = "", _("Each article that is found")
    ONE = "one", _("One article of each story, the earliest")
    ALL = "all", _("With all copies of what is found")


@dataclass(frozen=True)
class Sought:
    """What to look for; everything left empty is no matter."""

    words: str = ""
    source: UUID | None = None
    language: str = ""
    since: date | None = None
    until: date | None = None
    copies: str = Copies.EACH


def articles_to_add(project: Project, user: User, sought: Sought) -> QuerySet[Article]:
    """Those that the user may see, that fit, and that the project does not have yet."""
    here = ProjectArticle.objects.filter(project=project)
    fresh = Article.objects.visible_to(user).exclude(pk__in=here.values("article"))
    found = fresh
    for word in sought.words.split():
        found = found.filter(title__icontains=word)
    exact = {
        "source": sought.source,
        "language": sought.language,
        "published_on__gte": sought.since,
        "published_on__lte": sought.until,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if sought.copies == Copies.ALL:
        stories = StoryArticle.objects.filter(article__in=found).values("story")
        return fresh.filter(Q(pk__in=found) | Q(story_article__story__in=stories))
    if sought.copies == Copies.ONE:
        told = here.filter(article__story_article__story=OuterRef("story_article__story"))
        nth = Window(
            RowNumber(),
            partition_by=Coalesce("story_article__story", "pk"),
            order_by=[Coalesce("published_on", NEVER), "pk"],
        )
        first = found.filter(~Exists(told)).annotate(nth=nth).filter(nth=1)
        return fresh.filter(pk__in=first.values("pk"))
    return found
