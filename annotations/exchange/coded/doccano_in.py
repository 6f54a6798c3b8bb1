"""doccano's JSON lines taken in: ours, and those of each of its kinds of projects."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    Range,
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
# What has labels of places, or of the whole text. The last one is Prodigy's.
LABELS = ("entities", "label", "labels", "spans")
WHO = ("username", "_annotator_id")
COMMENTED = (COMMENTS, COMMENTS.lower())
# What Prodigy says of a text whose annotations are none.
NOT_ACCEPTED = {"reject", "ignore"}
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
        if found.get("answer") in NOT_ACCEPTED:
            self._leave_out(_("In Prodigy somebody answered: %(answer)s") % found)
        elif isinstance(found.get("annotations"), list):
            self.document.codings = [
                self._coding(several, Coder(name=f"doccano-{user}" if user else ""), {}, [])
                for user, several in _by_user(found["annotations"]).items()
            ]
            self._leave_out_fields(found, *LABELS, *WHO, "relations", "cats")
        else:
            self.document.codings = [self._only_coding(found, kept)]
        self._leave_out_fields(found, "accept")
        for comment in [one for name in COMMENTED for one in listed(found.get(name))]:
            self._leave_out(
                _("A comment in doccano is of a text, and is not taken: %(words)s")
                % {"words": _words_of(comment)}
            )

    def _only_coding(self, found: Object, kept: Object) -> Coding:
        coder = self._of_whom(found, kept)
        labels = self._labels(found)
        is_in_units = kept.get("offsets") == UNITS or COMMENTS in found
        related = listed(found.get("relations"))
        coding = self._coding(labels, coder, kept, related, is_in_units)
        coding.state = str(kept.get("state") or "")
        coding.tags += _classes(found.get("cats"))
        return coding

    def _of_whom(self, found: Object, kept: Object) -> Coder:
        names = (found.get(name) for name in WHO)
        name = next((one for one in names if isinstance(one, str)), "")
        if not kept.get("coder"):
            return Coder(name=name)
        coder = told_coder(kept["coder"])
        if name not in ("", coder.name):
            why = _("It stays what %(coder)s said, though doccano has it of %(name)s.")
            self._leave_out(why % {"coder": coder.label or "?", "name": name})
        return coder

    def _labels(self, found: Object) -> list[Any]:
        """Those of places of the first field that has some, and those of the whole beside them."""
        several = {name: _several(found[name]) for name in LABELS if found.get(name)}
        placed = [name for name in several if not all(map(_is_of_the_whole, several[name]))]
        main = next(iter(placed or several), "")
        labels = several.pop(main, [])
        if "label" in several and "label" not in placed:
            labels = [*labels, *several.pop("label")]
        self._leave_out_fields(found, *several)
        return labels

    def _leave_out_fields(self, found: Object, *names: str) -> None:
        for name in names:
            if found.get(name):
                words = json.dumps(found[name], ensure_ascii=False)[:200]
                self._leave_out(
                    _("“%(name)s” is not taken: %(words)s") % {"name": name, "words": words}
                )

    def _coding(
        self,
        labels: list[Any],
        coder: Coder,
        kept: Object,
        related: list[Any],
        in_units: bool = False,
    ) -> Coding:
        coding = Coding(coder)
        entities: list[Entity] = []
        for number, one in enumerate(labels):
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
                label = one.get("type") or one.get("label") or ""
                relations.append(Relation(str(label), *ends))
            else:
                self._refuse(_("A relation is no object: %(why)s") % {"why": one})
        for gone in _remember(entities, relations, kept):
            why = _("What was said of a place that is not there any more is not taken: %(words)s")
            self._leave_out(why % {"words": json.dumps(gone, ensure_ascii=False)})
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
    return str(words)[:200]


def _several(labels: Any) -> list[Any]:
    return [labels] if isinstance(labels, dict) else listed(labels)


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


def _remember(
    entities: Sequence[Entity], relations: Iterable[Relation], kept: Object
) -> list[Object]:
    """What was said of places that are still there, of several at one place in their order. Answers
    what was said of others."""
    said = _by_place(kept.get("statements"))
    noted = _by_place(kept.get("notes"))
    found = set[Range]()
    more = {one.key for one in relations if one.label == CONTINUES}
    # A note is of a passage: a cue or speaker at its place has it where there is none any more.
    passages = {one.ranges[0] for one in entities if one.label not in ROLES}
    for one in entities:
        place = one.ranges[0]
        if ROLES.get(one.label) != CONTENT:
            if place in noted and (one.label not in ROLES or place not in passages):
                one.note = str(noted[place][0].get("note") or "")
                found.add(place)
        elif one.key not in more and said.get(place):
            told = said[place].pop(0)
            one.facts, one.note = told_facts(told.get("facts")), str(told.get("note") or "")
    rest = [one for place, several in noted.items() for one in several[place in found :]]
    return [*rest, *(one for several in said.values() for one in several)]


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
    """Under no place where it has been tampered with."""
    places: dict[tuple[Any, Any], list[Object]] = {}
    for one in listed(found):
        told = one if isinstance(one, dict) else {"note": one}
        ends = told.get("start"), told.get("end")
        place = ends if {type(end) for end in ends} == {int} else (None, None)
        places.setdefault(place, []).append(told)
    return places
