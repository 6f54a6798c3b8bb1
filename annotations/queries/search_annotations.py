"""What search finds among annotations: statements, tagged passages, and what is noted on them."""

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
    Coding,
    Span,
    SpanRole,
    SpanTag,
    Tag,
    User,
)
from annotations.models.articles import UNDATED
from annotations.models.comments import Comment, CommentQuerySet
from annotations.models.findables import Query
from annotations.models.spans import SpanQuerySet
from annotations.queries.annotations import earlier
from annotations.queries.asking import Understood
from annotations.queries.search import Where, articles_in, known, newest, passages

# So many of the newest passages that match are looked at for annotations.
MOST_PASSAGES = 2_000


class Whose(models.TextChoices):
    MINE = "mine", _("Mine")


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

    @property
    def is_of_statements(self) -> bool:
        """Whether it asks for what only statements say."""
        only = (self.speaker, self.speaker_kind, self.post_kind, self.country, self.target)
        return any((*only, self.stance, self.mode))


def statements(user: User, where: Where, said: Said, asked: Understood) -> SpanQuerySet:
    """The first content of each statement that matches and that the user may see."""
    first = Q(role=SpanRole.CONTENT) & ~Exists(earlier())
    return _matching(user, where, said, asked, SpanRole.CONTENT).filter(first)


def tagged(user: User, where: Where, said: Said, asked: Understood) -> SpanQuerySet:
    """Tagged passages that match and that the user may see."""
    if said.is_of_statements:
        return Span.objects.none()
    return _matching(user, where, said, asked, SpanRole.PASSAGE).filter(role=SpanRole.PASSAGE)


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


def comments(user: User, where: Where, asked: Understood) -> CommentQuerySet:
    """Comments that say it and that the user reads. `asked` is of the simple configuration."""
    rows = Comment.objects.visible_to(user).standing()
    rows = rows.annotate(said=Words("text")).filter(said=Query(asked.query))
    return rows.filter(thread__coding__project_article__in=articles_in(user, where))


class Words(Func):
    """As the indexes of notes and comments have them; people write them in any language."""

    template = "to_tsvector('simple'::regconfig, annotations_plain_words(%(expressions)s))"
    output_field = SearchVectorField()


def _matching(
    user: User, where: Where, said: Said, asked: Understood, role: SpanRole
) -> SpanQuerySet:
    rows = _limited(user, where, said)
    if not asked.query:
        return rows
    found = RawSQL(*_in_passages(user, where, asked, role))
    return rows.filter(**{"attribution__in" if role == SpanRole.CONTENT else "pk__in": found})


def _limited(user: User, where: Where, said: Said) -> SpanQuerySet:
    """All spans of annotations that the user may see, which match but for the words."""
    codings = Coding.objects.visible_to(user)
    if said.whose == Whose.MINE:
        codings = codings.filter(analyst=user)
    elif said.coder:
        codings = codings.filter(analyst=said.coder)
    else:
        codings = codings.that_count()
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
    return rows.filter(_bearing(said.tag)) if said.tag else rows


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


def _in_passages(
    user: User, where: Where, asked: Understood, role: SpanRole
) -> tuple[str, list[Any]]:
    """Looks for the passages at once: all that match, or the newest of very many."""
    rows = passages(user, where, asked)
    found = known(rows)
    pairs = [(key.article_id, key.place) for key in found.keys]
    if found.is_more:
        pairs = list(newest(rows).values_list("article_id", "place")[:MOST_PASSAGES])
    column = "span.attribution_id" if role == SpanRole.CONTENT else "span.id"
    keys = [[article for article, _place in pairs], [place for _article, place in pairs]]
    return IN_PASSAGES.format(column=column), [*keys, str(role.value), asked.query]
