"""brat standoff: a zip with a folder for each coder, and in it .txt and .ann of each article.

Offsets are code points. A place never goes beyond a line: at line breaks it is cut into fragments,
and put together again when it is read. https://brat.nlplab.org/standoff.html
"""

import json
import re
from collections.abc import Iterator

from annotations.domain.coded import Coding, masked
from annotations.exchange.coded.brat_types import annotation_conf, type_of, visual_conf
from annotations.exchange.coded.entities import WORDS, entities_of
from annotations.exchange.coded.facts import Export, several
from annotations.exchange.coded.naming import name_of
from annotations.exchange.coded.packing import Member, packed

FORMAT, VERSION = "brat standoff", 1
# Our note that holds all facts of a statement as JSON.
FACTS = "AttacheFacts"
NOTE = "AnnotatorNotes"
# At which brat breaks the lines of its own files: not at line feeds only.
BREAKS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
BREAK, LINE = re.compile(f"[{BREAKS}]"), re.compile(f"[^{BREAKS}]+")


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
        pieces = [piece for ranges in one.ranges for piece in pieces_of(text, *ranges)]
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
            yield f"#{notes}\t{NOTE} T{number}\t{shown(one.note)}"
        if one.facts or one.note != shown(one.note):
            notes += 1
            kept = one.facts | {"note": one.note, "ranges": one.ranges}
            said = BREAK.sub(_escaped, json.dumps(kept, ensure_ascii=False))
            yield f"#{notes}\t{FACTS} T{number}\t{said}"
    known = [one for one in relations if one.key in marks and one.to in marks]
    for number, relation in enumerate(known, start=1):
        ends = f"Arg1:{marks[relation.key]} Arg2:{marks[relation.to]}"
        yield f"R{number}\t{relation.label} {ends}"


def shown(note: str) -> str:
    """What a line of brat's can hold of it."""
    return " ".join(note.split())


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place without its line breaks; blank lines are left out."""
    for found in LINE.finditer(text, start, end):
        if found[0].strip():
            yield found.span()
