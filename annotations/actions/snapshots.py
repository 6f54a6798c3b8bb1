"""An annotation as a value: taken from its rows, kept with an act, turned into rows again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from annotations.actions.lanes import place
from annotations.models import (
    Act,
    ArticleTag,
    Attribution,
    AttributionTag,
    Coding,
    Paragraph,
    Relay,
    Span,
    SpanRole,
    SpanTag,
)
from annotations.models.acts import ARTICLE
from annotations.models.ready import Asked, Ready, ask
from annotations.models.writing import insert, insertion_of, removals_of

Ranges = list[tuple[int, int]]


@dataclass(frozen=True)
class Place:
    """One span: [start, end) in code points, what it plays, and what the text said there."""

    id: str
    number: int
    role: str
    start: int
    end: int
    words: str
    prefix: str
    suffix: str
    created_at: str
    lane: int = 0


@dataclass(frozen=True)
class Statement:
    """What makes a passage an attribution. People and posts are ids, None where not known."""

    id: str
    created_at: str
    mode: str
    speaker: str | None = None
    affiliation: str | None = None
    target: str | None = None
    relayer: str | None = None
    stance: str = ""
    certainty: str = "certain"
    printed_capacity: str = ""
    # Who passed it on after the relayer, in their order.
    relays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """A passage, or an attribution where there is a statement. `number` is its name.

    That of number ARTICLE is the article as a whole: it has no span, and is always there.
    """

    number: int
    spans: tuple[Place, ...]
    tags: tuple[str, ...] = ()
    note: str = ""
    statement: Statement | None = None

    @property
    def is_article(self) -> bool:
        return self.number == ARTICLE

    def to_json(self) -> dict[str, Any]:
        # What `asdict` gives, which takes ten times as long to copy what never changes.
        return vars(self) | {
            "spans": tuple([dict(vars(span)) for span in self.spans]),
            "statement": dict(vars(self.statement)) if self.statement else None,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Snapshot":
        statement = data["statement"]
        return cls(
            number=data["number"],
            spans=tuple(Place(**span) for span in data["spans"]),
            tags=tuple(data["tags"]),
            note=data["note"],
            statement=_statement(statement) if statement else None,
        )


def _statement(data: dict[str, Any]) -> Statement:
    """Acts of old know of no relays but the first."""
    return Statement(**data | {"relays": tuple(data.get("relays", ()))})


PLACE = [field.name for field in fields(Place)]
STATEMENT = [f"attribution__{field.name}" for field in fields(Statement) if field.name != "relays"]


# One paragraph as a text.
PIECE = Cast(
    Func("index", "kind", "start", "end", "text", function="json_build_array"), TextField()
)


def _annotation(coding: UUID, number: int, revision: UUID) -> QuerySet[Span, Any]:
    """The spans of an annotation, each with its tags, the statement that it belongs to, and the
    paragraphs that it stands in, which are asked for after the write."""
    said = Attribution.objects.filter(coding=coding, number=number).values("pk")
    spans = Span.objects.filter(
        Q(role=SpanRole.PASSAGE, number=number) | Q(attribution=Subquery(said)), coding=coding
    )
    of_span = SpanTag.objects.filter(span=OuterRef("pk"))
    of_statement = AttributionTag.objects.filter(attribution=OuterRef("attribution"))
    relays = Relay.objects.filter(attribution=OuterRef("attribution")).order_by("position")
    inside = Q(start__lt=OuterRef("end"), end__gt=OuterRef("start"))
    pieces = Paragraph.objects.filter(inside, revision=revision).values(piece=PIECE)
    return spans.in_reading_order().values_list(
        ArraySubquery(pieces),
        ArraySubquery(of_span.values("tag")),
        ArraySubquery(of_statement.values("tag")),
        ArraySubquery(relays.values("actor")),
        "note",
        "attribution__note",
        *PLACE,
        *STATEMENT,
    )


ANNOTATION = Ready(_annotation, [UUID, int, UUID])


def snapshot_of(coding: Coding, number: int) -> Snapshot | None:
    """The annotation of that number as it is now; None where there is none. One query.

    The coding keeps the paragraphs, as in `excerpts`.
    """
    rows = ANNOTATION.rows(coding.pk, number, coding.revision_id)
    if not rows:
        return None
    coding.read = sorted({tuple(json.loads(text)) for row in rows for text in row[0]})
    places = tuple(Place(*map(_plain, row[6 : 6 + len(PLACE)])) for row in rows)
    _, own_tags, given_tags, relays, note, remark, *rest = rows[0]
    said = [_plain(value) for value in rest[len(PLACE) :]]
    if said[0] is None:
        return Snapshot(number, places, _sorted(own_tags), note)
    statement = replace(Statement(*said), relays=tuple(map(str, relays)))
    return Snapshot(number, places, _sorted(given_tags), remark, statement)


def article_of(coding: Coding) -> Snapshot:
    """The article as a whole, as this coding has it. One query."""
    tags = ArticleTag.objects.filter(coding=coding).values_list("tag", flat=True)
    return Snapshot(ARTICLE, (), _sorted(tags))


def state_of(act: Act, coding: Coding) -> Snapshot | None:
    """What the act is about, as it is now; None where it is not there, or about a suggestion."""
    if act.is_of_article:
        return article_of(coding)
    return snapshot_of(coding, act.annotation) if act.annotation else None


def _sorted(tags: Iterable[UUID]) -> tuple[str, ...]:
    return tuple(sorted(map(str, tags)))


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


class ToCount(NamedTuple):
    """How many annotations more there are, by the row that tells the triggers so: see COUNTED."""

    more: int = 0
    row: str = ""


class Became(NamedTuple):
    """What came of it: the annotation with the lanes that its spans were given, the ranges that
    look different now, and what has still to be asked and counted, with the act."""

    after: Snapshot | None
    touched: Ranges
    along: list[Asked]
    counted: ToCount


def become(coding: Coding, before: Snapshot | None, after: Snapshot | None) -> Became:
    """Turn one annotation's rows from `before` into `after`; None is "not there".

    The caller holds the lock of the coding, and asks what comes `along`.
    """
    if after and after.is_article:
        _write_article(coding, before, after)
        return Became(after, [], [], ToCount())
    old = {span.id: span for span in before.spans} if before else {}
    touched: Ranges = [(span.start, span.end) for span in old.values()]
    if after:
        after, moved = _placed(coding, old, after)
        touched += [(span.start, span.end) for span in after.spans] + moved
    coding.neighbours = None
    _remove_relays(before, after)
    _write_statement(coding, before, after)
    _write_relays(before, after)
    along = [*_write_spans(coding, before, after), *_write_tags(before, after)]
    if before and before.statement:
        # Its parts change places, and none of them may be there twice or be left behind.
        for sql, values in along:
            ask(sql, values)
        along = []
    _remove_statement(before, after)
    return Became(after, sorted(set(touched)), along, _to_count(before, after))


def _to_count(before: Snapshot | None, after: Snapshot | None) -> ToCount:
    """A passage that comes or goes along with the act. The triggers count all others."""
    if before is None and after and not after.statement:
        return ToCount(1, f"added {after.spans[0].id}")
    if after is None and before and not before.statement:
        return ToCount(-1, f"gone {before.spans[0].id}")
    return ToCount()


def _write_article(coding: Coding, before: Snapshot | None, after: Snapshot) -> None:
    was, now = set(before.tags if before else ()), set(after.tags)
    if was - now:
        ArticleTag.objects.filter(coding=coding, tag__in=was - now).delete()
    insert([ArticleTag(coding=coding, tag_id=UUID(tag)) for tag in sorted(now - was)])


def _placed(coding: Coding, old: dict[str, Place], after: Snapshot) -> tuple[Snapshot, Ranges]:
    """The spans that are new or moved get a lane that no neighbour has."""
    fresh = [
        span
        for span in after.spans
        if span.id not in old or (old[span.id].start, old[span.id].end) != (span.start, span.end)
    ]
    if not fresh:
        return after, []
    lanes, moved = place(coding, {span.number: span for span in fresh}, away=list(old))
    spans = tuple(replace(span, lane=lanes.get(span.number, span.lane)) for span in after.spans)
    return replace(after, spans=spans), moved


def _write_statement(coding: Coding, before: Snapshot | None, after: Snapshot | None) -> None:
    if after is None or after.statement is None:
        return
    was = before.statement if before else None
    same_note = before is not None and before.note == after.note
    if was == after.statement and same_note:
        return
    statement = after.statement
    fields: dict[str, Any] = {
        "mode": statement.mode,
        "speaker_id": statement.speaker,
        "affiliation_id": statement.affiliation,
        "target_id": statement.target,
        "relayer_id": statement.relayer,
        "stance": statement.stance,
        "certainty": statement.certainty,
        "printed_capacity": statement.printed_capacity,
        "note": after.note,
    }
    if was is not None:
        Attribution.objects.filter(pk=statement.id).update(**fields)
        return
    insert(
        [
            Attribution(
                id=UUID(statement.id),
                project_id=coding.project_id,
                coding=coding,
                number=after.number,
                created_at=datetime.fromisoformat(statement.created_at),
                **fields,
            )
        ]
    )


def _relays_of(snapshot: Snapshot | None) -> tuple[str, ...]:
    return snapshot.statement.relays if snapshot and snapshot.statement else ()


def _remove_relays(before: Snapshot | None, after: Snapshot | None) -> None:
    """First of all: who relayed may speak from now on."""
    stays = after is not None and after.statement is not None
    if before and before.statement and stays and _relays_of(before) != _relays_of(after):
        Relay.objects.filter(attribution=UUID(before.statement.id)).delete()


def _write_relays(before: Snapshot | None, after: Snapshot | None) -> None:
    relays = _relays_of(after)
    if after and after.statement and relays and relays != _relays_of(before):
        key = UUID(after.statement.id)
        rows = [
            Relay(attribution_id=key, position=position, actor_id=UUID(actor))
            for position, actor in enumerate(relays, start=2)
        ]
        insert(rows)


def _write_spans(coding: Coding, before: Snapshot | None, after: Snapshot | None) -> list[Asked]:
    """Those that stay. Returns how the others go and come."""
    old = {span.id: span for span in before.spans} if before else {}
    new = {span.id: span for span in after.spans} if after else {}
    gone = old.keys() - new.keys()
    owner, note = _owner_and_note(after)
    same_owner = (owner, note) == _owner_and_note(before)
    rows = {
        key: Span(
            id=UUID(span.id),
            project_id=coding.project_id,
            coding=coding,
            attribution_id=owner,
            number=span.number,
            role=span.role,
            start=span.start,
            end=span.end,
            words=span.words,
            prefix=span.prefix,
            suffix=span.suffix,
            note=note,
            lane=span.lane,
            created_at=datetime.fromisoformat(span.created_at),
        )
        for key, span in new.items()
    }
    changing = [
        row for key, row in rows.items() if key in old and not (same_owner and old[key] == new[key])
    ]
    if changing:
        fields = ["attribution", "role", "start", "end", "words", "prefix", "suffix"]
        fields += ["note", "lane"]
        Span.objects.bulk_update(changing, fields)
    fresh = [insertion_of(row) for key, row in rows.items() if key not in old]
    return [*removals_of(Span, [UUID(key) for key in gone]), *fresh]


def _owner_and_note(snapshot: Snapshot | None) -> tuple[str | None, str]:
    """What its spans have from an annotation: a passage is its span, so its note is there."""
    if snapshot is None:
        return None, ""
    return (snapshot.statement.id, "") if snapshot.statement else (None, snapshot.note)


def _write_tags(before: Snapshot | None, after: Snapshot | None) -> list[Asked]:
    """Those that go. Returns how the others come."""
    if after is None:
        # They go with the span or the attribution that they hang on.
        return []
    fresh: list[Asked] = []
    was, now = _tag_rows(before), _tag_rows(after)
    for model, owner_field in ((SpanTag, "span_id"), (AttributionTag, "attribution_id")):
        gone = [row[1:] for row in was - now if row[0] is model]
        if gone:
            owner, tags = gone[0][0], [tag for _, tag in gone]
            model.objects.filter(**{owner_field: owner}, tag_id__in=tags).delete()
        for _, owner, tag in sorted((row for row in now - was if row[0] is model), key=str):
            row: Any = model(**{owner_field: owner, "tag_id": tag})
            fresh.append(insertion_of(row))
    return fresh


def _tag_rows(snapshot: Snapshot | None) -> set[tuple[type, str, str]]:
    if snapshot is None:
        return set()
    if snapshot.statement:
        return {(AttributionTag, snapshot.statement.id, tag) for tag in snapshot.tags}
    return {(SpanTag, snapshot.spans[0].id, tag) for tag in snapshot.tags}


def _remove_statement(before: Snapshot | None, after: Snapshot | None) -> None:
    if before and before.statement and not (after and after.statement):
        Attribution.objects.filter(pk=before.statement.id).delete()
