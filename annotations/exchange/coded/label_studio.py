"""Label Studio's JSON: a task for each article, with an annotation for each coder and the machine's
suggestions as predictions.

Whose each annotation is stands in `data`, by the number that Label Studio keeps as `import_id`:
with somebody in `completed_by` who has no account there it takes nothing of the file.

Offsets are code points, as Label Studio counts since 1.5; what an older one counted in UTF-16 is
recognised by its words. `end` is the offset after the last letter.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import GOLD, HUMAN, MACHINE, Coder, Coding, Document, masked
from annotations.domain.coded.as_json import BadRecord, coder_written, moment
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.entities import (
    WORDS,
    Entity,
    Relation,
    annotations_of,
    entities_of,
    told_coder,
    told_facts,
)
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.json_arrays import objects_in
from annotations.exchange.coded.markup import text_of_markup
from annotations.exchange.coded.taken import Given, Trouble

# What `data` has of ours.
KEPT = "attache"
LABELS = ("labels", "hypertextlabels", "paragraphlabels")
# Of the short form, what is about the annotation and not of the task.
ABOUT_SHORT = {"annotator", "annotation_id", "created_at", "updated_at", "lead_time"}


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


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Its JSON, and the short one (JSON-MIN) in which tasks and annotations are one object. Raises
    BadFile."""
    for number, task in enumerate(objects_in(file), start=1):
        at = _("task %(number)s") % {"number": number}
        task = _as_task(told_facts(task if isinstance(task, dict) else {}))
        data = told_facts(task.get("data") or {})
        text = _text(data)
        if text is None:
            yield Trouble(at, _("It has no text."))
            continue
        if _is_hypertext(task):
            text = text_of_markup(text)
        document = Document(str(data.get("title") or ""), text, str(data.get("article") or ""))
        document.at, document.url = at, str(data.get("url") or "")
        document.source.name = str(data.get("source") or "")
        kept = told_facts(data.get(KEPT) or {})
        told = [
            (one, _coding(one, kept))
            for one in task.get("annotations") or task.get("completions") or []
        ]
        told += [
            (one, Coding(Coder(MACHINE, engine=str(one.get("model_version") or ""))))
            for one in task.get("predictions") or []
            if isinstance(one, dict)
        ]
        for one, coding in told:
            if isinstance(one, dict) and not one.get("was_cancelled"):
                yield from _read(one, coding, document)
        yield document


def _text(data: dict[str, Any]) -> str | None:
    """Under the names that most have, else the only words that are no address."""
    for name in ("text", "content", "body", "html"):
        if isinstance(data.get(name), str):
            return str(data[name])
    words = [value for value in data.values() if isinstance(value, str) and " " in value.strip()]
    return words[0] if len(words) == 1 else None


def _as_task(found: dict[str, Any]) -> dict[str, Any]:
    """One of the short form as a task of the long one: labels are lists of places there."""
    if "data" in found or not ABOUT_SHORT & found.keys():
        return found
    result: list[dict[str, Any]] = []
    data: dict[str, Any] = {}
    for name, value in found.items():
        regions = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        kinds = [next((kind for kind in LABELS if kind in one), "") for one in regions]
        if any(kinds):
            result += [
                {"id": f"{name}{at}", "type": kind, "from_name": name, "value": one}
                for at, (kind, one) in enumerate(zip(kinds, regions, strict=True))
            ]
        elif name not in ABOUT_SHORT:
            data[name] = value
    return {
        "data": data,
        "annotations": [{"completed_by": found.get("annotator"), "result": result}],
    }


def _is_hypertext(task: dict[str, Any]) -> bool:
    """Whether places are counted in what a browser shows of the text, not in its markup."""
    regions = (
        region
        for one in [*(task.get("annotations") or []), *(task.get("predictions") or [])]
        for region in (one.get("result") or [] if isinstance(one, dict) else [])
    )
    return any(isinstance(one, dict) and one.get("type") == "hypertextlabels" for one in regions)


def _coding(found: Any, kept: dict[str, Any]) -> Coding:
    """Empty, of whom it is and in what state."""
    if not isinstance(found, dict):
        return Coding(Coder())
    # What Label Studio made by itself has no such number, or none at all.
    key = found.get("import_id", None if "task" in found else found.get("id"))
    if ours := told_facts(kept.get(str(key)) or {}):
        return Coding(told_coder(ours.get("coder")), str(ours.get("state") or ""))
    return Coding(_coder(found.get("completed_by")))


