"""What a study found, put together to be read: its question, sources, codebook, figures, words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet, Window
from django.db.models.functions import RowNumber

from annotations.domain.citations import Cited
from annotations.domain.matrices import NOTHING, OTHERS, Matrix
from annotations.domain.rights import leaving_parts
from annotations.domain.trees import interleaved
from annotations.models import (
    Actor,
    Attribution,
    AttributionTag,
    Coding,
    CodingKind,
    Project,
    ProjectArticle,
    Source,
    Tag,
    User,
)
from annotations.permissions import can_see_all_codings
from annotations.queries.agreement import compared
from annotations.queries.agreement_report import Report, report_of
from annotations.queries.citing import cited_all
from annotations.queries.counting import counted_by
from annotations.queries.matrix import Dimension, count_matrix
from annotations.queries.speaking import placed, seen_by
from annotations.queries.statements import with_article

# What stands on a page of paper across; down, what one still reads.
MOST_SPEAKERS, MOST_TARGETS = 20, 7
# Of so many who speak most, so many statements each, the latest.
MOST_QUOTED, MOST_QUOTES = 12, 4
# Of each who speaks so many are looked at, since several coders may have marked the same words.
MOST_LOOKED_AT = 5 * MOST_QUOTES

Address = Callable[[Attribution], str]


@dataclass(frozen=True)
class FromSource:
    source: Source
    articles: int
    statements: int


@dataclass(frozen=True)
class Quote:
    """`parts` are its words as far as they may leave: [] where only offsets may."""

    said: Attribution
    parts: list[str]
    cited: Cited


@dataclass(frozen=True)
class Study:
    """`agreement` is None where the reader may not compare coders, or nothing can be compared.

    `agreed` is how many articles have a gold coding, `shared` of how many the statements of several
    coders count, since what counts there is not agreed; `tags` come with their depth and how many
    statements bear them themselves. `actors` are those of the matrix, by key as text.
    """

    project: Project
    articles: int
    statements: int
    agreed: int
    shared: int
    first: date | None
    last: date | None
    sources: list[FromSource]
    tags: list[tuple[Tag, int, int]]
    agreement: Report | None
    matrix: Matrix
    actors: dict[str, Actor]
    quotes: list[tuple[Actor, list[Quote]]]


def study_of(project: Project, user: User, address: Address) -> Study:
    """Over what the reader may see; `address` gives a statement's own address, for its citation.

    `project` is loaded `with_role_of(user)`. As many queries for many statements as for one.
    """
    statements = seen_by(user).filter(project=project)
    rows = ProjectArticle.objects.filter(project=project)
    days = rows.aggregate(
        n=Count("pk"), first=Min("article__published_on"), last=Max("article__published_on")
    )
    gold = Coding.objects.visible_to(user).filter(project=project, kind=CodingKind.GOLD)
    most = MOST_SPEAKERS, MOST_TARGETS
    matrix = count_matrix(statements, Dimension.SPEAKER, Dimension.TARGET, most)
    keys = {key for key in (*matrix.rows, *matrix.columns) if key not in (NOTHING, OTHERS)}
    actors = {str(pk): actor for pk, actor in Actor.objects.in_bulk(keys).items()}
    return Study(
        project=project,
        articles=days["n"],
        statements=matrix.total.count,
        agreed=gold.filter(counts=True).count(),
        shared=_shared(statements),
        first=days["first"],
        last=days["last"],
        sources=_sources(rows, statements),
        tags=_tags(project, statements),
        agreement=_agreement(project, user),
        matrix=matrix,
        actors=actors,
        quotes=_quotes(
            [actors[row] for row in matrix.rows if row in actors][:MOST_QUOTED], statements, address
        ),
    )


def _shared(statements: QuerySet[Attribution]) -> int:
    coders = statements.order_by().values("coding__project_article")
    return coders.annotate(n=Count("coding", distinct=True)).filter(n__gt=1).count()


def _sources(rows: QuerySet[ProjectArticle], statements: QuerySet[Attribution]) -> list[FromSource]:
    articles = Counter(dict(rows.values_list("article__source").annotate(n=Count("pk")).order_by()))
    said = Counter(dict(counted_by(statements, "source")))
    known = Source.objects.in_bulk(articles)
    found = [FromSource(known[pk], n, said[pk]) for pk, n in articles.items()]
    return sorted(found, key=lambda one: (-one.articles, one.source.name.casefold()))


def _tags(project: Project, statements: QuerySet[Attribution]) -> list[tuple[Tag, int, int]]:
    links = AttributionTag.objects.filter(attribution__in=statements.order_by().values("pk"))
    borne = Counter(dict(links.values_list("tag").annotate(n=Count("pk")).order_by()))
    tags = interleaved(Tag.objects.filter(codebook=project.codebook_id).in_order())
    return [(tag, depth, borne[tag.pk]) for tag, depth in tags if not tag.is_retired]


def _agreement(project: Project, user: User) -> Report | None:
    if not can_see_all_codings(project):
        return None
    report = report_of(compared(project, Coding.objects.visible_to(user), with_machine=False))
    return report if report.articles_compared else None


def _quotes(
    speakers: Sequence[Actor], statements: QuerySet[Attribution], address: Address
) -> list[tuple[Actor, list[Quote]]]:
    """The latest of each, the same words once; those without a day come after them."""
    window = Window(RowNumber(), partition_by="speaker", order_by=("-place", "coding_id", "start"))
    latest = placed(statements.filter(speaker__in=speakers)).annotate(turn=window)
    keys = [pk for (pk,) in latest.filter(turn__lte=MOST_LOOKED_AT).values_list("pk")]
    ordered = placed(with_article(Attribution.objects.filter(pk__in=keys)))
    rows = _once(ordered.order_by("-place", "coding_id", "start", "pk"))
    told: dict[UUID | None, list[Quote]] = defaultdict(list)
    for said, source in zip(rows, cited_all(rows, address), strict=True):
        rights = said.coding.project_article.article.source.rights
        parts = [span.words for span in said.contents]  # type: ignore[attr-defined]
        # Where only places may leave, an empty quotation would look like a mistake.
        may = leaving_parts(parts, rights) if rights.is_whole or rights.words else []
        told[said.speaker_id].append(Quote(said, may, source))
    return [(speaker, told[speaker.pk]) for speaker in speakers if told[speaker.pk]]


def _once(statements: Iterable[Attribution]) -> list[Attribution]:
    """At most MOST_QUOTES of each speaker, none with words that another coder's before it has."""
    told: dict[UUID | None, list[Attribution]] = defaultdict(list)
    kept = []
    for said in statements:
        before = told[said.speaker_id]
        if len(before) < MOST_QUOTES and not any(_is_same(said, one) for one in before):
            before.append(said)
            kept.append(said)
    return kept


def _is_same(one: Attribution, other: Attribution) -> bool:
    """Whether two coders mean the same words of one article: some of them are in both."""
    if one.coding_id == other.coding_id:
        return False
    return one.coding.project_article_id == other.coding.project_article_id and any(
        a.start < b.end and b.start < a.end
        for a in one.contents  # type: ignore[attr-defined]
        for b in other.contents  # type: ignore[attr-defined]
    )
