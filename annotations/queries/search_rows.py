"""Annotations that were found, with all that a page shows of them. A page of a search waits for it
each time, so its statements are put together once, and leave out what is not shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects

from annotations.models import AttributionTag, Relay, Span, SpanRole, SpanTag, Tag
from annotations.models.ready import Ready
from annotations.models.ready_models import ReadyModels
from annotations.queries.chains import relays

ALONG = (
    "coding__analyst",
    "coding__project_article__article__source",
    "coding__project_article__project",
    "attribution__speaker",
    "attribution__affiliation__organisation",
    "attribution__target",
    "attribution__relayer",
    "attribution__suggestion",
)
SHOWN = (
    "number",
    "words",
    "prefix",
    "suffix",
    "note",
    "coding__kind",
    "coding__analyst__name",
    "coding__analyst__first_name",
    "coding__analyst__last_name",
    "coding__analyst__username",
    "coding__project_article__article__title",
    "coding__project_article__article__language",
    "coding__project_article__article__published_on",
    "coding__project_article__article__source__name",
    "coding__project_article__project__name",
    "attribution__number",
    "attribution__note",
    "attribution__stance",
    "attribution__speaker__name",
    "attribution__affiliation__post",
    "attribution__affiliation__organisation__name",
    "attribution__target__name",
    "attribution__relayer__name",
    "attribution__suggestion__name",
)
SPANS = ReadyModels(
    lambda keys: Span.objects.filter(pk__among=keys).select_related(*ALONG).only(*SHOWN), [list]
)
CONTENTS = ReadyModels(
    lambda keys: (
        Span.objects.filter(attribution__among=keys, role=SpanRole.CONTENT)
        .in_reading_order()
        .only("attribution", "words", "prefix", "suffix")
    ),
    [list],
)


def _tags(links: Any, owner: str) -> ReadyModels:
    """Links to tags, with these, by the keys of what bears them; in the codebook's order."""
    return ReadyModels(
        lambda keys: (
            links.objects.filter(**{f"{owner}__among": keys})
            .select_related("tag")
            .only(owner, "tag__name", "tag__colour")
            .order_by("tag__position", "tag_id")
        ),
        [list],
    )


SPAN_TAGS = _tags(SpanTag, "span")
SAID_TAGS = _tags(AttributionTag, "attribution")
RELAYED = Ready(
    lambda keys: Relay.objects.filter(attribution__among=keys).values_list("attribution"), [list]
)


@dataclass(frozen=True)
class Shown:
    """`parts` are the contents of a statement in reading order, else the passage itself. Of who
    passed it on its attribution knows where `is_relayed`."""

    span: Span
    parts: list[Span]
    tags: list[Tag]
    is_relayed: bool


def shown_rows(keys: Sequence[UUID]) -> list[Shown]:
    """In the order of their keys, without those that are gone. Two queries for passages, five
    for statements; one more where some were passed on."""
    found = {span.pk: span for span in SPANS.found(list(keys))}
    spans = [found[key] for key in keys if key in found]
    said = {span.attribution_id: span.attribution for span in spans if span.attribution_id}
    contents: dict[UUID, list[Span]] = defaultdict(list)
    tags: dict[UUID, list[Tag]] = defaultdict(list)
    for link in SPAN_TAGS.found(list(found)):
        tags[link.span_id].append(link.tag)
    relayed: set[UUID] = set()
    if said:
        for part in CONTENTS.found(list(said)):
            contents[part.attribution_id].append(part)
        for link in SAID_TAGS.found(list(said)):
            tags[link.attribution_id].append(link.tag)
        relayed = {key for (key,) in RELAYED.rows(list(said))}
        relayed |= {key for key, one in said.items() if one.relayer_id}
        if relayed:
            prefetch_related_objects([said[key] for key in relayed], relays())
    return [_shown(span, contents, tags, relayed) for span in spans]


def _shown(
    span: Any, contents: dict[UUID, list[Span]], tags: dict[UUID, list[Tag]], relayed: set[UUID]
) -> Shown:
    own = span.attribution_id
    parts = contents[own] if own else [span]
    return Shown(span, parts, [*tags[span.pk], *(tags[own] if own else ())], own in relayed)
