"""brat standoff taken in: ours, and that of others, line by line."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.domain.coded import Coder, Coding, Document
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.brat import FACTS, pieces_of, shown
from annotations.exchange.coded.brat_events import Event, add_event
from annotations.exchange.coded.brat_types import label_of
from annotations.exchange.coded.entities import WORDS, Entity, Relation, Wrong, annotations_of, lost
from annotations.exchange.coded.naming import coder_in, key_in
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.coded.unpacking import unpacked

NO_LINE = gettext_lazy("This is no line of brat's.")
NOT_KEPT = gettext_lazy("Equivalences and links to other registers are not kept: %(words)s")


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Raises BadFile. An event that has a content is a statement, its trigger the cue. What has no
    place here is left out, and told by its line."""
    with unpacked(file) as archive:
        # Some file systems do not tell capitals from small letters.
        texts = {name[: -len(".txt")] + name[-4:].lower(): name for name in archive.ending(".txt")}
        for path in archive.ending(".ann"):
            beside = texts.pop(path[: -len(".ann")] + ".txt", "")
            if not beside:
                yield Trouble(path, _("There is no text beside it."))
                continue
            try:
                reading = _Reading(path, archive.text(beside), archive.text(path))
            except BadFile as reason:
                yield Trouble(path, str(reason))
                continue
            yield from reading.troubles
            yield reading.document
        for path in sorted(texts.values()):
            yield Trouble(path, _("There is no .ann beside it."), is_left_out=True)


class _Differs(ValueError):
    """The text has other words there."""


class _Reading:
    """A text with its lines, and what of them is no good or has no place here."""

    def __init__(self, path: str, text: str, lines: str) -> None:
        self.path, self.text, self.troubles = path, text, list[Trouble]()
        self.offsets = Utf16Offsets(text)
        self.entities: dict[str, Entity] = {}
        self.relations: list[Relation] = []
        self.events: list[Event] = []
        # Attributes and notes, which can stand before what they are about.
        self.later: list[tuple[int, list[str]]] = []
        for number, line in enumerate(lines.split("\n"), start=1):
            self._take(number, line.rstrip("\r"))
        self.called = {one.key: one.trigger for one in self.events}
        for event in self.events:
            key, unused = add_event(event, self.called, self.entities, self.relations)
            if key:
                self.called[event.key] = key
            for role in unused:
                why = _("The role “%(role)s” of the event %(key)s is not kept.")
                self._leave_out(event.line, why % {"role": role, "key": event.key})
        # What brat shows first, since our own notes are asked whether they still say the same.
        for number, parts in sorted(self.later, key=lambda one: _is_own(one[1])):
            self._add(number, parts)
        self.document = self._document()

    def _document(self) -> Document:
        wrong: list[Wrong] = []
        entities = list(self.entities.values())
        found = list(annotations_of(self.text, entities, self.relations, wrong))
        self.troubles += [Trouble(self.path, str(one)) for one in wrong]
        why = lost(entities, self.relations)
        self.troubles += [Trouble(self.path, one, is_left_out=True) for one in why]
        path, key = self.path, key_in(self.path)
        title = path.rpartition("/")[2][: -len(".ann")]
        document = Document("" if key else title, self.text, key, at=path)
        document.codings = [Coding(coder_in(path) or Coder(), annotations=found)]
        return document

    def _refuse(self, number: int, why: str) -> None:
        self.troubles.append(Trouble(self._at(number), why))

    def _leave_out(self, number: int, why: str) -> None:
        self.troubles.append(Trouble(self._at(number), why, is_left_out=True))

    def _at(self, number: int) -> str:
        return _("%(path)s, line %(number)s") % {"path": self.path, "number": number}

    def _take(self, number: int, line: str) -> None:
        parts = line.split("\t")
        kind = parts[0][:1]
        try:
            if kind == "T":
                self._take_entity(number, parts)
            elif kind == "R":
                self.relations.append(_relation(parts))
            elif kind == "E":
                self.events.append(Event.of(number, parts))
            elif kind in {"A", "M", "#"}:
                self.later.append((number, parts))
            elif kind in {"*", "N"}:
                self._leave_out(number, NOT_KEPT % {"words": _words(parts)})
            elif line.strip():
                self._refuse(number, str(NO_LINE))
        except _Differs:
            why = _("The text does not say “%(words)s” there.")
            self._refuse(number, why % {"words": parts[2][:80]})
        except (ValueError, IndexError):
            self._refuse(number, str(NO_LINE))

    def _take_entity(self, number: int, parts: list[str]) -> None:
        """Raises ValueError, IndexError; _Differs where the text has not the words of the line."""
        if parts[0] in self.entities:
            self._refuse(number, _("“%(key)s” is there already.") % {"key": parts[0]})
            return
        self.entities[parts[0]] = _entity(parts, self.text, self.offsets)

    def _add(self, number: int, parts: list[str]) -> None:
        """An attribute or a note."""
        words = parts[1].split() if len(parts) > 1 else []
        about = self.called.get(words[1], words[1]) if len(words) > 1 else ""
        one = self.entities.get(about)
        if one is None:
            why = _("It is said of something that is no place, or is not there: %(words)s")
            self._leave_out(number, why % {"words": _words(parts)})
        elif words[0] == FACTS and len(parts) > 2:
            if not _recall(one, parts[2], self.text):
                self._refuse(number, _("What Attaché wrote there was changed, and is not read."))
        elif parts[0].startswith("#") and len(parts) > 2:
            note = "\t".join(parts[2:])
            one.note = f"{one.note}\n{note}" if one.note else note
        elif (name := words[0].lower()) in WORDS and name not in one.facts and len(words) > 2:
            one.facts[name] = words[2]
        else:
            why = _("There is no place here for the attribute “%(words)s”.")
            self._leave_out(number, why % {"words": _words(parts)})


