"""What search finds in the texts of articles, as far as the reader may see them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from annotations.domain.search.tokens import folded, tokens
from annotations.models import (
    Article,
    Findable,
    FindableDue,
    Paragraph,
    Project,
    ProjectArticle,
    User,
)
from annotations.models.findables import FindableQuerySet
from annotations.models.projects import ProjectArticleQuerySet, ProjectQuerySet
from annotations.queries.asking import Understood
from annotations.queries.ready_for import ReadyModelsFor

# What is counted is counted so far: "more than 1,000" says as much as 312,544, and takes no time.
MOST_COUNTED = 1_000
MOST_RANKED = 500
# None are all projects, as far as their texts are concerned.
Projects = list[UUID] | None
RANKED = """
    SELECT found.article_id, found.place
    FROM unnest(%s::uuid[], %s::int[]) AS key(article, place)
    JOIN annotations_findable found ON found.article_id = key.article AND found.place = key.place
    ORDER BY ts_rank_cd(found.words, %s::tsquery) DESC, found.day DESC, article, found.place
    LIMIT %s
"""


@dataclass(frozen=True)
class Where:
    """In which articles to look; everything left empty is no matter."""

    project: UUID | None = None
    source: UUID | None = None
    language: str = ""
    since: date | None = None
    until: date | None = None


def articles_in(user: User, where: Where) -> ProjectArticleQuerySet:
    """Articles of projects that the user may see and that match: one row for each project."""
    rows = ProjectArticle.objects.visible_to(user)
    exact = {
        "project": where.project,
        "article__source": where.source,
        "article__language": where.language,
        "article__published_on__gte": where.since,
        "article__published_on__lte": where.until,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})


def reached(user: User, where: Where, theirs: Iterable[UUID] | None = None) -> Projects:
    """The projects to look in. One query; none where `theirs` are known, which the user may see.

    They are looked up first: PostgreSQL knows how much each holds, and begins with the words or
    with the articles, whichever are fewer.
    """
    if user.is_superuser and not where.project:
        return None
    if theirs is None:
        theirs = Project.objects.visible_to(user).values_list("pk", flat=True)
    return [project for project in theirs if where.project in {None, project}]


def passages(user: User, where: Where, asked: Understood) -> FindableQuerySet:
    """The passages that match, in no order. One query decides how to look."""
    return passages_in(reached(user, where), where, asked)


def passages_in(projects: Projects, where: Where, asked: Understood) -> FindableQuerySet:
    """`passages` of projects that are known."""
    return in_scope(projects, where).saying(*asked.of_language(where.language))


def passages_read(projects: Projects, where: Where, asked: Understood) -> FindableQuerySet:
    """The same passages for whoever reads all in some order: each is asked whether it says it."""
    return in_scope(projects, where).saying(asked.query)


def in_scope(projects: Projects, where: Where) -> FindableQuerySet:
    """All passages of articles in these projects that match."""
    return of_any_project(where).filter(_in_some(projects))


def of_any_project(where: Where) -> FindableQuerySet:
    """All passages that match, whoever may see them."""
    exact = {
        "source": where.source,
        "language": where.language,
        "day__gte": where.since,
        "day__lte": where.until,
    }
    return Findable.objects.filter(**{name: value for name, value in exact.items() if value})


def some_are_due(projects: Projects) -> bool:
    """Whether articles of these projects came in or changed so lately that nothing finds them."""
    return FindableDue.objects.filter(_in_some(projects)).exists()


def _in_some(projects: Projects) -> Exists:
    """That the article of a row is in one of these projects."""
    theirs = ProjectArticle.objects.filter(article=OuterRef("article"))
    return Exists(theirs if projects is None else theirs.filter(project__in=projects))


def newest(rows: FindableQuerySet) -> FindableQuerySet:
    """By day, and in an article in the order in which one reads."""
    return rows.order_by("-day", "-article", "place")


def best_first(found: Sequence[Findable], asked: Understood, most: int) -> list[Findable]:
    """Those of the passages that say it most densely, `most` of them. One query."""
    by_pk = {(one.article_id, one.place): one for one in found}
    articles, places = [key for key, _ in by_pk], [place for _, place in by_pk]
    with connection.cursor() as cursor:
        cursor.execute(RANKED, [articles, places, asked.query, most])
        return [by_pk[pk] for pk in cursor.fetchall()]


def counted(rows: QuerySet[Any, Any]) -> int:
    """How many rows there are, MOST_COUNTED + 1 where there are more."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def opened_in(user: User, where: Where, articles: Collection[UUID]) -> dict[UUID, ProjectArticle]:
    """The article in the project in which it opens: where it was added first. One query."""
    theirs = articles_in(user, Where(project=where.project)).filter(article__in=articles)
    shown = ("article", "added_at", "project__name")
    rows = theirs.select_related("project").only(*shown).order_by("-added_at", "pk")
    return {row.article_id: row for row in rows}


def begun(text: str, prefixes: tuple[str, ...]) -> set[int]:
    """The numbers, from 1, of the words that begin with one of the folded `prefixes`."""
    if not prefixes:
        return set()
    words = (folded(text[start:end]) for start, end in tokens(text))
    return {number for number, word in enumerate(words, 1) if word.startswith(prefixes)}


def texts_of(found: list[Findable], articles: dict[UUID, Article]) -> dict[tuple[UUID, int], str]:
    """What each passage says, by its article and place: the title for place 0. One query."""
    texts = {one.pk: articles[one.article_id].title for one in found if not one.place}
    wanted = {(one.revision, one.place - 1): one.pk for one in found if one.place}
    rows = Paragraph.objects.filter(
        revision__in={revision for revision, _ in wanted},
        index__in={index for _, index in wanted},
    )
    for revision, index, text in rows.values_list("revision", "index", "text"):
        if key := wanted.get((revision, index)):
            texts[key] = text
    return {one.pk: texts.get(one.pk, "") for one in found}


def projects_of(user: User) -> ProjectQuerySet:
    return Project.objects.visible_to(user).in_alphabet()


THEIRS = ReadyModelsFor(lambda user: projects_of(user).with_role_of(user).only("pk", "name"), [])


def named_projects_of(user: User) -> list[Project]:
    """The same, with names and the user's role and no more. One query."""
    return THEIRS.found(user)
