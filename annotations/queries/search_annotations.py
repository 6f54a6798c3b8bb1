"""What search finds among annotations: statements, tagged passages, and what is noted on them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    Attribution,
    AttributionTag,
    Carry,
    Coding,
    CodingKind,
    SearchKind,
    Span,
    SpanRole,
    SpanTag,
    Tag,
    User,
)
from annotations.models.articles import UNDATED
from annotations.models.comments import Comment, CommentQuerySet
from annotations.models.findables import Query
from annotations.models.ready import ask
from annotations.models.spans import SpanQuerySet
from annotations.queries.annotations import earlier
from annotations.queries.asking import Understood
from annotations.queries.search import Where, articles_in, newest
from annotations.queries.search_pages import planned_for_its_words
from annotations.queries.search_spread import narrowed

# So many of the newest passages that match, of annotated texts, are looked at for annotations.
MOST_PASSAGES = 2_000


class Whose(models.TextChoices):
    """Nothing chosen is what counts: what was agreed, of other articles what people say."""

    MINE = "mine", _("Mine")
    GOLD = "gold", _("What was agreed")
    EACH = "each", _("Each coder’s, agreed or not")


class Origin(models.TextChoices):
    OWN = "own", _("Made in this text")
    CARRIED = "carried", _("Carried over from an earlier text")


@dataclass(frozen=True)
class Said:
    """What an annotation is to say; everything left empty is no matter."""

    speaker: UUID | None = None
    speaker_kind: str = ""
    post_kind: str = ""
    country: str = ""
    target: UUID | None = None
    stance: str = ""
    mode: str = ""
    tag: UUID | None = None
    coder: UUID | None = None
    whose: str = ""
    origin: str = ""

    @property
    def is_of_statements(self) -> bool:
        """Whether it asks for what only statements say."""
        only = (self.speaker, self.speaker_kind, self.post_kind, self.country, self.target)
        return any((*only, self.stance, self.mode))


@dataclass(frozen=True)
class Inside:
    """Passages by article and place, in which annotations are looked for. With `is_more` there are
    more than the newest MOST_PASSAGES of them."""

    pairs: list[tuple[UUID, int]]
    is_more: bool

    @property
    def looked_through(self) -> int | None:
        """How many passages, where that is not all of them."""
        return MOST_PASSAGES if self.is_more else None


def statements(
    user: User, where: Where, said: Said, asked: Understood, inside: Inside | None = None
) -> SpanQuerySet:
    """The first content of each statement that matches and that the user may see.

    `inside` are the passages that say it, where they have been looked for already.
    """
    first = Q(role=SpanRole.CONTENT) & ~Exists(earlier())
    return _matching(user, where, said, asked, SpanRole.CONTENT, inside).filter(first)


def tagged(
    user: User, where: Where, said: Said, asked: Understood, inside: Inside | None = None
) -> SpanQuerySet:
    """Tagged passages that match and that the user may see; `inside` as for statements."""
    if said.is_of_statements:
        return Span.objects.none()
    rows = _matching(user, where, said, asked, SpanRole.PASSAGE, inside)
    return rows.filter(role=SpanRole.PASSAGE)


def noted(user: User, where: Where, said: Said, asked: Understood) -> SpanQuerySet:
    """Annotations on which somebody noted it. `asked` is of the simple configuration."""
    rows = _limited(user, where, said)
    own = Q(role=SpanRole.PASSAGE) | Q(role=SpanRole.CONTENT) & ~Exists(earlier())
    models: tuple[type[Span] | type[Attribution], ...] = (Span, Attribution)
    noting: list[QuerySet[Any]] = [
        model._default_manager.alias(said=Words("note")).exclude(note="") for model in models
    ]
    noting = [each.filter(said=Query(asked.query)) for each in noting]
    found = Q(pk__in=noting[0].values("pk")) | Q(attribution__in=noting[1].values("pk"))
    return rows.filter(own, found)


def comments(
    user: User, where: Where, asked: Understood, author: UUID | None = None
) -> CommentQuerySet:
    """Comments that say it and that the user reads. `asked` is of the simple configuration."""
    rows = Comment.objects.visible_to(user).standing()
    if author:
        rows = rows.filter(author=author)
    rows = rows.annotate(said=Words("text")).filter(said=Query(asked.query))
    return rows.filter(thread__coding__project_article__in=articles_in(user, where))


SOMEWHERE = """
    SELECT EXISTS (SELECT FROM annotations_span WHERE {note} AND note <> '')
            OR EXISTS (SELECT FROM annotations_attribution WHERE {note} AND note <> ''),
        EXISTS (SELECT FROM annotations_comment WHERE {text})
