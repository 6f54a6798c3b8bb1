"""The annotations of some codings as values: as many queries for a thousand as for one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, TextField, When
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

Links = Mapping[tuple[UUID, int], list[Link]]
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


def annotations_in(
    codings: Sequence[UUID],
    machines: Sequence[UUID],
    links: Links,
    only: Collection[UUID] | None = None,
) -> dict[UUID, list[Annotation]]:
    """By coding, in the order of their numbers. `machines` are those of `codings` that people did
    not make: of these only what the latest run found. `only` are the keys of those that are wanted,
    where these are not all."""
    said, owners = _statements(codings, machines, links, only)
    # By numbers, which are found several times faster than keys.
    passages: dict[int, Annotation] = {}
    found: dict[int, list[Annotation]] = defaultdict(list)
    spans = Span.objects.filter(coding__in=codings).order_by("start", "-end", "number")
    of_spans = SpanTag.objects.filter(span__coding__in=codings)
    of_statements = AttributionTag.objects.filter(attribution__coding__in=codings)
    if only is not None:
        spans = spans.filter(Q(pk__in=only) | Q(attribution__in=only))
        of_spans = of_spans.filter(span__in=only)
        of_statements = of_statements.filter(attribution__in=only)
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
    ) in spans.values_list(*SPAN, MADE):
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
    _tag(passages, of_spans, "span")
    _tag(said, of_statements, "attribution")
    for several in found.values():
        several.sort(key=attrgetter("number"))
    return {key: found[key.int] for key in codings}


def _tag(annotations: Mapping[int, Annotation], rows: Any, owner: str) -> None:
    ordered = rows.order_by("tag__position", "tag_id")
    for key, tag in ordered.values_list(owner, "tag__key"):
        if one := annotations.get(key.int):
            one.tags.append(tag)


def _statements(
    codings: Sequence[UUID],
    machines: Sequence[UUID],
    links: Links,
    only: Collection[UUID] | None,
) -> tuple[dict[int, Annotation], dict[int, int]]:
    """The statements without their places, and of which coding each is: by numbers of keys."""
    attributions = Attribution.objects.filter(coding__in=codings)
    passed_on = Relay.objects.filter(attribution__coding__in=codings).order_by("position")
    if only is not None:
        attributions = attributions.filter(pk__in=only)
        passed_on = passed_on.filter(attribution__in=only)
    rows = list(attributions.values_list(*FACTS))
    relays: dict[UUID, list[UUID]] = defaultdict(list)
    for owner, actor in passed_on.values_list("attribution", "actor"):
        relays[owner].append(actor)
    posts, of_posts = _posts({row[7] for row in rows if row[7]})
    named = {key for row in rows for key in (row[6], row[9], row[10]) if key} | of_posts
    parties = _parties(named.union(*relays.values()))
    suggested = _suggestions(machines)
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
    ) in rows:
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
    rows = Actor.objects.filter(pk__in=list(keys))
    facts = rows.values_list("pk", "name", "kind", "country", "wikidata")
    return {
        pk: Party(name, kind, country, item, str(pk)) for pk, name, kind, country, item in facts
    }


def _suggestions(machines: Sequence[UUID]) -> dict[UUID, dict[UUID, tuple[Any, ...]]]:
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
