"""Annotations as programs have them that know labelled places and relations between two of them.

A passage is a place for each of its tags. A statement is a place of the label Content, to which
those of its cue and of the mention of its speaker are related. Offsets are code points.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from annotations.domain.coded import HUMAN, Annotation, Coder, Place, Statement
from annotations.domain.coded.as_json import BadRecord, read_statement, statement_written
from annotations.domain.coded.records import CONTENT, CUE, PASSAGE, SPEAKER

UNTAGGED = "Passage"
LABELS = {CONTENT: "Content", CUE: "Cue", SPEAKER: "Speaker"}
# What corpora of quotations call the same.
ROLES = {
    **dict.fromkeys(("Content", "Quote", "Quotation", "Statement"), CONTENT),
    "Cue": CUE,
    **dict.fromkeys(("Speaker", "Source"), SPEAKER),
}
RELATIONS = {CUE: "cue_of", SPEAKER: "speaker_of"}
CONTINUES = "continues"
# What programs and people call these two, and all that they can say between such places.
USUAL = {
    *("", CONTINUES, *RELATIONS.values(), "by", "of", "says", "said", "said_by", "has"),
    *("cue", "speaker", "source", "content", "quote"),
}
# Facts of a statement that are one word each.
WORDS = ("mode", "stance", "certainty")
Range = tuple[int, int]


@dataclass(slots=True)
class Entity:
    """A labelled place of one or several ranges. `facts` are those of a statement, as our own
    format has them, with its `tags`."""

    key: str
    label: str
    ranges: list[Range]
    note: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    # Whether the ranges are as they were made, not as a program had to cut them.
    is_exact: bool = False


@dataclass(slots=True)
class Relation:
    """What `key` is to `to`."""

    label: str
    key: str
    to: str


def entities_of(
    annotations: Iterable[Annotation], *, apart: bool = False
) -> tuple[list[Entity], list[Relation]]:
    """`apart`: each content of a statement is a place of its own, which continues the first, for
    programs that know no places of several ranges."""
    entities: list[Entity] = []
    relations: list[Relation] = []
    for one in annotations:
        if one.statement is None:
            for place in one.places:
                ranges = [_range(place)]
                labels = one.tags or [UNTAGGED]
                entities += [
                    Entity(f"p{one.number}.{at}", label, ranges, one.note)
                    for at, label in enumerate(labels)
                ]
            continue
        first, several = _content(one, apart)
        entities.append(first)
        for at, ranges in enumerate(several, start=2):
            more = Entity(f"{first.key}.{at}", LABELS[CONTENT], ranges)
            entities.append(more)
            relations.append(Relation(CONTINUES, more.key, first.key))
        for role in (CUE, SPEAKER):
            for place in one.of(role):
                other = Entity(f"{first.key}.{role}", LABELS[role], [_range(place)])
                entities.append(other)
                relations.append(Relation(RELATIONS[role], other.key, first.key))
    return entities, relations


def _content(one: Annotation, apart: bool) -> tuple[Entity, list[list[Range]]]:
    assert one.statement
    ranges = [_range(place) for place in one.of(CONTENT)]
    facts = statement_written(one.statement)
    if one.tags:
        facts["tags"] = one.tags
    facts.pop("links", None)
    first = Entity(f"s{one.number}", LABELS[CONTENT], ranges, one.note, facts)
    if not apart:
        return first, []
    first.ranges = ranges[:1]
    return first, [[one] for one in ranges[1:]]


def _range(place: Place) -> Range:
    assert place.start is not None
    assert place.end is not None
    return place.start, place.end


class Wrong(ValueError):
    """Facts of a statement that are none. Says what is wrong with them, and of which."""


def annotations_of(
    text: str, entities: Sequence[Entity], relations: Iterable[Relation], wrong: list[Wrong]
) -> Iterator[Annotation]:
    """The other way round. Places of one range with several labels are one passage with as many
    tags. What is no statement though it should be one is put among the `wrong`."""
    related, taken = _related(entities, relations)
    passages: dict[tuple[Range, ...], Annotation] = {}
    for one in entities:
        if id(one) in taken:
            continue
        if ROLES.get(one.label) == CONTENT:
            try:
                yield _statement(text, one, related.get(id(one), []))
            except BadRecord as bad:
                wrong.append(_wrong(text, one, bad))
        else:
            _passage(text, one, passages)
    yield from passages.values()


def lost(entities: Sequence[Entity], relations: Sequence[Relation]) -> Iterator[str]:
    """Of relations that say nothing of a statement or have a name of their own, and of facts where
    there is none or which it has already, a sentence for each that it is not taken."""
    named = by_key(entities)
    for relation in relations:
        if found := _ends(relation, named):
            if relation.label.lower().replace("-", "_") not in USUAL:
                why = _("That a relation of %(label)s is called “%(name)s” is not kept.")
                yield why % {"label": found[0].label, "name": relation.label[:80]}
            continue
        ends = named.get(relation.key), named.get(relation.to)
        first, second = (one.label if one else _("nothing") for one in ends)
        yield _("The relation “%(label)s” between %(first)s and %(second)s is not kept.") % {
            "label": relation.label,
            "first": first,
            "second": second,
        }
    related, taken = _related(entities, relations)
    for one in entities:
        if id(one) in taken:
            continue
        others = related.get(id(one), [])
        facts = _facts(one, others) if ROLES.get(one.label) == CONTENT else {}
        for each in (one, *others):
            for name, value in each.facts.items():
                if facts.get(name) != value:
                    yield _("“%(name)s: %(value)s” of %(label)s is not kept.") % {
                        "name": name,
                        "value": str(value)[:80],
                        "label": each.label,
                    }


def _related(
    entities: Sequence[Entity], relations: Iterable[Relation]
) -> tuple[dict[int, list[Entity]], set[int]]:
    """By the id of a content what belongs to it, and the ids of all that belongs to another."""
    named = by_key(entities)
    ends = [found for relation in relations if (found := _ends(relation, named))]
    before = {id(one): to for one, to in ends if ROLES[one.label] == CONTENT}
    related: dict[int, dict[int, Entity]] = {}
    taken, known = set(), dict[int, Entity]()
    for one, to in ends:
        first = _first(to, before, known)
        if one is not first:
            related.setdefault(id(first), {})[id(one)] = one
            taken.add(id(one))
    return {key: list(several.values()) for key, several in related.items()}, taken


def _first(one: Entity, before: Mapping[int, Entity], known: dict[int, Entity]) -> Entity:
    """What a content goes on from in the end, which can be a chain; of a ring one that is the same
    wherever it is asked. What is found on the way is `known` then, so that no way is gone twice."""
    way: dict[int, Entity] = {}
    while id(one) in before and id(one) not in way and id(one) not in known:
        way[id(one)] = one
        one = before[id(one)]
    if id(one) in way:
        several = list(way.values())
        ring = several[list(way).index(id(one)) :]
        one = min(ring, key=lambda each: (each.ranges, each.key))
    first = known.get(id(one), one)
    known |= dict.fromkeys(way, first)
    return first


def by_key(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Of several with one key the one that is part of a statement."""
    found: dict[str, Entity] = {}
    for one in entities:
        if one.key not in found or not ROLES.get(found[one.key].label):
            found[one.key] = one
    return found