def _coder(who: Any) -> Coder:
    if isinstance(who, dict):
        name = str(who.get("email") or who.get("username") or who.get("id") or "")
        shown = f"{who.get('first_name') or ''} {who.get('last_name') or ''}".strip()
        return Coder(HUMAN, name, shown)
    return Coder(HUMAN, f"label-studio-{who}" if isinstance(who, int) else str(who or ""))


def _read(found: dict[str, Any], coding: Coding, document: Document) -> Iterator[Trouble]:
    coder = coding.coder
    entities: dict[str, Entity] = {}
    relations: list[Relation] = []
    chosen: list[dict[str, Any]] = []
    offsets = Utf16Offsets(document.text or "")
    for region in found.get("result") or []:
        if not isinstance(region, dict):
            continue
        kind, value = region.get("type"), told_facts(region.get("value") or {})
        if kind == "relation":
            label = str((region.get("labels") or [""])[0])
            ends = str(region.get("from_id")), str(region.get("to_id"))
            relations.append(Relation(label, *ends))
        elif kind in ("choices", "textarea"):
            chosen.append(region)
        elif kind in LABELS:
            place = _place(value, document.text or "", offsets)
            if place is None:
                why = _("The text does not say “%(words)s” there.")
                words = str(value.get("text"))[:80]
                yield Trouble(f"{document.at} {coder.label}", why % {"words": words})
                continue
            about = told_facts(region.get("meta") or {})
            note = "\n".join(map(str, about.get("text") or []))
            for at, label in enumerate(value.get(str(kind)) or value.get("labels") or []):
                key = str(region.get("id", len(entities)))
                facts = told_facts(about.get("attache") or {})
                entities[key if at == 0 else f"{key}.{at}"] = Entity(
                    key, str(label), [place], note, facts
                )
    for region in chosen:
        _choose(region, entities, coding)
    try:
        coding.annotations = list(
            annotations_of(document.text or "", list(entities.values()), relations)
        )
    except BadRecord as wrong:
        why = _("“%(field)s” is missing or no such value.") % {"field": wrong.path}
        yield Trouble(f"{document.at} {coder.label}", why)
    document.codings.append(coding)


def _choose(region: dict[str, Any], entities: dict[str, Entity], coding: Coding) -> None:
    """A choice about a region is a fact of its statement, one about the whole text its tag; what
    was written about a region is a note."""
    value = told_facts(region.get("value") or {})
    choices = [str(one) for one in value.get("choices") or []]
    about = entities.get(str(region.get("id")))
    if region.get("type") == "textarea":
        written = value.get("text") or []
        words = "\n".join(map(str, written if isinstance(written, list) else [written]))
        if about and words:
            about.note = "\n".join(filter(None, [about.note, words]))
        return
    name = str(region.get("from_name"))
    if about and name in WORDS and choices:
        about.facts[name] = choices[0]
    elif "start" not in value:
        coding.tags += choices


def _place(value: dict[str, Any], text: str, offsets: Utf16Offsets) -> tuple[int, int] | None:
    """Code points, whatever the offsets count; None where the words stand at none of them."""
    whole = told_facts(value.get("globalOffsets") or {}) or value
    start, end, words = whole.get("start"), whole.get("end"), value.get("text")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        return _only(text, words) if "startOffset" in value else None
    if not isinstance(words, str) or not words:
        return (start, end) if end <= len(text) else None
    for low, high in _readings(start, end, offsets):
        if _same(text[low:high], words):
            return low, high
    return _only(text, words) if "startOffset" in value else None


def _only(text: str, words: object) -> tuple[int, int] | None:
    """Where the words are which a browser counted in its own way: where they stand once."""
    if not isinstance(words, str) or not words or text.count(words) != 1:
        return None
    return text.index(words), text.index(words) + len(words)


def _readings(start: int, end: int, offsets: Utf16Offsets) -> Iterator[tuple[int, int]]:
    yield start, end
    # The oldest ones count the last letter in.
    yield start, end + 1
    try:
        yield offsets.to_code_points(start), offsets.to_code_points(end)
    except ValueError:
        return


def _same(ours: str, theirs: str) -> bool:
    """White space comes in many shapes out of a browser."""
    return "".join(ours.split()) == "".join(theirs.replace("\\n", "\n").split())
