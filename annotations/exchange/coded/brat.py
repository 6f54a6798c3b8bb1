"""brat standoff: a zip with a folder for each coder, and in it .txt and .ann of each article.

Offsets are code points. A place never goes beyond a line: at line breaks it is cut into fragments,
and put together again when it is read. https://brat.nlplab.org/standoff.html
"""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.domain.coded import Coder, Coding, Document, masked
from annotations.domain.coded.as_json import BadRecord
from annotations.domain.coded.records import CONTENT, CUE
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.brat_types import (
    annotation_conf,
    label_of,
    type_of,
    visual_conf,
)
from annotations.exchange.coded.entities import (
    CONTINUES,
    LABELS,
    RELATIONS,
    ROLES,
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
# At which brat breaks the lines of its own files: not at line feeds only.
BREAKS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
BREAK, LINE = re.compile(f"[{BREAKS}]"), re.compile(f"[^{BREAKS}]+")
NO_LINE = gettext_lazy("This is no line of brat's.")


def write(export: Export) -> Iterator[bytes]:
    return packed(export, FORMAT, VERSION, _members(export))


def _members(export: Export) -> Iterator[Member]:
    labels: dict[str, None] = {}
    for document, coding in several(export):
        text = masked(document)
        yield name_of(document, coding, "txt"), [text.encode()]
        lines = list(_lines(coding, text, labels)) if coding else []
        yield name_of(document, coding, "ann"), ["".join(f"{one}\n" for one in lines).encode()]
    yield "annotation.conf", [annotation_conf(labels).encode()]
    yield "visual.conf", [visual_conf(labels).encode()]


def _lines(coding: Coding, text: str, labels: dict[str, None]) -> Iterator[str]:
    entities, relations = entities_of(coding.annotations)
    marks: dict[str, str] = {}
    facts = notes = 0
    for number, one in enumerate(entities, start=1):
        labels[one.label] = None
        label = type_of(one.label)
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
            yield f"#{notes}\t{NOTE} T{number}\t{_shown(one.note)}"
        if one.facts or one.note != _shown(one.note):
            notes += 1
            kept = one.facts | {"note": one.note, "ranges": one.ranges}
            said = BREAK.sub(_escaped, json.dumps(kept, ensure_ascii=False))
            yield f"#{notes}\t{FACTS} T{number}\t{said}"
    known = [one for one in relations if one.key in marks and one.to in marks]
    for number, relation in enumerate(known, start=1):
        ends = f"Arg1:{marks[relation.key]} Arg2:{marks[relation.to]}"
        yield f"R{number}\t{relation.label} {ends}"


def _shown(note: str) -> str:
    """What a line of brat's can hold of it."""
    return " ".join(note.split())


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place without its line breaks; blank lines are left out."""
    for found in LINE.finditer(text, start, end):
        if found[0].strip():
            yield found.span()


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Raises BadFile. An event that has a content is a statement, its trigger the cue; attributes
    other than ours are not read."""
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
    events: list[list[str]] = []
    later: list[list[str]] = []
    offsets = Utf16Offsets(text)
    for number, line in enumerate(archive.text(path).split("\n"), start=1):
        parts = line.rstrip("\r").split("\t")
        kind, why = parts[0][:1], ""
        try:
            if kind == "T":
                entities[parts[0]] = _entity(parts, text, offsets)
            elif kind == "R":
                relations.append(_relation(parts))
            elif kind == "E":
                events.append([parts[0], *parts[1].split()])
            elif kind in {"A", "M", "#"}:
                later.append(parts)
            elif kind in {"*", "N"}:
                why = _("Equivalences and links to other registers are not kept.")
            elif line.strip():
                why = str(NO_LINE)
        except _Differs:
            why = _("The text does not say “%(words)s” there.") % {"words": parts[2][:80]}
        except (ValueError, IndexError):
            why = str(NO_LINE)
        if why:
            at = _("%(path)s, line %(number)s") % {"path": path, "number": number}
            yield Trouble(at, why)
    called = {key: rest[0].partition(":")[2] for key, *rest in events if rest}
    for key, *rest in events:
        called |= _event(key, rest, called, entities, relations)
    # What brat shows first, since our own notes are asked whether they still say the same.
    for parts in sorted(later, key=_is_own):
        _add(parts, entities, text, called)
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


def _is_own(parts: list[str]) -> bool:
    return len(parts) > 1 and parts[1].startswith(FACTS)


class _Differs(ValueError):
    """The text has other words there."""


def _entity(parts: list[str], text: str, offsets: Utf16Offsets) -> Entity:
    """Raises ValueError, IndexError; _Differs where the text has not the words of the line."""
    stored, _space, places = parts[1].partition(" ")
    label, ranges = label_of(stored), []
    for piece in places.split(";"):
        start, end = map(int, piece.split())
        ranges.append((start, end))
    # A text may have tabs.
    words = "\t".join(parts[2:])
    if not words or _says(text, ranges, words):
        return Entity(parts[0], label, ranges)
    # Made by a program that counts otherwise.
    ranges = [(offsets.to_code_points(low), offsets.to_code_points(high)) for low, high in ranges]
    if not _says(text, ranges, words):
        raise _Differs
    return Entity(parts[0], label, ranges)


def _says(text: str, ranges: list[tuple[int, int]], words: str) -> bool:
    """Line breaks come as spaces, and so do gaps."""
    here = "".join(text[start:end] for start, end in ranges)
    return "".join(here.split()) == "".join(words.split())


def _event(
    key: str,
    told: list[str],
    called: dict[str, str],
    entities: dict[str, Entity],
    relations: list[Relation],
) -> dict[str, str]:
    """A statement where one of its arguments is the content: added to `entities` and `relations`.

    Answers by which key of an entity what is said of the event is to be taken.
    """
    parts: dict[str, list[str]] = {}
    for role, _colon, to in (one.partition(":") for one in told[1:]):
        if part := ROLES.get(role.rstrip("0123456789").replace("-Arg", "").title()):
            parts.setdefault(part, []).append(called.get(to, to))
    if CUE not in parts:
        parts[CUE] = [called.get(key, "")]
    contents = [one for one in parts.pop(CONTENT, []) if one in entities]
    if not contents:
        return {}
    first, *more = (_in_role(key, one, CONTENT, entities) for one in contents)
    relations += [Relation(CONTINUES, one, first) for one in more]
    for role, keys in parts.items():
        known = [one for one in keys if one in entities and one not in contents]
        others = (_in_role(key, one, role, entities) for one in known[:1])
        relations += [Relation(RELATIONS[role], other, first) for other in others]
    return {key: first}


def _in_role(event: str, key: str, role: str, entities: dict[str, Entity]) -> str:
    """The key of the entity as what it is in an event; it stays what it is by itself."""
    one = entities[key]
    if ROLES.get(one.label) == role:
        return key
    made = f"{event}.{key}"
    entities[made] = Entity(made, LABELS[role], one.ranges)
    return made


def _relation(parts: list[str]) -> Relation:
    label, first, second = parts[1].split()
    return Relation(label, first.partition(":")[2], second.partition(":")[2])


def _add(parts: list[str], entities: dict[str, Entity], text: str, called: dict[str, str]) -> None:
    """An attribute or a note; those of something else than a place are none of our business."""
    words = parts[1].split() if len(parts) > 1 else []
    about = called.get(words[1], words[1]) if len(words) > 1 else ""
    if about not in entities:
        return
    one = entities[about]
    if words[0] == FACTS and len(parts) > 2:
        try:
            kept = json.loads(parts[2])
        except ValueError:
            return
        if not isinstance(kept, dict):
            return
        note = str(kept.pop("note", ""))
        # Somebody may have written another one in brat.
        if not one.note or _shown(note) == _shown(one.note):
            one.note = note
        ranges = _ranges(kept.pop("ranges", None))
        # Somebody may have moved it in brat since.
        if ranges and [piece for each in ranges for piece in _pieces(text, *each)] == one.ranges:
            one.ranges, one.is_exact = ranges, True
        # Those that brat shows are what it says: somebody may have taken one off.
        one.facts = {name: told for name, told in kept.items() if name not in WORDS} | one.facts
    elif words[0] == NOTE and len(parts) > 2:
        one.note = one.note or "\t".join(parts[2:])
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
