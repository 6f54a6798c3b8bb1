"""What search finds among annotations: statements, tagged passages, and what is noted on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, QuerySet
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
from annotations.models.codings import visible_codings
from annotations.models.comments import Comment, CommentQuerySet
from annotations.models.findables import Query
from annotations.models.ready import Asked, Ready, ask
from annotations.models.spans import SpanQuerySet
from annotations.queries.annotations import earlier
from annotations.queries.asking import Understood
from annotations.queries.ready_for import ReadyFor
from annotations.queries.search import Where, articles_in
from annotations.queries.search_inside import Inside, inside_of


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

    @property
    def is_of_codings(self) -> bool:
        """Whether it asks for nothing but whose it is."""
        return self == Said(coder=self.coder, whose=self.whose)


def statements(
    user: User, where: Where, said: Said, asked: Understood, inside: Inside | None = None
) -> SpanQuerySet:
    """The first content of each statement that matches and that the user may see.

    `inside` is what says it of what the user may see, where that has been looked for already.
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


def noted(
    user: User,
    where: Where,
    said: Said,
    asked: Understood,
    tags: Sequence[UUID] | None = None,
) -> SpanQuerySet:
    """Annotations on which somebody noted it. `asked` is of the simple configuration."""
    rows = limited(Span.objects.all(), user, where, said, tags)
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
    if not asked.query:
        return limited(Span.objects.all(), user, where, said)
    if inside is None:
        inside = inside_of(user, where, asked, [role], codings_of(user, said))
    # Whose they are and in which articles was asked already.
    if role == SpanRole.CONTENT:
        return narrowed(Span.objects.filter(attribution__among=inside.statements), said)
    return narrowed(Span.objects.filter(pk__among=inside.passages), said)


R = TypeVar("R", bound=QuerySet[Any, Any])


def limited(
    rows: R,
    user: User,
    where: Where,
    said: Said,
    tags: Sequence[UUID] | None = None,
    of: str = "attribution__",
) -> R:
    """Those of annotations that the user may see, which match but for the words. `of` leads to
    their statement; `tags` as in `narrowed`."""
    rows = rows.filter(_of_whom(user, said.whose, "coding__"))
    article = "coding__project_article__article__"
    exact: dict[str, Any] = {
        "coding__project": where.project,
        "coding__analyst": said.coder,
        f"{article}source": where.source,
        f"{article}language": where.language,
        f"{article}published_on__gte": where.since,
        f"{article}published_on__lte": where.until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return narrowed(rows, said, tags, of)


def _of_whom(user: User, whose: str, prefix: str = "") -> Q:
    """Current codings that the user may see, those that are asked for. `prefix` leads to them."""
    # Who sees a coding is in its project.
    seen = visible_codings(user, prefix) & Q(**{f"{prefix}is_current": True})
    if whose == Whose.MINE:
        return seen & Q(**{f"{prefix}analyst": user.pk})
    if whose == Whose.EACH:
        return seen & ~Q(**{f"{prefix}kind": CodingKind.MACHINE})
    seen &= Q(**{f"{prefix}counts": True})
    return seen & Q(**{f"{prefix}kind": CodingKind.GOLD}) if whose == Whose.GOLD else seen


def _codings(whose: str) -> tuple[ReadyFor, ReadyFor]:
    """Of anybody, and of one coder."""

    def theirs(user: User) -> QuerySet[Any, Any]:
        return Coding.every.filter(_of_whom(user, whose)).values_list("pk")

    return (
        ReadyFor(theirs, []),
        ReadyFor(lambda user, coder: theirs(user).filter(analyst=coder), [UUID]),
    )


CODINGS = {str(whose): _codings(whose) for whose in ("", *Whose)}


def codings_of(user: User, said: Said) -> Asked:
    """A statement for the keys of the current codings that the user may see and that are asked
    for."""
    of_anybody, of_one = CODINGS[said.whose]
    return of_one.asked(user, said.coder) if said.coder else of_anybody.asked(user)


def narrowed(
    rows: R, said: Said, tags: Sequence[UUID] | None = None, of: str = "attribution__"
) -> R:
    """Those of which it is said, by whom and of whom, with their days. `tags` are the tag with
    those below it, where these have been looked for already."""
    day = Coalesce("coding__project_article__article__published_on", UNDATED)
    rows = rows.annotate(day=day)
    exact: dict[str, Any] = {
        f"{of}speaker": said.speaker,
        f"{of}speaker__kind": said.speaker_kind,
        f"{of}affiliation__kind": said.post_kind,
        f"{of}target": said.target,
        f"{of}stance": said.stance,
        f"{of}mode": said.mode,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if said.country:
        abroad, at_home = f"{of}affiliation__represents", f"{of}speaker__country"
        rows = rows.filter(
            Q(**{abroad: said.country})
            | Q(**{f"{of}affiliation__isnull": True, at_home: said.country})
        )
    if said.origin:
        rows = with_origin(rows, of).filter(Q(is_carried=said.origin == Origin.CARRIED))
    if tags is None and said.tag:
        tags = with_children(said.tag)
    return rows if tags is None else rows.filter(_bearing(tags, of))


def with_origin(rows: R, of: str = "attribution__") -> R:
    """Adds `is_carried`: whether the annotation was made in an earlier text of its article."""
    number = Coalesce(f"{of}number", "number")
    carried = Carry.objects.filter(coding=OuterRef("coding"), annotation=OuterRef("called"))
    return rows.alias(called=number).annotate(is_carried=Exists(carried))


def _bearing(tags: Sequence[UUID], of: str) -> Q:
    """One of the tags: a passage itself, or its statement.

    As arrays, which are put together first: of two questions to each span, one of which is to be
    answered with yes, PostgreSQL expects every second answer to be.
    """
    spans = SpanTag.objects.filter(tag__among=tags).values("span")
    said = AttributionTag.objects.filter(tag__among=tags).values("attribution")
    borne = Q(**{f"{of}pk__among": ArraySubquery(said)})
    return borne | Q(pk__among=ArraySubquery(spans)) if of else borne


def with_children(tag: UUID) -> list[UUID]:
    """The tag and all tags below it. A query for each level."""
    found, level = [tag], [tag]
    while level:
        level = [key for (key,) in BELOW.rows(level) if key not in found]
        found += level
    return found


BELOW = Ready(lambda tags: Tag.objects.filter(parent__among=tags).values_list("pk"), [list])


# What is looked for in the passages that it stands in, and how.
BY_WORDS: dict[str, Callable[..., SpanQuerySet]] = {
    SearchKind.STATEMENTS: statements,
    SearchKind.TAGGED: tagged,
}


def look_for(
    kind: str,
    user: User,
    where: Where,
    said: Said,
    asked: Understood,
    inside: Inside | None = None,
) -> SpanQuerySet:
    """Statements, tagged passages, or annotations with notes."""
    if look := BY_WORDS.get(kind):
        return look(user, where, said, asked, inside)
    return noted(user, where, said, asked)


ROLES: dict[str, list[SpanRole]] = {
    SearchKind.STATEMENTS: [SpanRole.CONTENT],
    SearchKind.TAGGED: [SpanRole.PASSAGE],
}


def inside_for(kind: str, user: User, where: Where, said: Said, asked: Understood) -> Inside | None:
    """`inside_of`; None where no annotations of this `kind` are looked for by words."""
    if kind not in BY_WORDS or not asked.query:
        return None
    return inside_of(user, where, asked, ROLES[kind], codings_of(user, said))
