"""Label Studio's JSON: a task for each article, with an annotation for each coder and the machine's
suggestions as predictions.

Whose each annotation is stands in `data`, by the number that Label Studio keeps as `import_id`:
with somebody in `completed_by` who has no account there it takes nothing of the file.

Offsets are code points, as Label Studio counts since 1.5. `end` is that after the last letter.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.domain.coded import GOLD, MACHINE, Coding, Document, masked
from annotations.domain.coded.as_json import coder_written, moment
from annotations.exchange.coded.entities import WORDS, Entity, entities_of
from annotations.exchange.coded.facts import Export

# What `data` has of ours.
KEPT = "attache"


def write(export: Export) -> Iterator[bytes]:
    comma = b"[\n"
    for number, document in enumerate(export, start=1):
        yield comma + json.dumps(_task(number, document), ensure_ascii=False).encode()
        comma = b",\n"
    yield b"\n]\n" if comma != b"[\n" else b"[]\n"


def _task(number: int, document: Document) -> dict[str, Any]:
    text = masked(document)
    people = [one for one in document.codings if one.coder.kind != MACHINE]
    machine = [one for one in document.codings if one.coder.kind == MACHINE]
    return {
        "id": number,
        "data": {
            "text": text,
            "article": document.id,
            "title": document.title,
            "source": document.source.name,
            "url": document.url,
            KEPT: {
                str(number * 1_000 + at): {"coder": coder_written(one.coder), "state": one.state}
                for at, one in enumerate(people)
            },
        },
        "annotations": [
            {
                "id": number * 1_000 + at,
                "ground_truth": one.coder.kind == GOLD,
                "was_cancelled": False,
                "created_at": moment(one.changed_at),
                "result": list(_result(one, text)),
            }
            for at, one in enumerate(people)
        ],
        "predictions": [
            {"model_version": one.coder.engine, "result": list(_result(one, text))}
            for one in machine
        ],
    }


def _result(coding: Coding, text: str) -> Iterator[dict[str, Any]]:
    entities, relations = entities_of(coding.annotations, apart=True)
    for one in _together(entities):
        entity, labels = one
        [(start, end)] = entity.ranges
        place = {"start": start, "end": end, "text": text[start:end]}
        about: dict[str, Any] = {"text": [entity.note]} if entity.note else {}
        if entity.facts:
            about["attache"] = entity.facts
        region = {"id": entity.key, "to_name": "text", "origin": "manual"}
        yield region | {
            "from_name": "label",
            "type": "labels",
            "value": place | {"labels": labels},
            "meta": about,
        }
        for name in WORDS:
            if value := entity.facts.get(name):
                chosen = place | {"choices": [value]}
                yield region | {"from_name": name, "type": "choices", "value": chosen}
    for relation in relations:
        yield {
            "type": "relation",
            "from_id": relation.key,
            "to_id": relation.to,
            "direction": "right",
            "labels": [relation.label],
        }
    if coding.tags:
        whole = {"id": "article", "from_name": "article", "to_name": "text", "type": "choices"}
        yield whole | {"value": {"choices": coding.tags}}


def _together(entities: Iterable[Entity]) -> Iterator[tuple[Entity, list[str]]]:
    """A region can have several labels: those of one passage."""
    several: dict[str, tuple[Entity, list[str]]] = {}
    for one in entities:
        key = one.key.partition(".")[0] if one.key.startswith("p") else one.key
        several.setdefault(key, (one, []))[1].append(one.label)
    return iter(several.values())
