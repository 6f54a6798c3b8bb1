"""brat standoff: a zip with a folder for each coder, and in it .txt and .ann of each article.

Offsets are code points. A place never goes beyond a line: at line breaks it is cut into fragments,
and put together again when it is read. https://brat.nlplab.org/standoff.html
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import Coder, Coding, Document, masked
from annotations.domain.coded.as_json import BadRecord
from annotations.exchange.coded.entities import (
    CONTINUES,
    LABELS,
    RELATIONS,
    UNTAGGED,
    WORDS,
    Entity,
    Relation,
    annotations_of,
    entities_of,
)
from annotations.exchange.coded.facts import Export, several
from annotations.exchange.coded.naming import coder_in, key_in, name_of
from annotations.exchange.coded.packing import Member, packed
from annotations.exchange.coded.taken import Given, Trouble
from annotations.exchange.coded.unpacking import Archive, unpacked

FORMAT, VERSION = "brat standoff", 1
# Our note that holds all facts of a statement as JSON.
FACTS = "AttacheFacts"
NOTE = "AnnotatorNotes"
NOT_A_NAME = re.compile(r"[^\w-]+")
LINE = re.compile(r"[^\n]+")


def write(export: Export) -> Iterator[bytes]:
    return packed(export, FORMAT, VERSION, _members(export))


def _members(export: Export) -> Iterator[Member]:
    labels: dict[str, None] = {}
    for document, coding in several(export):
        text = masked(document)
        yield name_of(document, coding, "txt"), [text.encode()]
        lines = list(_lines(coding, text, labels)) if coding else []
        yield name_of(document, coding, "ann"), ["".join(f"{one}\n" for one in lines).encode()]
    yield "annotation.conf", [_conf(labels).encode()]


def _lines(coding: Coding, text: str, labels: dict[str, None]) -> Iterator[str]:
    entities, relations = entities_of(coding.annotations)
    marks: dict[str, str] = {}
    facts = notes = 0
    for number, one in enumerate(entities, start=1):
        label = NOT_A_NAME.sub("_", one.label)
        labels[label] = None
        pieces = [piece for ranges in one.ranges for piece in _pieces(text, *ranges)]
        if not pieces:
            # Nothing but blank lines: brat has no such place.
            continue
        marks[one.key] = f"T{number}"
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(text[start:end] for start, end in pieces)
        yield f"T{number}\t{label} {places}\t{words}"
        for name in WORDS:
            if value := one.facts.get(name):
                facts += 1
                yield f"A{facts}\t{name.capitalize()} T{number} {value}"
        if one.note:
            notes += 1
            yield f"#{notes}\t{NOTE} T{number}\t{' '.join(one.note.split())}"
        if one.facts:
            notes += 1
            kept = one.facts | {"note": one.note, "ranges": one.ranges}
            yield f"#{notes}\t{FACTS} T{number}\t{json.dumps(kept, ensure_ascii=False)}"
    known = [one for one in relations if one.key in marks and one.to in marks]
    for number, relation in enumerate(known, start=1):
        ends = f"Arg1:{marks[relation.key]} Arg2:{marks[relation.to]}"
        yield f"R{number}\t{relation.label} {ends}"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place without its line breaks; blank lines are left out."""
    for found in LINE.finditer(text, start, end):
        if found[0].strip():
            yield found.span()


def _conf(labels: dict[str, None]) -> str:
    entities = dict.fromkeys([*LABELS.values(), UNTAGGED, *labels])
    relations = [f"{label}\tArg1:<ENTITY>, Arg2:Content" for label in RELATIONS.values()]
    values = {
        "Mode": "direct|indirect|mixed|scare",
        "Stance": "reject|critical|neutral|supportive|endorse|mixed|unclear",
        "Certainty": "certain|probable|possible",
    }
    attributes = [f"{name}\tArg:Content, Value:{value}" for name, value in values.items()]
    parts = {
        "entities": list(entities),
        "relations": [*relations, f"{CONTINUES}\tArg1:Content, Arg2:Content"],
        "events": [],
        "attributes": attributes,
    }
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in parts.items())


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Raises BadFile. Events are read as their triggers, and attributes other than ours are not."""
    with unpacked(file) as archive:
        texts = set(archive.ending(".txt"))
        for path in archive.ending(".ann"):
            beside = path[: -len(".ann")] + ".txt"
            if beside not in texts:
                yield Trouble(path, _("There is no text beside it."))
                continue
            yield from _read(archive, path, archive.text(beside))


def _read(archive: Archive, path: str, text: str) -> Iterator[Given]:
    entities: dict[str, Entity] = {}
    relations: list[Relation] = []
    later: list[list[str]] = []
    for number, line in enumerate(archive.text(path).split("\n"), start=1):
        parts = line.rstrip("\r").split("\t")
        try:
            if parts[0].startswith("T"):
                entities[parts[0]] = _entity(parts)
            elif parts[0].startswith("R"):
                relations.append(_relation(parts))
            elif parts[0][:1] in {"A", "M", "#"}:
                later.append(parts)
        except (ValueError, IndexError):
            at = _("%(path)s, line %(number)s") % {"path": path, "number": number}
            yield Trouble(at, _("This is no line of brat's."))
    for parts in later:
        _add(parts, entities, text)
    coder = coder_in(path) or Coder()
    try:
        found = list(annotations_of(text, list(entities.values()), relations))
    except BadRecord as wrong:
        yield Trouble(path, _("“%(field)s” is missing or no such value.") % {"field": wrong.path})
        return
    title = path.rpartition("/")[2][: -len(".ann")]
    document = Document("" if key_in(path) else title, text, key_in(path), at=path)
    document.codings = [Coding(coder, annotations=found)]
    yield document


def _entity(parts: list[str]) -> Entity:
    label, _space, places = parts[1].partition(" ")
    ranges = []
    for piece in places.split(";"):
        start, end = map(int, piece.split())
        ranges.append((start, end))
    return Entity(parts[0], label, ranges)


def _relation(parts: list[str]) -> Relation:
    label, first, second = parts[1].split()
    return Relation(label, first.partition(":")[2], second.partition(":")[2])


def _add(parts: list[str], entities: dict[str, Entity], text: str) -> None:
    """An attribute or a note; those of something else than a place are none of our business."""
    words = parts[1].split() if len(parts) > 1 else []
    if len(words) < 2 or words[1] not in entities:
        return
    one = entities[words[1]]
    if words[0] == FACTS and len(parts) > 2:
        try:
            kept = json.loads(parts[2])
        except ValueError:
            return
        if not isinstance(kept, dict):
            return
        one.note = str(kept.pop("note", "") or one.note)
        ranges = _ranges(kept.pop("ranges", None))
        # Somebody may have moved it in brat since.
        if ranges and [piece for each in ranges for piece in _pieces(text, *each)] == one.ranges:
            one.ranges, one.is_exact = ranges, True
        one.facts = kept | one.facts
    elif words[0] == NOTE and len(parts) > 2:
        one.note = one.note or parts[2]
    elif words[0].lower() in WORDS and len(words) > 2:
        one.facts[words[0].lower()] = words[2]


def _ranges(found: object) -> list[tuple[int, int]]:
    """Those of a note; none where it has been tampered with."""
    pairs = found if isinstance(found, list) else []
    whole = [
        (one[0], one[1])
        for one in pairs
        if isinstance(one, list) and len(one) == 2 and all(isinstance(at, int) for at in one)
    ]
    return whole if len(whole) == len(pairs) else []