""".format(
    **{
        name: f"to_tsvector('simple'::regconfig, annotations_plain_words({name}))"
        " @@ %(query)s::tsquery"
        for name in ("note", "text")
    }
)


def said_somewhere(asked: Understood) -> tuple[bool, bool]:
    """Whether any note says it, and any comment, whoever may see them. One query, whose answer is
    for nobody but whoever counts: of most words there is neither."""
    [(is_noted, is_commented)] = ask(SOMEWHERE, {"query": asked.query})
    return is_noted, is_commented


class Words(Func):
    """As the indexes of notes and comments have them; people write them in any language."""

    template = "to_tsvector('simple'::regconfig, annotations_plain_words(%(expressions)s))"
    output_field = SearchVectorField()


def _matching(
    user: User,
    where: Where,
    said: Said,
    asked: Understood,
    role: SpanRole,
    inside: Inside | None,
) -> SpanQuerySet:
    rows = _limited(user, where, said)
    if not asked.query:
        return rows
    if inside is None:
        inside = inside_of(user, where, asked)
    found = RawSQL(*_in_passages(inside, asked, role))
    return rows.filter(**{"attribution__in" if role == SpanRole.CONTENT else "pk__in": found})


def _limited(user: User, where: Where, said: Said) -> SpanQuerySet:
    """All spans of annotations that the user may see, which match but for the words."""
    codings = Coding.objects.visible_to(user)
    if said.whose == Whose.MINE:
        codings = codings.filter(analyst=user)
    elif said.whose == Whose.EACH:
        codings = codings.by_people()
    else:
        codings = codings.that_count()
    if said.whose == Whose.GOLD:
        codings = codings.filter(kind=CodingKind.GOLD)
    if said.coder:
        codings = codings.filter(analyst=said.coder)
    codings = codings.filter(project_article__in=articles_in(user, where))
    day = Coalesce("coding__project_article__article__published_on", UNDATED)
    rows = Span.objects.filter(coding__in=codings).annotate(day=day)
    exact: dict[str, Any] = {
        "attribution__speaker": said.speaker,
        "attribution__speaker__kind": said.speaker_kind,
        "attribution__affiliation__kind": said.post_kind,
        "attribution__target": said.target,
        "attribution__stance": said.stance,
        "attribution__mode": said.mode,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if said.country:
        rows = rows.filter(
            Q(attribution__affiliation__represents=said.country)
            | Q(attribution__affiliation__isnull=True, attribution__speaker__country=said.country)
        )
    if said.origin:
        rows = with_origin(rows).filter(Q(is_carried=said.origin == Origin.CARRIED))
    return rows.filter(_bearing(said.tag)) if said.tag else rows


def with_origin(rows: SpanQuerySet) -> SpanQuerySet:
    """Adds `is_carried`: whether the annotation was made in an earlier text of its article."""
    number = Coalesce("attribution__number", "number")
    carried = Carry.objects.filter(coding=OuterRef("coding"), annotation=OuterRef("called"))
    return rows.alias(called=number).annotate(is_carried=Exists(carried))


def _bearing(tag: UUID) -> Q:
    """The tag, or one below it."""
    tags = with_children(tag)
    return Q(Exists(SpanTag.objects.filter(span=OuterRef("pk"), tag__in=tags))) | Q(
        Exists(AttributionTag.objects.filter(attribution=OuterRef("attribution"), tag__in=tags))
    )


def with_children(tag: UUID) -> list[UUID]:
    """The tag and all tags below it. A query for each level."""
    found, level = [tag], [tag]
    while level:
        level = list(
            Tag.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True)
        )
        found += level
    return found


# What stands in a passage that matches is read once more by itself: it may be another sentence.
IN_PASSAGES = """
    SELECT {column} FROM unnest(%s::uuid[], %s::int[]) AS key(article, place)
    JOIN annotations_findable found ON found.article_id = key.article AND found.place = key.place
    JOIN annotations_coding coding ON coding.revision_id = found.revision AND coding.is_current
    JOIN annotations_span span ON span.coding_id = coding.id
        AND span.start < found."end" AND span."end" > found.start AND span.role = %s
    WHERE array_to_tsvector(ARRAY['=' || found.configuration])
        || to_tsvector(found.configuration::regconfig, annotations_plain_words(span.words))
        || strip(to_tsvector('simple'::regconfig, annotations_plain_words(span.words)))
        @@ %s::tsquery
"""


def inside_of(user: User, where: Where, asked: Understood) -> Inside:
    """The passages that say it in texts that somebody annotates: all, or the newest of very many.

    Three queries, four of very many.
    """
    codings = Coding.objects.filter(
        project_article__article=OuterRef("article"), revision=OuterRef("revision"), is_current=True
    )
    rows = narrowed(user, where, asked).filter(Exists(codings))
    with planned_for_its_words():
        pairs = list(rows.order_by().values_list("article_id", "place")[: MOST_PASSAGES + 1])
        if is_more := len(pairs) > MOST_PASSAGES:
            pairs = list(newest(rows).values_list("article_id", "place")[:MOST_PASSAGES])
    return Inside(pairs, is_more)


# What is looked for in the passages that it stands in, and how.
BY_WORDS: dict[str, Callable[..., SpanQuerySet]] = {
    SearchKind.STATEMENTS: statements,
    SearchKind.TAGGED: tagged,
}


def inside_for(kind: str, user: User, where: Where, asked: Understood) -> Inside | None:
    """`inside_of`; None where no annotations of this `kind` are looked for by words."""
    return inside_of(user, where, asked) if kind in BY_WORDS and asked.query else None


def _in_passages(inside: Inside, asked: Understood, role: SpanRole) -> tuple[str, list[Any]]:
    column = "span.attribution_id" if role == SpanRole.CONTENT else "span.id"
    keys = [[article for article, _place in inside.pairs], [place for _, place in inside.pairs]]
    return IN_PASSAGES.format(column=column), [*keys, str(role.value), asked.query]
