"""Annotations as values, of some codings or by their keys: as many queries for a thousand as for
one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Q, QuerySet, TextField, When
from django.db.models.functions import Cast

from annotations.domain.coded import Annotation, Link, Party, Place, Post, Statement
from annotations.models import (
    Actor,
    Affiliation,
    Attribution,
    AttributionTag,
    Relay,
    Span,
    SpanTag,
    Suggestion,
)
from annotations.models.ready import Ready

Links = Mapping[tuple[UUID, int], list[Link]]
# By coding and statement of the machine: what is known of a suggestion.
Suggested = Mapping[UUID, Mapping[UUID, tuple[Any, ...]]]
# As words, which Python reads several times faster than the driver reads a time.
CREATED_AT = Cast("created_at", TextField())
FACTS = (
    *("pk", "coding", "number", "note", CREATED_AT, "mode", "speaker", "affiliation"),
    *("printed_capacity", "target", "relayer", "stance", "certainty"),
)
SPAN = (
    *("pk", "coding", "attribution", "number", "role", "start", "end", "words", "prefix"),
    *("suffix", "note"),
)
# Of a statement its own time counts: those of its spans need not be read.
MADE = Case(When(attribution=None, then=CREATED_AT))


class Rows(NamedTuple):
    """What the tables have of some annotations, in the order of each."""

    statements: Iterable[tuple[Any, ...]]
    relays: Iterable[tuple[Any, ...]]
    spans: Iterable[tuple[Any, ...]]
    of_spans: Iterable[tuple[Any, ...]]
    of_statements: Iterable[tuple[Any, ...]]


def _facts(statements: QuerySet[Attribution]) -> QuerySet[Any, Any]:
    return statements.values_list(*FACTS)


def _relays(rows: QuerySet[Relay]) -> QuerySet[Any, Any]:
    return rows.order_by("position").values_list("attribution", "actor")


def _spans(rows: QuerySet[Span]) -> QuerySet[Any, Any]:
    return rows.order_by("start", "-end", "number").values_list(*SPAN, MADE)


def _tags(rows: QuerySet[Any], owner: str) -> QuerySet[Any, Any]:
    return rows.order_by("tag__position", "tag_id").values_list(owner, "tag__key")


# In the order of Rows. For a page of few, of which more time goes into putting questions together
# than into answers.
BY_KEY = [
    Ready(make, [list])
    for make in (
        lambda keys: _facts(Attribution.objects.filter(pk__among=keys)),
        lambda keys: _relays(Relay.objects.filter(attribution__among=keys)),
        lambda keys: _spans(Span.objects.filter(Q(pk__among=keys) | Q(attribution__among=keys))),
        lambda keys: _tags(SpanTag.objects.filter(span__among=keys), "span"),
        lambda keys: _tags(AttributionTag.objects.filter(attribution__among=keys), "attribution"),
    )
]
PARTIES = Ready(
    lambda keys: Actor.objects.filter(pk__among=keys).values_list(
        "pk", "name", "kind", "country", "wikidata"
    ),
    [list],
)


def annotations_in(
    codings: Sequence[UUID], machines: Sequence[UUID], links: Links
) -> dict[UUID, list[Annotation]]:
    """By coding, in the order of their numbers. `machines` are those of `codings` that people did
    not make: of these only what the latest run found."""
    rows = Rows(
        _facts(Attribution.objects.filter(coding__among=codings)),
        _relays(Relay.objects.filter(attribution__coding__among=codings)),
        _spans(Span.objects.filter(coding__among=codings)),
        _tags(SpanTag.objects.filter(span__coding__among=codings), "span"),
        _tags(AttributionTag.objects.filter(attribution__coding__among=codings), "attribution"),
    )
    found = _put_together(rows, _suggestions(machines), links)
    for several in found.values():
        several.sort(key=attrgetter("number"))
    return {key: found[key.int] for key in codings}


def annotations_by_key(keys: Sequence[UUID], links: Links) -> dict[str, Annotation]:
    """People's, by key as words."""
    rows = Rows(*(ready.rows(keys) for ready in BY_KEY))
    found = _put_together(rows, {}, links)
    return {one.id: one for several in found.values() for one in several}