def _ends(relation: Relation, named: Mapping[str, Entity]) -> tuple[Entity, Entity] | None:
    """What belongs to which content."""
    one, to = named.get(relation.key), named.get(relation.to)
    if one is None or to is None or one is to:
        return None
    # Other programs let the arrow start at either end.
    if ROLES.get(to.label) != CONTENT or (
        ROLES.get(one.label) == CONTENT and relation.label != CONTINUES
    ):
        one, to = to, one
    return (one, to) if ROLES.get(to.label) == CONTENT and ROLES.get(one.label) else None


def _wrong(text: str, one: Entity, bad: BadRecord) -> Wrong:
    start, end = one.ranges[0]
    why = _("“%(field)s” of “%(words)s” is missing or no such value.")
    return Wrong(why % {"field": bad.path, "words": text[start:end][:80]})


def _facts(one: Entity, others: Sequence[Entity]) -> dict[str, Any]:
    """What is said of any part of a statement is said of it; its content comes first."""
    facts: dict[str, Any] = {}
    for each in (one, *others):
        facts = {**each.facts, **facts}
    return facts


def _statement(text: str, one: Entity, others: Sequence[Entity]) -> Annotation:
    facts = _facts(one, others)
    tags = [str(tag) for tag in listed(facts.pop("tags", None))]
    ranges = one.ranges if one.is_exact else _joined(text, one.ranges)
    places = [_place(CONTENT, text, *each) for each in ranges]
    for other in others:
        role = ROLES[other.label]
        places += [_place(role, text, *each) for each in _joined(text, other.ranges)]
    places.sort(key=lambda place: (place.start, place.role))
    statement = read_statement(facts) if facts else Statement()
    note = "\n".join(dict.fromkeys(each.note for each in (one, *others) if each.note))
    return Annotation(0, places, tags, note, statement=statement)


def _passage(text: str, one: Entity, passages: dict[tuple[Range, ...], Annotation]) -> None:
    ranges = _joined(text, one.ranges)
    found = passages.get(tuple(ranges))
    if found is None:
        places = [_place(PASSAGE, text, *each) for each in ranges]
        found = passages[tuple(ranges)] = Annotation(0, places)
    if one.label != UNTAGGED and one.label not in found.tags:
        found.tags.append(one.label)
    if f"\n{one.note}\n" not in f"\n{found.note}\n":
        found.note = "\n".join(filter(None, [found.note, one.note]))


def _place(role: str, text: str, start: int, end: int) -> Place:
    """Without words where it is none of this text, so that it is refused as such."""
    is_in = 0 <= start < end <= len(text)
    return Place(role, start, end, text[start:end] if is_in else None)


def _joined(text: str, ranges: Sequence[Range]) -> list[Range]:
    """Ranges that only white space with a line break parts are one: some programs know no place
    that goes beyond a line."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        gap = text[joined[-1][1] : start] if joined else ""
        if joined and gap and not gap.strip() and gap.splitlines() != [gap]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def listed(found: Any) -> list[Any]:
    """What a program has as a list, or by itself where it is one alone."""
    if isinstance(found, list):
        return found
    return [] if found is None or isinstance(found, dict) else [found]


def whole(found: Any) -> int | None:
    """An offset; programs that know one kind of number only write 3.0."""
    if isinstance(found, float) and found.is_integer():
        return int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def told_facts(found: Any) -> dict[str, Any]:
    """Facts that a program keeps as JSON; none where they are no object."""
    return dict(found) if isinstance(found, Mapping) else {}


def told_coder(found: Any) -> Coder:
    """Whom a program keeps as JSON; nobody where that is no object."""
    said = told_facts(found)
    kind, name, shown = (str(said.get(one) or "") for one in ("kind", "name", "shown_name"))
    return Coder(kind or HUMAN, name, shown)
