"""doccano's JSON lines: a line for each coding, with places either as `entities` and `relations`,
as its projects for relations have them, or as `label`, triples of its projects for sequences.

Offsets are UTF-16 units, as doccano's page counts. What it knows nothing of is in `attache`, which
it keeps as metadata.
Its places get numbers of its own, so what is said of one there is said of where it stands.
"""

import json
from collections.abc import Iterator
from typing import Any

from annotations.domain.coded import Coding, Document, masked
from annotations.domain.coded.as_json import coder_written
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.entities import Entity, entities_of
from annotations.exchange.coded.facts import Export, several

# Which every line has that doccano hands out.
COMMENTS = "Comments"
UNITS = "utf-16"


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