def _put_together(rows: Rows, suggested: Suggested, links: Links) -> dict[int, list[Annotation]]:
    """By the number of the coding's key."""
    said, owners = _statements(rows, suggested, links)
    # By numbers, which are found several times faster than keys.
    passages: dict[int, Annotation] = {}
    found: dict[int, list[Annotation]] = defaultdict(list)
    for (
        pk,
        coding,
        owner,
        number,
        role,
        start,
        end,
        words,
        before,
        after,
        note,
        made,
    ) in rows.spans:
        place = Place(role, start, end, words, before, after, "", number)
        if owner is None:
            at = datetime.fromisoformat(made)
            one = Annotation(number, [place], [], note, at, None, str(pk))
            passages[pk.int] = one
            found[coding.int].append(one)
        elif statement := said.get(owner.int):
            statement.places.append(place)
    for key, one in said.items():
        found[owners[key]].append(one)
    _tag(passages, rows.of_spans)
    _tag(said, rows.of_statements)
    return found


def _tag(annotations: Mapping[int, Annotation], rows: Iterable[tuple[Any, ...]]) -> None:
    for key, tag in rows:
        if one := annotations.get(key.int):
            one.tags.append(tag)


def _statements(
    rows: Rows, suggested: Suggested, links: Links
) -> tuple[dict[int, Annotation], dict[int, int]]:
    """The statements without their places, and of which coding each is: by numbers of keys."""
    statements = list(rows.statements)
    relays: dict[UUID, list[UUID]] = defaultdict(list)
    for owner, actor in rows.relays:
        relays[owner].append(actor)
    posts, of_posts = _posts({row[7] for row in statements if row[7]})
    named = {key for row in statements for key in (row[6], row[9], row[10]) if key} | of_posts
    parties = _parties(named.union(*relays.values()))
    said, owners = {}, {}
    for (
        pk,
        coding,
        number,
        note,
        made,
        mode,
        speaker,
        post,
        printed,
        target,
        relayer,
        *rest,
    ) in statements:
        # Mostly there are none, and nothing has to be looked up.
        its = suggested.get(coding) if suggested else None
        if its is not None and pk not in its:
            continue
        chain = [relayer] if relayer else []
        if relays:
            chain += relays[pk]
        statement = Statement(
            mode=mode,
            speaker=parties.get(speaker),
            post=_post(posts[post], parties) if post else None,
            printed_capacity=printed,
            target=parties.get(target),
            relayers=[parties[one] for one in chain],
            stance=rest[0],
            certainty=rest[1],
            links=links.get((coding, number), []) if links else [],
        )
        if its is not None:
            _suggest(statement, *its[pk])
        at = datetime.fromisoformat(made)
        said[pk.int] = Annotation(number, [], [], note, at, statement, str(pk))
        owners[pk.int] = coding.int
    return said, owners


def _posts(keys: Iterable[UUID]) -> tuple[dict[UUID, Affiliation], set[UUID]]:
    """With the organisations at which they are held."""
    posts = Affiliation.objects.in_bulk(list(keys)) if keys else {}
    return posts, {one.organisation_id for one in posts.values() if one.organisation_id}


def _post(row: Affiliation, parties: Mapping[UUID, Party]) -> Post:
    where = parties[row.organisation_id] if row.organisation_id else None
    return Post(row.post, where, row.kind, row.represents, *row.period, str(row.pk))


def _parties(keys: Iterable[UUID]) -> dict[UUID, Party]:
    asked = list(keys)
    return {
        pk: Party(name, kind, country, item, str(pk))
        for pk, name, kind, country, item in (PARTIES.rows(asked) if asked else [])
    }


def _suggestions(machines: Sequence[UUID]) -> Suggested:
    if not machines:
        return {}
    rows = Suggestion.objects.filter(attribution__coding__in=machines, is_current=True)
    found: dict[UUID, dict[UUID, tuple[Any, ...]]] = {key: {} for key in machines}
    names = ["confidence", "reason", "name", "kind", "affiliation"]
    for coding, pk, *facts in rows.values_list("attribution__coding", "attribution", *names):
        found[coding][pk] = tuple(facts)
    return found


def _suggest(
    statement: Statement, confidence: float, reason: str, name: str, kind: str, printed: str
) -> None:
    """The machine names nobody of the register: it read a name."""
    statement.confidence, statement.reason = confidence, reason
    statement.speaker = Party(name, kind) if name else None
    statement.printed_capacity = printed
