"""Search over all that you may see, as its page searches.

In texts, statements, tagged passages, notes and comments.
"""

from datetime import date
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from annotations.api.comments import CommentOut
from annotations.api.comments import shape as shape_comment
from annotations.api.inputs import Day, LastDay
from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, demand_mark, each, listed, paged
from annotations.api.problems import blamed
from annotations.api.shapes import (
    AttributionOut,
    SpanOut,
    shape_attributions,
    shape_spans,
    whole_attributions,
    whole_spans,
)
from annotations.domain.rights import Rights, leaving
from annotations.domain.search.asking import LONGEST, asked
from annotations.domain.search.configurations import SIMPLE
from annotations.domain.spans.excerpts import Excerpt
from annotations.models import (
    ActorKind,
    AffiliationKind,
    Attribution,
    Mode,
    SearchKind,
    Source,
    Span,
    SpanRole,
    Stance,
)
from annotations.queries.asking import Understood, understand
from annotations.queries.hits import Hit, hits_of
from annotations.queries.merged import as_merged
from annotations.queries.search import Where, reached
from annotations.queries.search_annotations import (
    Said,
    Whose,
    comments,
    inside_for,
    noted,
    statements,
    tagged,
)
from annotations.queries.search_inside import Inside
from annotations.web.paging import Key
from annotations.web.passages import ANNOTATIONS, NEWEST, passages_at

router = Router()
Shown = TypeVar("Shown")
COMMENTS = [Key("created_at", descending=True), Key("id", descending=True)]


class Within(Schema):
    """In which articles; what is left out is no matter."""

    project: UUID | None = None
    source: UUID | None = None
    language: Annotated[str, Field(max_length=8)] = ""
    since: Day | None = None
    until: LastDay = None


