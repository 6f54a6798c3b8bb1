"""The list of a project's articles: what to look for, and in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    ArticleTag,
    Attribution,
    Coding,
    CodingKind,
    CodingState,
    Flag,
    Project,
    ProjectArticle,
    Span,
    User,
)
from annotations.models.articles import NEVER, UNDATED
from annotations.models.projects import UNTOUCHED, ProjectArticleQuerySet
from annotations.permissions import can_see_all_codings


class Work(models.TextChoices):
    """How far the reader is with an article, and whether there is something to compare."""

    NONE = "none", _("Not begun")
    OPEN = "open", _("In work")
    DONE = "done", _("Done")
    FLAGGED = "flagged", _("Flagged for later")
    COMPARE = "compare", _("Done by two or more")


class Sort(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    TITLE = "title", _("Title")
    SOURCE = "source", _("Source")
    TOUCHED = "touched", _("Last worked on")
    ANNOTATIONS = "annotations", _("My annotations")


@dataclass(frozen=True)
class Wanted:
    """What to look for; everything left empty is no matter."""

    words: str = ""
    source: UUID | None = None
    language: str = ""
    since: date | None = None
    until: date | None = None
    work: str = ""
    tag: UUID | None = None
    speaker: str = ""


@dataclass(frozen=True)
class Order:
    """`columns` are (name, descending), the last one unique; `annotations` are the made ones."""

    columns: tuple[tuple[str, bool], ...]
    annotations: Mapping[str, Combinable]


def order_of(sort: str, project: Project) -> Order:
    """The order of the list. Its columns are never null and end in a unique one."""
    made, descending = ORDERS[sort]
    # Not the row's own id: an index on articles can then give the whole order.
    return Order((("place", descending), ("article_id", descending)), {"place": made(project)})


def last_touch(project: Project) -> Combinable:
    """When the reader, or anybody whose work the reader may see, last worked on the article."""
    if not can_see_all_codings(project):
        return F("my_touched")
    people = Coding.objects.by_people().filter(project_article=OuterRef("pk"))
    codings = people.values("project_article")
    return Coalesce(Subquery(codings.annotate(last=Max("changed_at")).values("last")), UNTOUCHED)


ORDERS: dict[str, tuple[Callable[[Project], Combinable], bool]] = {
    Sort.NEWEST: (lambda _project: Coalesce("article__published_on", UNDATED), True),
    Sort.OLDEST: (lambda _project: Coalesce("article__published_on", NEVER), False),
    Sort.TITLE: (lambda _project: Lower("article__title"), False),
    Sort.SOURCE: (lambda _project: Lower("article__source__name"), False),
    Sort.TOUCHED: (last_touch, True),
    Sort.ANNOTATIONS: (lambda _project: F("my_annotations"), True),
}


def count_articles(project: Project, user: User, wanted: Wanted) -> int:
    """How many `find_articles` finds, without asking for the user's work where it is no matter."""
    return _matching(ProjectArticle.objects.all(), project, user, wanted).count()


def find_articles(project: Project, user: User, wanted: Wanted) -> QuerySet[ProjectArticle]:
    """The project's articles that match all of `wanted`, with the user's own work on each; what
    else the list shows comes with `article_rows.listed`.

    `project` is one the user may see, loaded `with_role_of(user)`: it decides whose codings count.
    """
    return _matching(ProjectArticle.objects.with_coding_of(user), project, user, wanted)


def _matching(
    rows: ProjectArticleQuerySet, project: Project, user: User, wanted: Wanted
) -> QuerySet[ProjectArticle]:
    rows = rows.filter(project=project).titled(wanted.words)
    exact = {
        "article__source": wanted.source,
        "article__language": wanted.language,
        "article__published_on__gte": wanted.since,
        "article__published_on__lte": wanted.until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.work == Work.COMPARE:
        rows = rows.filter(pk__in=done_by_several(project, user))
    elif wanted.work == Work.FLAGGED:
        flags = Flag.objects.standing().filter(reader=user)
        rows = rows.filter(pk__in=flags.values("project_article"))
    elif wanted.work == Work.NONE:
        begun = Coding.objects.filter(project_article=OuterRef("pk"), analyst=user)
        rows = rows.filter(~Exists(begun))
    elif wanted.work:
        rows = rows.filter(pk__in=own_codings(user, wanted.work))
    if wanted.tag or wanted.speaker:
        rows = rows.filter(having(project, user, wanted))
    return rows


def own_codings(user: User, state: str) -> QuerySet[Coding, Any]:
    return Coding.objects.filter(analyst=user, state=state).values("project_article")


def having(project: Project, user: User, wanted: Wanted) -> Q:
    """That a coding the reader may see holds the tag, of a part or of the whole article, and a
    statement of the speaker."""
    seen = Coding.objects.visible_to(user).that_count().filter(project_article=OuterRef("pk"))
    condition = Q()
    if wanted.tag:
        passages = Span.objects.filter(coding=OuterRef("pk"), span_tags__tag=wanted.tag)
        statements = Attribution.objects.filter(
            coding=OuterRef("pk"), attribution_tags__tag=wanted.tag
        )
        whole = ArticleTag.objects.filter(coding=OuterRef("pk"), tag=wanted.tag)
        bearing = Exists(passages) | Exists(statements) | Exists(whole)
        condition &= Q(Exists(seen.filter(bearing)))
    if wanted.speaker:
        said = Attribution.objects.filter(
            coding=OuterRef("pk"), speaker__name__icontains=wanted.speaker
        )
        condition &= Q(Exists(seen.filter(Exists(said))))
    return condition


def done_by_several(project: Project, user: User) -> QuerySet[Coding, Any]:
    """Rows that two or more analysts are done with, as far as the user may see."""
    return (
        Coding.objects.visible_to(user)
        .filter(project=project, kind=CodingKind.HUMAN, state=CodingState.DONE)
        .values("project_article")
        .annotate(n=Count("pk"))
        .filter(n__gte=2)
        .values("project_article")
    )


@dataclass(frozen=True)
class Facets:
    """What a filter can choose from: (id, name) of sources, and codes of languages."""

    sources: list[tuple[str, str]]
    languages: list[str]


# Asks for each source and each language for one article of it in the project. To read all articles
# would take longer than the rest of the page; LIMIT keeps the planner from doing so.
FACETS = """
    WITH RECURSIVE known(language) AS (
        SELECT min(language) FROM annotations_article WHERE language > ''
        UNION ALL
        SELECT (SELECT min(language) FROM annotations_article
                WHERE annotations_article.language > known.language)
        FROM known WHERE known.language IS NOT NULL
    )
    SELECT id::text, name FROM annotations_source source WHERE (
        SELECT 1 FROM annotations_article article
        JOIN annotations_projectarticle row ON row.article_id = article.id
        WHERE row.project_id = %(project)s AND article.source_id = source.id LIMIT 1) = 1
    UNION ALL
    SELECT '', language FROM known WHERE language IS NOT NULL AND (
        SELECT 1 FROM annotations_article article
        JOIN annotations_projectarticle row ON row.article_id = article.id
        WHERE row.project_id = %(project)s AND article.language = known.language LIMIT 1) = 1
"""


def facets_of(project: Project) -> Facets:
    """The sources and languages of the project's articles. One query."""
    with connection.cursor() as cursor:
        cursor.execute(FACETS, {"project": project.pk})
        found: list[tuple[str, str]] = cursor.fetchall()
    return Facets(
        sorted((pair for pair in found if pair[0]), key=lambda pair: pair[1].casefold()),
        sorted(name for pk, name in found if not pk),
    )