def _words(parts: list[str]) -> str:
    """A line as it stands, but for its number."""
    return " ".join(" ".join(parts[1:]).split())[:200]


def _is_own(parts: list[str]) -> bool:
    return len(parts) > 1 and parts[1].startswith(FACTS)


def _entity(parts: list[str], text: str, offsets: Utf16Offsets) -> Entity:
    """Raises ValueError, IndexError; _Differs."""
    stored, _space, places = parts[1].partition(" ")
    label, ranges = label_of(stored), []
    for piece in places.split(";"):
        start, end = map(int, piece.split())
        ranges.append((start, end))
    # A text may have tabs.
    words = "\t".join(parts[2:])
    if not words or not _are_in(text, ranges) or _says(text, ranges, words):
        # One that lies outside of the text is refused as such.
        return Entity(parts[0], label, ranges)
    # Made by a program that counts otherwise.
    try:
        ranges = [
            (offsets.to_code_points(low), offsets.to_code_points(high)) for low, high in ranges
        ]
    except ValueError as error:
        raise _Differs from error
    if not _says(text, ranges, words):
        raise _Differs
    return Entity(parts[0], label, ranges)


def _are_in(text: str, ranges: list[tuple[int, int]]) -> bool:
    """As far as UTF-16 units can be, which are never more than twice as many."""
    return all(0 <= start < end <= 2 * len(text) for start, end in ranges)


def _says(text: str, ranges: list[tuple[int, int]], words: str) -> bool:
    """Line breaks come as spaces, and so do gaps."""
    here = "".join(text[start:end] for start, end in ranges)
    return "".join(here.split()) == "".join(words.split())


def _relation(parts: list[str]) -> Relation:
    label, first, second = parts[1].split()
    return Relation(label, first.partition(":")[2], second.partition(":")[2])


def _recall(one: Entity, words: str, text: str) -> bool:
    """What our own note says; False where it has been tampered with."""
    try:
        kept = json.loads(words)
    except (ValueError, RecursionError):
        return False
    if not isinstance(kept, dict):
        return False
    note = str(kept.pop("note", ""))
    # Somebody may have written another one in brat.
    if not one.note or shown(note) == shown(one.note):
        one.note = note
    ranges = _ranges(kept.pop("ranges", None), len(text))
    # Somebody may have moved it in brat since.
    if ranges and [piece for each in ranges for piece in pieces_of(text, *each)] == one.ranges:
        one.ranges, one.is_exact = ranges, True
    # Those that brat shows are what it says: somebody may have taken one off.
    one.facts = {name: told for name, told in kept.items() if name not in WORDS} | one.facts
    return True


def _ranges(found: object, length: int) -> list[tuple[int, int]]:
    """Those of a note; none where it has been tampered with."""
    pairs = found if isinstance(found, list) else []
    whole = [
        (one[0], one[1])
        for one in pairs
        if isinstance(one, list)
        and len(one) == 2
        and all(isinstance(at, int) and 0 <= at <= length for at in one)
    ]
    return whole if len(whole) == len(pairs) else []
