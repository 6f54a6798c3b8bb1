"""doccano's JSON lines: a line for each coding, with places either as `entities` and `relations`,
as its projects for relations have them, or as `label`, triples of its projects for sequences.

Offsets are UTF-16 units, as doccano's page counts. What it knows nothing of is in `attache`, which
it keeps as metadata.
Its places get numbers of its own, so what is said of one there is said of where it stands.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import Coder, Coding, Document, masked
from annotations.domain.coded.as_json import BadRecord, coder_written
from annotations.domain.coded.records import CONTENT
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.entities import (
    CONTINUES,
    ROLES,
    Entity,
    Relation,
    annotations_of,
    entities_of,
    told_coder,
    told_facts,
)
from annotations.exchange.coded.facts import Export, several
from annotations.exchange.coded.json_arrays import objects_in
from annotations.exchange.coded.jsonl import LONGEST_LINE
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.lines import read_object

# Which every line has that doccano hands out.
COMMENTS = "Comments"
UNITS = "utf-16"
HEAD = 1024
PLACED = {"start", "start_offset"}


def write(export: Export) -> Iterator[bytes]:
    """Entities and relations."""
    for number, (document, coding) in enumerate(several(export), start=1):
        yield _line(_line_of(number, document, coding, with_relations=True))


def write_labels(export: Export) -> Iterator[bytes]:
    """Triples."""
    for number, (document, coding) in enumerate(several(export), start=1):
        yield _line(_line_of(number, document, coding, with_relations=False))


def _line(found: dict[str, Any]) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode() + b"\n"


def _line_of(
    number: int, document: Document, coding: Coding | None, with_relations: bool
) -> dict[str, Any]:
    made: dict[str, Any] = {"id": number, "text": masked(document)}
    entities, relations = entities_of(coding.annotations if coding else [], apart=True)
    offsets = Utf16Offsets(made["text"])
    for one in entities:
        one.ranges = [(offsets.to_utf16(low), offsets.to_utf16(high)) for low, high in one.ranges]
    if with_relations:
        keys = {one.key: at for at, one in enumerate(entities, start=1)}
        made["entities"] = [
            {"id": keys[one.key], "label": one.label, "start_offset": start, "end_offset": end}
            for one in entities
            for start, end in one.ranges
        ]
        made["relations"] = [
            {"id": at, "from_id": keys[one.key], "to_id": keys[one.to], "type": one.label}
            for at, one in enumerate(relations, start=1)
        ]
        made[COMMENTS] = []
    else:
        made["label"] = [[*ranges, one.label] for one in entities for ranges in one.ranges]
    kept: dict[str, Any] = {"article": document.id, "title": document.title, "offsets": UNITS}
    if coding:
        kept["coder"] = coder_written(coding.coder)
        kept["state"] = coding.state
    if with_relations:
        kept["statements"] = [
            _at(one) | {"note": one.note, "facts": one.facts} for one in entities if one.facts
        ]
        noted = {
            place: one for one in entities if one.note and not one.facts for place in one.ranges
        }
        kept["notes"] = [_at(one) | {"note": one.note} for one in noted.values()]
    return made | {"attache": kept}


def _at(one: Entity) -> dict[str, Any]:
    [(start, end)] = one.ranges
    return {"start": start, "end": end}


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Places as `entities`, `label`, `labels` or `annotations`, each a triple or an object; labels
    of a whole text as words. JSON lines, or an array of as many objects. Lines that did not come
    out of doccano itself count code points. Raises BadFile."""
    for at, read in _records(file):
        try:
            yield _document(read(), at)
        except BadRecord as wrong:
            yield Trouble(at, _("“%(field)s” is missing or no such value.") % {"field": wrong.path})
        except (KeyError, TypeError, AttributeError) as error:
            yield Trouble(at, _("A label is no triple and no object: %(why)s") % {"why": error})
        except ValueError as reason:
            yield Trouble(at, str(reason))


