"""The copies of an article: who printed it, which was first, what is annotated on all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Left, Right

from annotations.domain.comparing.differences import Row, difference
from annotations.domain.stories.credits import FOOT, HEAD, credits_of
from annotations.domain.stories.originals import Copy, likely_original
from annotations.models import (
    Appearance,
    ProjectArticle,
    Revision,
    SourceKind,
    Span,
    StoryArticle,
    StoryMove,
    User,
)
from annotations.models.carries import CERTAIN
from annotations.queries.annotations import contents_of


@dataclass(frozen=True)
class Printed:
    """One article of a story, in this project; `why` it is likely the original, or ""."""

    row: ProjectArticle
    length: int
    why: str = ""


@dataclass(frozen=True)
class Copies:
    """The articles of a story that are in the project, the likely original first; `elsewhere`
    counts those that the reader sees in other projects. `moves` are what people changed."""

    printed: list[Printed]
    elsewhere: int
    moves: list[StoryMove]

    @property
    def original(self) -> Printed | None:
        return self.printed[0] if len(self.printed) > 1 else None


def copies_seen(project_article: ProjectArticle, user: User) -> Copies:
    """Of the story that the article is in; of one article alone where it has none. Five queries."""
    story = StoryArticle.objects.filter(article=project_article.article_id).first()
    if story is None:
        return Copies([Printed(project_article, 0)], 0, [])
    newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number")
    seen = ProjectArticle.objects.visible_to(user).filter(
        article__story_article__story=story.story_id
    )
    here = seen.filter(project=project_article.project_id).select_related("article__source")
    rows: list[Any] = list(
        here.annotate(
            head=Subquery(newest.values_list(Left("text", HEAD))[:1]),
            foot=Subquery(newest.values_list(Right("text", FOOT))[:1]),
            length=Subquery(newest.values("length")[:1]),
        ).order_by("pk")
    )
    others = seen.exclude(article__in=[row.article_id for row in rows])
    moves = StoryMove.objects.touching(story.story).select_related("by", "undone_by")
    return Copies(
        _in_order(rows),
        others.values("article").distinct().count(),
        list(moves),
    )


def _in_order(rows: Sequence[Any]) -> list[Printed]:
    """The likely original first, then as they were printed."""
    if len(rows) < 2:
        return [Printed(row, row.length or 0) for row in rows]
    place, why = likely_original([_copy(row) for row in rows])
    first = rows[place]
    others = sorted(
        (row for row in rows if row is not first),
        key=lambda row: (row.article.published_on or date.max, row.pk),
    )
    return [
        Printed(first, first.length or 0, why),
        *(Printed(row, row.length or 0) for row in others),
    ]


def _copy(row: Any) -> Copy:
    article = row.article
    return Copy(
        source=article.source.name,
        is_agency=article.source.kind == SourceKind.AGENCY,
        credits=credits_of(f"{row.head}\n{row.foot}", article.byline),
        day=article.published_on,
        instant=article.published_at,
        length=row.length or 0,
    )


def difference_to_original(
    project_article: ProjectArticle, user: User
) -> tuple[ProjectArticle, list[Row]] | None:
    """The likely original and how this copy differs from it, each in its newest text.

    None for the original itself and where there is no copy. Six queries.
    """
    original = copies_seen(project_article, user).original
    if original is None or original.row == project_article:
        return None
    pair = [original.row.article_id, project_article.article_id]
    newest = Revision.objects.filter(article__in=pair).order_by("article", "-number")
    texts = dict(newest.distinct("article").values_list("article_id", "text"))
    # Where a copy was cut its last line ends like any other, so that nothing is marked there.
    return original.row, difference(*(f"{texts[article].rstrip()}\n" for article in pair))


def could_be_copies(
    project_article: ProjectArticle, user: User, words: str = ""
) -> QuerySet[ProjectArticle]:
    """Articles of the project that are in another story, those of the nearest days first.

    With `words` only those that have them in their title.
    """
    same = StoryArticle.objects.filter(article=project_article.article_id).values("story")
    found = ProjectArticle.objects.visible_to(user).filter(
        project=project_article.project_id, article__story_article__isnull=False
    )
    found = found.exclude(article__story_article__story__in=same).titled(words)
    return found.select_related("article__source").nearest_first(project_article.article)


def carried_to(project_article: ProjectArticle, user: User) -> QuerySet[Appearance]:
    """Annotations of other articles that stand in this one, as far as the reader may see them."""
    rows = Appearance.objects.visible_to(user).carried().filter(project_article=project_article)
    return (
        rows.select_related(
            "attribution__speaker", "passage", "coding__analyst", "coding__project_article__article"
        )
        .prefetch_related(contents_of("attribution__spans"))
        .order_by("removed_at", "pk")
    )


def copies_here() -> Coalesce:
    """An expression for project articles: how many further articles of the project are copies."""
    copies = (
        StoryArticle.objects.filter(
            story__story_articles__article=OuterRef("article"),
            article__project_articles__project=OuterRef("project"),
        )
        .exclude(article=OuterRef("article"))
        .values("story")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(copies), Value(0))


def put_appearances(spans: Iterable[Span]) -> None:
    """Sets `also_in` and `differs_in` on a span of each annotation. One query.

    In how many copies the annotation stands, and in how many it does not fit.
    """
    spans = list(spans)
    rows = Appearance.objects.filter(
        Q(attribution__in=[one.attribution_id for one in spans if one.attribution_id])
        | Q(passage__in=[one.pk for one in spans if not one.attribution_id])
    )
    fits = Q(outcome__in=CERTAIN)
    counted = rows.values("attribution", "passage").annotate(
        also_in=Count("pk", filter=fits & Q(removed_at__isnull=True)),
        differs_in=Count("pk", filter=~fits),
    )
    found = {row["attribution"] or row["passage"]: row for row in counted}
    for span in spans:
        row = found.get(span.attribution_id or span.pk, {})
        span.also_in = row.get("also_in", 0)  # type: ignore[attr-defined]
        span.differs_in = row.get("differs_in", 0)  # type: ignore[attr-defined]