class Sought(Within):
    """`q` as in the box: words, "phrases", -not, OR, beginnings*."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST)]


class SoughtPassages(Within):
    q: Annotated[str, Field(max_length=LONGEST)] = ""
    tag: UUID | None = None
    coder: UUID | None = None
    whose: Whose | None = None


class SoughtStatements(SoughtPassages):
    """What counts is looked for, or what is a `coder`’s."""

    speaker: UUID | None = None
    speaker_kind: ActorKind | None = None
    post_kind: AffiliationKind | None = None
    country: Annotated[str, Field(pattern="^([A-Z]{2})?$")] = ""
    target: UUID | None = None
    stance: Stance | None = None
    mode: Mode | None = None


class SoughtNotes(SoughtStatements):
    q: Annotated[str, Field(min_length=1, max_length=LONGEST)]


class NotedOut(Schema):
    """A tagged passage or a statement, the other one is null. The words are in its `note`."""

    span: SpanOut | None = None
    attribution: AttributionOut | None = None


class FoundOut(Schema):
    """[start, end) is the first of it in the text of the revision, both null in a title. `words`
    are those around it, as far as they may leave."""

    project: UUID
    article: UUID
    title: str
    source: UUID
    published_on: date | None
    revision: UUID
    start: int | None
    end: int | None
    words: str


class InPassages(Listing[Shown], Generic[Shown]):
    """Where very many annotations have the words, `looked_through` says how many of the newest were
    looked through, else it is null. Another project, source, language or day, or one more word,
    reaches the others."""

    looked_through: int | None


@router.get("/search/text", response=Listing[FoundOut], summary="Where words stand in articles")
def search_text(
    request: Asked, response: HttpResponse, cut: Paging, sought: Annotated[Sought, Query(...)]
) -> Any:
    """Newest articles first. Each article opens in that project of yours that had it first."""
    understood, where = _understood(sought.q), _where(sought)
    projects = reached(request.user, where)
    demand_mark(cut, NEWEST)
    _found_in_all, page = passages_at(cut.cursor, cut.limit, projects, where, understood)
    hits = hits_of(page.rows, projects, understood)
    sources = Source.objects.in_bulk({hit.findable.source_id for hit in hits})
    found = [_found(hit, sources[hit.findable.source_id].rights) for hit in hits]
    return paged(request, response, page, found)


@router.get("/search/attributions", response=InPassages[AttributionOut], summary="Find statements")
def search_attributions(
    request: Asked,
    response: HttpResponse,
    cut: Paging,
    sought: Annotated[SoughtStatements, Query(...)],
) -> Any:
    """Newest articles first."""
    of_all = request.user, _where(sought), _said(sought), _understood(sought.q)
    inside = inside_for(SearchKind.STATEMENTS, *of_all)
    rows = statements(*of_all, inside)

    def shaped(page: list[Any]) -> list[AttributionOut]:
        keys = [row.attribution_id for row in page]
        found = list(whole_attributions(Attribution.objects.filter(pk__in=keys)))
        found.sort(key=lambda one: keys.index(one.pk))
        return shape_attributions(found, request.user)

    return listed(request, response, rows, cut, shaped, ANNOTATIONS) | _bound(inside)


@router.get("/search/spans", response=InPassages[SpanOut], summary="Find tagged passages")
def search_spans(
    request: Asked,
    response: HttpResponse,
    cut: Paging,
    sought: Annotated[SoughtPassages, Query(...)],
) -> Any:
    """Newest articles first."""
    of_all = request.user, _where(sought), _said(sought), _understood(sought.q)
    inside = inside_for(SearchKind.TAGGED, *of_all)
    rows = whole_spans(tagged(*of_all, inside))
    return listed(request, response, rows, cut, shape_spans, ANNOTATIONS) | _bound(inside)


@router.get("/search/notes", response=Listing[NotedOut], summary="Find notes on annotations")
def search_notes(
    request: Asked, response: HttpResponse, cut: Paging, sought: Annotated[SoughtNotes, Query(...)]
) -> Any:
    """Newest articles first."""
    asked_for = _understood(sought.q, {SIMPLE})
    rows = noted(request.user, _where(sought), _said(sought), asked_for)

    def shaped(page: list[Any]) -> list[NotedOut]:
        passages = [row.pk for row in page if row.role == SpanRole.PASSAGE]
        spans = {
            one.id: NotedOut(span=one)
            for one in shape_spans(list(whole_spans(Span.objects.filter(pk__in=passages))))
        }
        said = [row.attribution_id for row in page if row.attribution_id]
        found = list(whole_attributions(Attribution.objects.filter(pk__in=said)))
        made = {
            one.id: NotedOut(attribution=one) for one in shape_attributions(found, request.user)
        }
        both = spans | made
        return [both[row.attribution_id or row.pk] for row in page]

    return listed(request, response, rows, cut, shaped, ANNOTATIONS)


@router.get("/search/comments", response=Listing[CommentOut], summary="Find comments")
def search_comments(
    request: Asked, response: HttpResponse, cut: Paging, sought: Annotated[Sought, Query(...)]
) -> Any:
    """The newest first."""
    rows = comments(request.user, _where(sought), _understood(sought.q, {SIMPLE}))
    return listed(
        request, response, rows.select_related("thread"), cut, each(shape_comment), COMMENTS
    )


def _understood(typed: str, configurations: set[str] | None = None) -> Understood:
    """Raises Problem where it is nothing but words that stand everywhere."""
    understood = understand(asked(typed), configurations)
    if understood.is_everywhere or (typed and not understood.query):
        raise blamed("q", _("Look for a word that does not stand everywhere."))
    return understood


def _bound(inside: Inside | None) -> dict[str, int | None]:
    return {"looked_through": inside.looked_through if inside else None}


def _where(sought: Within) -> Where:
    return Where(**_given(sought, Where))


def _said(sought: Within) -> Said:
    return Said(**as_merged(_given(sought, Said)))


def _given(sought: Within, kind: Any) -> dict[str, Any]:
    given = sought.model_dump()
    return {name: given[name] for name in kind.__dataclass_fields__ if given.get(name)}


def _found(hit: Hit, rights: Rights) -> FoundOut:
    words = "".join(piece.text for piece in hit.context.pieces)
    start = end = None
    if hit.findable.place:
        words = leaving(Excerpt(words, "", ""), rights).words
        start, end = (hit.findable.start + at for at in (hit.context.start, hit.context.end))
    return FoundOut(
        project=hit.project,
        article=hit.opens,
        title=hit.title,
        source=hit.findable.source_id,
        published_on=hit.published_on,
        revision=hit.findable.revision,
        start=start,
        end=end,
        words=words,
    )
