"""What a merge, a split or another name of a tag would touch, before anybody does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from annotations.models import (
    ArticleTag,
    AttributionTag,
    Bearer,
    CodingKind,
    Span,
    SpanRole,
    SpanTag,
    Tag,
    TagMove,
)
from annotations.models.codebooks import Codebook

CODINGS = {"passages": "span__coding", "statements": "attribution__coding", "articles": "coding"}


@dataclass(frozen=True)
class Sought:
    """Which of what bears a tag: of one bearer, with these words in it, with another tag beside."""

    bearer: str = ""
    words: str = ""
    beside: Tag | None = None


@dataclass(frozen=True)
class Borne:
    """How many bear a tag, `by_machine` among them, and in how many projects."""

    passages: int = 0
    statements: int = 0
    articles: int = 0
    by_machine: int = 0
    projects: int = 0

    @property
    def count(self) -> int:
        return self.passages + self.statements + self.articles


def borne_by(rows: dict[str, QuerySet[Any]]) -> Borne:
    """Of `bearing`. A query for each table."""
    counts: dict[str, int] = {}
    projects: set[Any] = set()
    by_machine = 0
    for name, table in rows.items():
        coding = CODINGS[name]
        groups = (
            table.order_by()
            .values_list(f"{coding}__project")
            .annotate(
                n=Count("pk"),
                machine=Count("pk", filter=Q(**{f"{coding}__kind": CodingKind.MACHINE})),
            )
        )
        found = list(groups)
        counts[name] = sum(n for _, n, _ in found)
        by_machine += sum(machine for *_, machine in found)
        projects |= {project for project, *_ in found}
    return Borne(**counts, by_machine=by_machine, projects=len(projects))


def bearing(tag: Tag, sought: Sought | None = None) -> dict[str, QuerySet[Any]]:
    """The rows that say what bears the tag, by the names of `actions.tag_merging.TABLES`."""
    sought = sought or Sought()
    rows: dict[str, QuerySet[Any]] = {
        "passages": SpanTag.objects.filter(tag=tag),
        "statements": AttributionTag.objects.filter(tag=tag),
        "articles": ArticleTag.objects.filter(tag=tag),
    }
    bearers = zip(rows, (Bearer.PASSAGE, Bearer.STATEMENT, Bearer.ARTICLE), strict=True)
    for name, bearer in bearers:
        if sought.bearer and sought.bearer != bearer:
            rows[name] = rows[name].none()
    if sought.words:
        said = Span.objects.filter(
            attribution=OuterRef("attribution"),
            role=SpanRole.CONTENT,
            words__icontains=sought.words,
        )
        rows["passages"] = rows["passages"].filter(span__words__icontains=sought.words)
        rows["statements"] = rows["statements"].filter(Exists(said))
        rows["articles"] = rows["articles"].none()
    if sought.beside:
        for name, bearer_name in zip(rows, ("span", "attribution", "coding"), strict=True):
            model: Any = rows[name].model
            other = model.objects.filter(tag=sought.beside, **{bearer_name: OuterRef(bearer_name)})
            rows[name] = rows[name].filter(Exists(other))
    return rows


def keys_bearing(tag: Tag, sought: Sought) -> dict[str, list[int]]:
    """The keys of the rows of `bearing`. Three queries."""
    return {
        name: list(rows.values_list("pk", flat=True)) for name, rows in bearing(tag, sought).items()
    }


def moves_of(codebook: Codebook) -> Sequence[TagMove]:
    """Merges and splits, the latest first. One query."""
    rows = TagMove.objects.filter(codebook=codebook)
    return list(rows.select_related("from_tag", "to_tag", "by").order_by("-at", "-id")[:20])
