"""Annotations that were found, with all that a page shows of them. A page of a search waits for it
each time, so it is one statement, put together once, and no rows are made into models."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Coalesce, JSONObject

from annotations.models import AttributionTag, Span, SpanRole, SpanTag
from annotations.models.ready import Ready
from annotations.models.users import shown_name_of
from annotations.queries.chains import relays_here


class Named(NamedTuple):
    """An actor."""

    id: UUID
    name: str


class Chip(NamedTuple):
    """A tag."""

    name: str
    colour: str


@dataclass(frozen=True)
class Shown:
    """An annotation by its span: the passage, or the first content of the statement.

    `parts` are the words of all contents of a statement in reading order, else those of the
    passage; `prefix` stands before the first, `suffix` after the last. `suggested` is the name
    that a suggestion has for a speaker, `relayers` are who passed it on, from the speaker on.
    """

    span: UUID
    number: int
    is_statement: bool
    parts: list[str]
    prefix: str
    suffix: str
    note: str
    tags: list[Chip]
    # Whose it is.
    coding: UUID
    kind: str
    coder: UUID | None
    coder_name: str
    # Where it stands.
    place: UUID
    project: str
    title: str
    language: str
    published_on: date | None
    source: str
    # What a statement has.
    stance: str
    speaker: Named | None
    suggested: str
    post: str | None
    organisation: str
    target: Named | None
    relayers: list[Named]


CONTENTS = Span.objects.filter(
    attribution=OuterRef("attribution"), role=SpanRole.CONTENT
).in_reading_order()


def _tags(links: Any, owner: str, of: str) -> ArraySubquery:
    """Tags of what bears them, in the codebook's order, each as JSON."""
    borne = links.objects.filter(**{owner: OuterRef(of)}).order_by("tag__position", "tag_id")
    return ArraySubquery(borne.values_list(JSONObject(name="tag__name", colour="tag__colour")))


PLACE = "coding__project_article__"
# What is asked of each span, by what `_shown` calls it.
COLUMNS: dict[str, Any] = {
    "span": "pk",
    "number": Coalesce("attribution__number", "number"),
    "attribution": "attribution",
    "words": "words",
    "prefix": "prefix",
    "suffix": "suffix",
    "note": "note",
    "contents": ArraySubquery(CONTENTS.values_list("words")),
    "suffixes": ArraySubquery(CONTENTS.values_list("suffix")),
    "own_tags": _tags(SpanTag, "span", "pk"),
    "said_tags": _tags(AttributionTag, "attribution", "attribution"),
    "coding": "coding",
    "kind": "coding__kind",
    "coder": "coding__analyst",
    "coder_name": shown_name_of("coding__analyst"),
    "place": "coding__project_article",
    "project": f"{PLACE}project__name",
    "title": f"{PLACE}article__title",
    "language": f"{PLACE}article__language",
    "published_on": f"{PLACE}article__published_on",
    "source": f"{PLACE}article__source__name",
    "said_note": "attribution__note",
    "stance": "attribution__stance",
    "speaker": "attribution__speaker",
    "speaker_name": "attribution__speaker__name",
    "suggested": "attribution__suggestion__name",
    "post": "attribution__affiliation__post",
    "organisation": "attribution__affiliation__organisation__name",
    "target": "attribution__target",
    "target_name": "attribution__target__name",
    "relayer": "attribution__relayer",
    "relayer_name": "attribution__relayer__name",
    "relays": relays_here("attribution"),
}
ROWS = Ready(
    lambda keys: Span.objects.filter(pk__among=keys).values_list(*COLUMNS.values()), [list]
)


def shown_rows(keys: Sequence[UUID]) -> list[Shown]:
    """In the order of their keys, without those that are gone. One query, none for no keys."""
    rows = ROWS.rows(list(keys)) if keys else []
    found = {row[0]: row for row in rows}
    return [_shown(dict(zip(COLUMNS, found[key], strict=True))) for key in keys if key in found]


def _shown(row: dict[str, Any]) -> Shown:
    is_statement = row["attribution"] is not None
    tags = map(json.loads, [*row["own_tags"], *row["said_tags"]])
    relays = (Named(UUID(one["id"]), one["name"]) for one in map(json.loads, row["relays"]))
    relayer = _named(row, "relayer")
    return Shown(
        is_statement=is_statement,
        parts=row["contents"] if is_statement else [row["words"]],
        suffix=row["suffixes"][-1] if is_statement else row["suffix"],
        note=row["said_note"] or row["note"],
        tags=[Chip(**one) for one in tags],
        stance=row["stance"] or "",
        speaker=_named(row, "speaker"),
        suggested=row["suggested"] or "",
        organisation=row["organisation"] or "",
        target=_named(row, "target"),
        relayers=[*([relayer] if relayer else ()), *relays],
        **{name: row[name] for name in AS_THEY_ARE},
    )


AS_THEY_ARE = [
    *("span", "number", "prefix", "coding", "kind", "coder", "coder_name", "place", "project"),
    *("title", "language", "published_on", "source", "post"),
]


def _named(row: dict[str, Any], name: str) -> Named | None:
    return Named(row[name], row[f"{name}_name"]) if row[name] else None