def _records(file: BinaryIO) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Where each stands, and how it is read. Raises BadFile."""
    head = file.read(HEAD)
    file.seek(0)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        for number, found in enumerate(objects_in(file), start=1):
            yield _("text %(number)s") % {"number": number}, partial(_object, found)
        return
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise BadFile(_("Line %(number)s is too long.") % {"number": number})
        if line.strip():
            yield _("line %(number)s") % {"number": number}, partial(read_object, line, "")


def _object(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise ValueError(_("This is no object."))
    return found


def _document(found: dict[str, Any], at: str) -> Document:
    """Raises KeyError, TypeError, ValueError where a place is none."""
    text = found.get("text", found.get("data"))
    if not isinstance(text, str):
        raise BadRecord("text")
    meta = found.get("meta") or found.get("metadata")
    kept = told_facts(found.get("attache") or (told_facts(meta or {}).get("attache")) or {})
    title, key = str(kept.get("title") or ""), str(kept.get("article") or "")
    document = Document(title, text, key, at=at)
    if isinstance(found.get("annotations"), list):
        document.codings = [
            _coding(text, several, Coder(name=f"doccano-{user}" if user else ""))
            for user, several in _by_user(found["annotations"]).items()
        ]
        return document
    coder = told_coder(kept.get("coder") or {})
    if not kept.get("coder") and isinstance(found.get("username"), str):
        coder.name = found["username"]
    places = found.get("entities") or found.get("label") or found.get("labels") or []
    is_in_units = kept.get("offsets") == UNITS or COMMENTS in found
    coding = _coding(text, places, coder, kept, found.get("relations") or [], is_in_units)
    coding.state = str(kept.get("state") or "")
    coding.tags += [str(one) for one in found.get("cats") or []]
    document.codings = [coding]
    return document


def _by_user(annotations: list[Any]) -> dict[str, list[Any]]:
    """Its older files have them so, each with the number of whoever made it."""
    found: dict[str, list[Any]] = {}
    for one in annotations:
        user = one.get("user") if isinstance(one, dict) else None
        found.setdefault(str(user or ""), []).append(one)
    return found


def _coding(
    text: str,
    labels: Any,
    coder: Coder,
    kept: dict[str, Any] | None = None,
    related: Iterable[Any] = (),
    is_in_units: bool = False,
) -> Coding:
    """Raises KeyError, TypeError, ValueError."""
    coding = Coding(coder)
    entities = []
    for number, one in enumerate([labels] if isinstance(labels, str) else labels):
        if isinstance(one, str) or (isinstance(one, dict) and not PLACED & one.keys()):
            # A label of the whole text, which projects for classification have.
            coding.tags.append(one if isinstance(one, str) else str(one["label"]))
        else:
            entities.append(_entity(one, number))
    relations = [
        Relation(str(one.get("type", "")), str(one["from_id"]), str(one["to_id"]))
        for one in related
    ]
    _remember(entities, relations, kept or {})
    if is_in_units:
        _count_code_points(entities, text)
    coding.annotations = list(annotations_of(text, entities, relations))
    return coding


def _remember(
    entities: Iterable[Entity], relations: Iterable[Relation], kept: dict[str, Any]
) -> None:
    """What was said of places that are still there, of several at one place in their order."""
    said = _by_place(kept.get("statements"))
    noted = _by_place(kept.get("notes"))
    more = {one.key for one in relations if one.label == CONTINUES}
    for one in entities:
        place = one.ranges[0]
        if ROLES.get(one.label) != CONTENT:
            one.note = str(noted[place][0].get("note") or "") if place in noted else ""
        elif one.key not in more and said.get(place):
            told = said[place].pop(0)
            one.facts, one.note = told_facts(told.get("facts") or {}), str(told.get("note") or "")


def _count_code_points(entities: list[Entity], text: str) -> None:
    """Where one of them would be within a character, none counts UTF-16 units."""
    offsets = Utf16Offsets(text)
    with suppress(ValueError):
        counted = [
            [
                (offsets.to_code_points(low), offsets.to_code_points(high))
                for low, high in one.ranges
            ]
            for one in entities
        ]
        for one, ranges in zip(entities, counted, strict=True):
            one.ranges = ranges


def _by_place(found: Any) -> dict[tuple[Any, Any], list[dict[str, Any]]]:
    """Nothing where it has been tampered with."""
    places: dict[tuple[Any, Any], list[dict[str, Any]]] = {}
    for one in found if isinstance(found, list) else []:
        if isinstance(one, dict) and {type(one.get("start")), type(one.get("end"))} == {int}:
            places.setdefault((one["start"], one["end"]), []).append(one)
    return places


def _entity(one: Any, number: int) -> Entity:
    if isinstance(one, dict):
        start = one.get("start_offset", one.get("start"))
        end = one.get("end_offset", one.get("end"))
        label, key = one["label"], str(one.get("id", f"e{number}"))
    else:
        start, end, label = one
        key = f"e{number}"
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"[{start}, {end})")
    return Entity(key, str(label), [(start, end)])
