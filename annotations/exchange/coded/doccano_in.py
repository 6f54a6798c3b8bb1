"""doccano's JSON lines taken in: ours, and those of each of its kinds of projects."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import Coder, Coding, Document
from annotations.domain.coded.as_json import BadRecord
from annotations.domain.coded.records import CONTENT
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.doccano import COMMENTS, UNITS
from annotations.exchange.coded.entities import (
    CONTINUES,
    ROLES,
    Entity,
    Relation,
    Wrong,
    annotations_of,
    listed,
    lost,
    told_coder,
    told_facts,
    whole,
)
from annotations.exchange.coded.json_arrays import objects_in
from annotations.exchange.coded.jsonl import LONGEST_LINE
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.lines import read_object

HEAD = 1024
PLACED = {"start", "start_offset"}
Object = dict[str, Any]


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Places as `entities`, `label`, `labels` or `annotations`, each a triple or an object; labels
    of a whole text as words. JSON lines, or an array of as many objects. Lines that did not come
    out of doccano itself count code points. Raises BadFile."""
    for at, read in _records(file):
        try:
            reading = _Reading(read(), at)
        except BadRecord as wrong:
            yield Trouble(at, _("“%(field)s” is missing or no such value.") % {"field": wrong.path})
        except ValueError as reason:
            yield Trouble(at, str(reason))
        else:
            yield from reading.troubles
            yield reading.document


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


def _object(found: Any) -> Object:
    if not isinstance(found, dict):
        raise ValueError(_("This is no object."))
    return found


class _Reading:
    """A text with its labels, and what of them is no good or has no place here. Raises BadRecord
    where there is no text."""

    def __init__(self, found: Object, at: str) -> None:
        text = found.get("text", found.get("data"))
        if not isinstance(text, str):
            raise BadRecord("text")
        self.text, self.at, self.troubles = text, at, list[Trouble]()
        kept = _kept(found)
        title, key = str(kept.get("title") or ""), str(kept.get("article") or "")
        self.document = Document(title, text, key, at=at)
        if isinstance(found.get("annotations"), list):
            self.document.codings = [
                self._coding(several, Coder(name=f"doccano-{user}" if user else ""), {}, [])
                for user, several in _by_user(found["annotations"]).items()
            ]
        else:
            self.document.codings = [self._only_coding(found, kept)]
        for comment in listed(found.get(COMMENTS)):
            self._leave_out(
                _("A comment in doccano is of a text, and is not taken: %(words)s")
                % {"words": _words_of(comment)}
            )

    def _only_coding(self, found: Object, kept: Object) -> Coding:
        coder = told_coder(kept.get("coder") or {})
        if not kept.get("coder") and isinstance(found.get("username"), str):
            coder.name = found["username"]
        # The last ones are those of Prodigy.
        names = ("entities", "label", "labels", "spans")
        labels = next((found[name] for name in names if found.get(name)), None)
        is_in_units = kept.get("offsets") == UNITS or COMMENTS in found
        related = listed(found.get("relations"))
        coding = self._coding(labels, coder, kept, related, is_in_units)
        coding.state = str(kept.get("state") or "")
        coding.tags += _classes(found.get("cats"))
        return coding

    def _coding(
        self, labels: Any, coder: Coder, kept: Object, related: list[Any], in_units: bool = False
    ) -> Coding:
        coding = Coding(coder)
        entities: list[Entity] = []
        for number, one in enumerate([labels] if isinstance(labels, dict) else listed(labels)):
            if _is_of_the_whole(one):
                # A label of the whole text, which projects for classification have.
                coding.tags.append(str(one["label"] if isinstance(one, dict) else one))
            elif entity := _entity(one, number):
                entities.append(entity)
            else:
                self._refuse(_("A label is no triple and no object: %(why)s") % {"why": one})
        relations = []
        for one in related:
            if isinstance(one, dict):
                ends = str(one.get("from_id")), str(one.get("to_id"))
                relations.append(Relation(str(one.get("type") or ""), *ends))
            else:
                self._refuse(_("A relation is no object: %(why)s") % {"why": one})
        _remember(entities, relations, kept)
        if in_units:
            _count_code_points(entities, self.text)
        wrong: list[Wrong] = []
        coding.annotations = list(annotations_of(self.text, entities, relations, wrong))
        for each in wrong:
            self._refuse(str(each))
        for why in lost(entities, relations):
            self._leave_out(why)
        return coding

    def _refuse(self, why: str) -> None:
        self.troubles.append(Trouble(self.at, why[:500]))

    def _leave_out(self, why: str) -> None:
        self.troubles.append(Trouble(self.at, why[:500], is_left_out=True))


def _kept(found: Object) -> Object:
    """What of ours doccano kept, at the top or among its metadata."""
    meta = told_facts(found.get("meta") or found.get("metadata"))
    return told_facts(found.get("attache") or meta.get("attache"))


def _by_user(annotations: list[Any]) -> dict[str, list[Any]]:
    """Its older files have them so, each with the number of whoever made it."""
    found: dict[str, list[Any]] = {}
    for one in annotations:
        user = one.get("user") if isinstance(one, dict) else None
        found.setdefault(str(user or ""), []).append(one)
    return found


def _classes(found: Any) -> list[str]:
    """A list of them, or whether each is one."""
    if isinstance(found, dict):
        return [name for name, fits in found.items() if fits]
    return [str(one) for one in listed(found)]


def _is_of_the_whole(one: Any) -> bool:
    if isinstance(one, dict):
        return not PLACED & one.keys() and isinstance(one.get("label"), str | int)
    return isinstance(one, str)


def _words_of(comment: Any) -> str:
    words = comment.get("comment", comment.get("text")) if isinstance(comment, dict) else comment
    return str(words)[:80]


def _entity(one: Any, number: int) -> Entity | None:
    """None where it is neither a triple nor an object that has what it takes."""
    key = f"e{number}"
    if isinstance(one, dict):
        start = whole(one.get("start_offset", one.get("start")))
        end = whole(one.get("end_offset", one.get("end")))
        label, key = one.get("label"), str(one.get("id", key))
    elif isinstance(one, list) and len(one) == 3:
        start, end, label = whole(one[0]), whole(one[1]), one[2]
    else:
        return None
    if start is None or end is None or label in (None, "") or isinstance(label, list | dict):
        return None
    return Entity(key, str(label), [(start, end)])


def _remember(entities: Iterable[Entity], relations: Iterable[Relation], kept: Object) -> None:
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
            one.facts, one.note = told_facts(told.get("facts")), str(told.get("note") or "")


def _count_code_points(entities: list[Entity], text: str) -> None:
    """Where one of them would be within a character, none counts UTF-16 units. What lies outside
    of the text stays there, and says nothing of the others."""
    offsets = Utf16Offsets(text)
    length = offsets.to_utf16(len(text))
    inside = [
        one for one in entities if all(0 <= at <= length for ends in one.ranges for at in ends)
    ]
    try:
        counted = [
            [
                (offsets.to_code_points(low), offsets.to_code_points(high))
                for low, high in one.ranges
            ]
            for one in inside
        ]
    except ValueError:
        return
    for one, ranges in zip(inside, counted, strict=True):
        one.ranges = ranges


def _by_place(found: Any) -> dict[tuple[Any, Any], list[Object]]:
    """Nothing where it has been tampered with."""
    places: dict[tuple[Any, Any], list[Object]] = {}
    for one in listed(found):
        if isinstance(one, dict) and {type(one.get("start")), type(one.get("end"))} == {int}:
            places.setdefault((one["start"], one["end"]), []).append(one)
    return places
