"""An article's annotations in reading order, each by the words that it begins with."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    Actor,
    Attribution,
    AttributionTag,
    Coding,
    ProjectArticle,
    Span,
    SpanRole,
    SpanTag,
    Tag,
    User,
)
from annotations.models.codings import CodingQuerySet
from annotations.models.spans import SpanQuerySet
from annotations.queries.chains import relays
from annotations.queries.flags import flagged_in


class Kind(models.TextChoices):
    PASSAGE = "passage", _("Tagged passages")
    ATTRIBUTION = "attribution", _("Attributions")


@dataclass(frozen=True)
class Sought:
    """What to look for; everything left empty is no matter."""

    kind: str = ""
    tag: UUID | None = None
    speaker: UUID | None = None
    stance: str = ""
    coding: UUID | None = None
    flagged: bool = False


def annotations_of(project_article: ProjectArticle, user: User, sought: Sought) -> SpanQuerySet:
    """One span for each annotation that the user may see: the passage, or the first content.

    The rest of an attribution hangs on it: `attribution.contents` are its content spans. Unless a
    coding or what one flagged is sought, it is what counts: what was agreed, else what people say.
    """
    codings = codings_seen(project_article, user)
    if not (sought.coding or sought.flagged):
        codings = codings.that_count()
    rows = Span.objects.filter(coding__in=codings)
    rows = rows.filter(Q(role=SpanRole.PASSAGE) | Q(role=SpanRole.CONTENT) & ~Exists(earlier()))
    if sought.kind == Kind.PASSAGE:
        rows = rows.filter(attribution__isnull=True)
    elif sought.kind == Kind.ATTRIBUTION:
        rows = rows.filter(attribution__isnull=False)
    if sought.tag:
        rows = rows.filter(
            Exists(SpanTag.objects.filter(span=OuterRef("pk"), tag=sought.tag))
            | Exists(
                AttributionTag.objects.filter(attribution=OuterRef("attribution"), tag=sought.tag)
            )
        )
    if sought.flagged:
        flagged = flagged_in(project_article, user)
        # Only one's own bear one's flags.
        named = Q(attribution__isnull=True, number__in=flagged) | Q(attribution__number__in=flagged)
        rows = rows.filter(named, coding__analyst=user)
    exact = {
        "attribution__speaker": sought.speaker,
        "attribution__stance": sought.stance,
        "coding": sought.coding,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})


def for_table(rows: SpanQuerySet) -> SpanQuerySet:
    """With all that a row shows: tags, people, contents, and whose it is. Six queries."""
    statement = (
        "speaker",
        "affiliation__organisation",
        "target",
        "relayer",
        "suggestion",
    )
    return rows.select_related(
        "coding__analyst", *(f"attribution__{name}" for name in statement)
    ).prefetch_related(
        tags_of("span_tags", SpanTag.objects.all()),
        tags_of("attribution__attribution_tags", AttributionTag.objects.all()),
        contents_of("attribution__spans"),
        Prefetch("attribution__relays", relays().queryset),
    )


def tags_of(path: str, links: QuerySet) -> Prefetch:
    return Prefetch(path, links.select_related("tag").order_by("tag__position", "tag_id"))


def contents_of(path: str) -> Prefetch:
    """The content spans of an attribution as `contents`, in reading order."""
    contents = Span.objects.filter(role=SpanRole.CONTENT).in_reading_order()
    return Prefetch(path, contents, to_attr="contents")


def earlier() -> SpanQuerySet:
    """Content spans of the same attribution that stand before the outer one."""
    before = Q(start__lt=OuterRef("start")) | Q(
        start=OuterRef("start"), number__lt=OuterRef("number")
    )
    return Span.objects.filter(before, attribution=OuterRef("attribution"), role=SpanRole.CONTENT)


def codings_seen(project_article: ProjectArticle, user: User) -> CodingQuerySet:
    return Coding.objects.visible_to(user).filter(project_article=project_article)


@dataclass(frozen=True)
class Menus:
    """What occurs in the annotations that the reader may see."""

    tags: list[Tag]
    speakers: list[Actor]
    codings: list[Coding]


def menus_of(project_article: ProjectArticle, user: User) -> Menus:
    """Three queries."""
    codings = codings_seen(project_article, user)
    tagged = Q(Exists(SpanTag.objects.filter(tag=OuterRef("pk"), span__coding__in=codings))) | Q(
        Exists(AttributionTag.objects.filter(tag=OuterRef("pk"), attribution__coding__in=codings))
    )
    said = Attribution.objects.filter(coding__in=codings, speaker=OuterRef("pk"))
    tags = Tag.objects.filter(codebook=project_article.project.codebook_id).filter(tagged)
    return Menus(
        tags=list(tags.in_order()),
        speakers=list(Actor.objects.filter(Exists(said)).in_alphabet()),
        codings=list(codings.select_related("analyst").order_by("kind", "analyst__username")),
    )
