"""The list of a project's articles: what to look for, and what can be looked for."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.domain.trees import interleaved
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
from annotations.models.projects import ProjectArticleQuerySet
from annotations.models.ready import Ready, ask


class Work(models.TextChoices):
    """How far the reader is with an article, and whether there is something to compare."""

    NONE = "none", _("Not begun")
    OPEN = "open", _("In work")
    DONE = "done", _("Done")
    FLAGGED = "flagged", _("Flagged for later")
    COMPARE = "compare", _("Done by two or more")


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


def count_articles(project: Project, user: User, wanted: Wanted) -> int:
    """How many `find_articles` finds."""
    if wanted == Wanted():
        found = ALL.first(project.pk)
        return found[0] if found else 0
    return find_articles(project, user, wanted).count()


ALL = Ready(
    lambda project: (
        ProjectArticle.objects.filter(project=project)
        .values("project")
        .annotate(n=Count("pk"))
        .values_list("n")
    ),
    [UUID],
)


def find_articles(project: Project, user: User, wanted: Wanted) -> ProjectArticleQuerySet:
    """The project's articles that match all of `wanted`; in which order says `article_orders`, and
    what the list shows of them comes with `article_rows.listed`.

    `project` is one the user may see, loaded `with_role_of(user)`: it decides whose codings count.
    """
    rows = ProjectArticle.objects.filter(project=project).titled(wanted.words)
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
        rows = rows.exclude(pk__in=own_codings(user, project))
    elif wanted.work:
        rows = rows.filter(pk__in=own_codings(user, project, state=wanted.work))
    if wanted.tag or wanted.speaker:
        rows = rows.filter(having(project, user, wanted))
    return rows


def own_codings(user: User, project: Project, **fits: Any) -> QuerySet[Coding, Any]:
    """The rows of the project that the user has begun, as far as the coding `fits`.

    What is *not* among them is asked with NOT IN, which reads them once. With NOT EXISTS PostgreSQL
    looks each article up, and where all are begun it finds none, however long it looks.
    """
    own = Coding.objects.filter(project=project, analyst=user, **fits)
    return own.values("project_article")


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


class ListedTag(NamedTuple):
    """A tag of the codebook: `position` is its place among all."""

    position: int
    id: UUID
    name: str
    parent_id: UUID | None


@dataclass(frozen=True)
class Facets:
    """What a filter can choose from: (id, name) of sources, codes of languages, and tags of the
    codebook with their depths, children after their parents."""

    sources: list[tuple[str, str]]
    languages: list[str]
    tags: list[tuple[ListedTag, int]]


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
    SELECT 'source', 0, id, name, NULL::uuid FROM annotations_source source WHERE (
        SELECT 1 FROM annotations_article article
        JOIN annotations_projectarticle row ON row.article_id = article.id
        WHERE row.project_id = %(project)s AND article.source_id = source.id LIMIT 1) = 1
    UNION ALL
    SELECT 'language', 0, NULL::uuid, language, NULL FROM known WHERE language IS NOT NULL AND (
        SELECT 1 FROM annotations_article article
        JOIN annotations_projectarticle row ON row.article_id = article.id
        WHERE row.project_id = %(project)s AND article.language = known.language LIMIT 1) = 1
    UNION ALL
    SELECT 'tag', position, id, name, parent_id FROM annotations_tag
    WHERE codebook_id = %(codebook)s
"""


def facets_of(project: Project) -> Facets:
    """The sources and languages of the project's articles, and its tags. One query."""
    found: dict[str, list[ListedTag]] = {"source": [], "language": [], "tag": []}
    for kind, *row in ask(FACETS, {"project": project.pk, "codebook": project.codebook_id}):
        found[kind].append(ListedTag._make(row))
    sources = sorted(found["source"], key=lambda one: one.name.casefold())
    return Facets(
        [(str(one.id), one.name) for one in sources],
        sorted(one.name for one in found["language"]),
        interleaved(sorted(found["tag"], key=lambda one: (one.position, one.id))),
    )
