"""doccano's JSON lines: a line for each coding, with places either as `entities` and `relations`,
as its projects for relations have them, or as `label`, triples of its projects for sequences.

Offsets are code points. What doccano knows nothing of is in `attache`, which it keeps as metadata.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import Coder, Coding, Document, masked
from annotations.domain.coded.as_json import BadRecord, coder_written
from annotations.exchange.coded.entities import (
    Entity,
    Relation,
    annotations_of,
    entities_of,
    told_facts,
)
from annotations.exchange.coded.facts import Export, several
from annotations.exchange.coded.json_arrays import objects_in
from annotations.exchange.coded.jsonl import LONGEST_LINE
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.lines import read_object

COMMENTS = "Comments"
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
    kept: dict[str, Any] = {"article": document.id, "title": document.title}
    if coding:
        kept["coder"] = coder_written(coding.coder)
        kept["state"] = coding.state
    if with_relations:
        kept["notes"] = {str(keys[one.key]): one.note for one in entities if one.note}
        kept["statements"] = {str(keys[one.key]): one.facts for one in entities if one.facts}
    return made | {"attache": kept}


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Places as `entities`, `label`, `labels` or `annotations`, each a triple or an object; labels
    of a whole text as words. JSON lines, or an array of as many objects. Raises BadFile."""
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
    said = told_facts(kept.get("coder") or {})
    coder = Coder(str(said.get("kind") or "human"), str(said.get("name") or ""))
    coder.shown_name = str(said.get("shown_name") or "")
    if not said and isinstance(found.get("username"), str):
        coder.name = found["username"]
    places = found.get("entities") or found.get("label") or found.get("labels") or []
    coding = _coding(text, places, coder, kept, found.get("relations") or [])
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
) -> Coding:
    """Raises KeyError, TypeError, ValueError."""
    kept = kept or {}
    notes, facts = told_facts(kept.get("notes") or {}), told_facts(kept.get("statements") or {})
    coding = Coding(coder)
    entities = []
    for number, one in enumerate([labels] if isinstance(labels, str) else labels):
        if isinstance(one, str) or (isinstance(one, dict) and not PLACED & one.keys()):
            # A label of the whole text, which projects for classification have.
            coding.tags.append(one if isinstance(one, str) else str(one["label"]))
        else:
            entities.append(_entity(one, number, notes, facts))
    relations = [
        Relation(str(one.get("type", "")), str(one["from_id"]), str(one["to_id"]))
        for one in related
    ]
    coding.annotations = list(annotations_of(text, entities, relations))
    return coding


def _entity(one: Any, number: int, notes: dict[str, Any], facts: dict[str, Any]) -> Entity:
    if isinstance(one, dict):
        start = one.get("start_offset", one.get("start"))
        end = one.get("end_offset", one.get("end"))
        label, key = one["label"], str(one.get("id", f"e{number}"))
    else:
        start, end, label = one
        key = f"e{number}"
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError(f"[{start}, {end})")
    known = told_facts(facts.get(key) or {})
    return Entity(key, str(label), [(start, end)], str(notes.get(key) or ""), known)
