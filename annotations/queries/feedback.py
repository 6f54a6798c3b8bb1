"""Where what was agreed differs from what an analyst said, with the reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from annotations.domain.adjudication.versions import Version, differing
from annotations.models import (
    Coding,
    CodingKind,
    CodingState,
    Project,
    ProjectArticle,
    RejectionReason,
    Revision,
    Ruling,
    Tag,
    User,
)
from annotations.models.adjudications import Adjudication, Matter, adjudications_of
from annotations.queries.adjudication import Names


@dataclass(frozen=True)
class Wanted:
    """Everything left empty is no matter."""

    tag: UUID | None = None
    reason: UUID | None = None


@dataclass(frozen=True)
class Difference:
    """A field, as the analyst had it and as it was agreed."""

    name: str
    mine: str
    agreed: str


@dataclass(frozen=True)
class Remark:
    """A place where both are not the same. `mine` is the number of the analyst's annotation there,
    `agreed` that of the gold one: ARTICLE of the article as a whole, None where there is none."""

    words: str
    mine: int | None
    agreed: int | None
    differences: Sequence[Difference]
    ruling: Ruling | None


@dataclass(frozen=True)
class Told:
    """What is told about one article."""

    gold: Coding
    row: ProjectArticle
    coding: UUID
    remarks: Sequence[Remark]


def agreed_with(project: Project, reader: User, analyst: User) -> QuerySet[Coding]:
    """The gold codings that are done, of articles that the analyst annotated, as far as the reader
    may see them, with `coding_of_theirs`."""
    theirs = Coding.objects.filter(
        project_article=OuterRef("project_article"), analyst=analyst.pk
    ).values("pk")
    golds = Coding.objects.visible_to(reader).filter(
        project=project, kind=CodingKind.GOLD, state=CodingState.DONE
    )
    return golds.annotate(coding_of_theirs=Subquery(theirs[:1])).filter(
        coding_of_theirs__isnull=False
    )


def narrowed(golds: QuerySet[Coding], wanted: Wanted) -> QuerySet[Coding]:
    """To articles in which anything may be found; which places, `told_about` knows."""
    if wanted.reason:
        given = Ruling.objects.standing().filter(reason=wanted.reason)
        golds = golds.filter(project_article__in=given.values("project_article"))
    return golds


def told_about(golds: Sequence[Coding], analyst: User, wanted: Wanted) -> list[Told]:
    """Those of these articles in which something differs. Twelve queries, however many they are.

    `golds` come from `agreed_with`, with the article.
    """
    found = adjudications_of(gold.project_article_id for gold in golds)
    texts = dict(
        Revision.objects.filter(pk__in={gold.revision_id for gold in golds}).values_list(
            "pk", "text"
        )
    )
    matters = [matter for each in found.values() for matter in each.matters]
    names = Names(matters, "")
    told = []
    for gold in golds:
        here = names.of(texts[gold.revision_id])
        remarks = list(_remarks(found[gold.project_article_id], analyst, here, wanted))
        if remarks:
            theirs: UUID = gold.coding_of_theirs  # type: ignore[attr-defined]
            told.append(Told(gold, gold.project_article, theirs, remarks))
    return told


def menus_of(project: Project) -> tuple[list[Tag], list[RejectionReason]]:
    """The tags and the reasons that can be asked for. Two queries."""
    reasons = project.rejection_reasons.in_order()
    return list(Tag.objects.filter(codebook=project.codebook_id).in_order()), list(reasons)


def _remarks(found: Adjudication, analyst: User, names: Names, wanted: Wanted) -> Iterator[Remark]:
    for matter in found.matters:
        mine = matter.place.versions.get(str(analyst.pk)) if matter.place else None
        if not _is_wanted(matter, mine, wanted):
            continue
        both = [one for one in (mine, matter.result) if one]
        fields = differing(both)
        if len(both) == 1 or fields:
            yield Remark(
                names.called(matter),
                mine.number if mine else None,
                matter.result.number if matter.result else None,
                [
                    Difference(name, names.say(name, both[0]), names.say(name, both[1]))
                    for name in fields
                ],
                matter.ruling,
            )


def _is_wanted(matter: Matter, mine: Version | None, wanted: Wanted) -> bool:
    if wanted.reason and (matter.ruling is None or matter.ruling.reason_id != wanted.reason):
        return False
    tags = {tag for one in (mine, matter.result) if one for tag in one.tags}
    return not wanted.tag or str(wanted.tag) in tags
