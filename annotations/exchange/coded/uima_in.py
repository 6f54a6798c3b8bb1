"""A CAS taken in, in whichever form: its text, and what layers say of places in it.

Our own layer comes back whole. Of any other, a place with its label is a passage, or a statement
where the label calls it a quotation; what else there is, is told for each layer.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations.domain.coded import Annotation, Coder, Coding, Document, Place, Statement
from annotations.domain.coded.as_json import BadRecord, read_statement
from annotations.domain.coded.records import CONTENT, PASSAGE
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.entities import ROLES, listed, told_facts, whole
from annotations.exchange.coded.naming import key_in
from annotations.exchange.coded.taken import Given, Trouble
from annotations.exchange.coded.uima_names import coder_of
from annotations.exchange.coded.uima_types import DOCUMENT, TYPE, Structure

INITIAL = "_InitialView"
# What both forms call the key of a structure, and that of its view.
KEY, OF_VIEW = "%key", "%view"
# Of other layers, what says which label a place has.
LABELS = ("value", "label", "tag", "category", "identifier")
# What programs find out about words and sentences is no annotation of anybody.
SKIPPED = (
    *("uima.", "de.tudarmstadt.ukp.dkpro.core.api.segmentation", "de.tudarmstadt.ukp.clarin"),
    *("de.tudarmstadt.ukp.dkpro.core.api.metadata", "de.tudarmstadt.ukp.inception.api"),
    *("de.tudarmstadt.ukp.dkpro.core.api.lexmorph", "de.tudarmstadt.ukp.dkpro.core.api.syntax"),
)
# By which a relation tells its ends.
RELATION = {"Governor", "Dependent"}
LONGEST_NUMBER = 9


@dataclass(slots=True)
class View:
    """One of the texts of a CAS."""

    key: str
    name: str
    text: str


def read_cas(
    path: str, views: list[View], rows: Iterable[tuple[str, Structure]]
) -> Iterator[Given]:
    """Of its first view; `rows` are (type, features)."""
    if not views:
        yield Trouble(path, _("There is no text in it."))
        return
    view = next((one for one in views if one.name == INITIAL), views[0])
    reading = _Reading(path, view)
    for kind, features in rows:
        if str(features.get(OF_VIEW, view.key)) == view.key:
            reading.take(kind, features)
    for other in views:
        if other is not view:
            why = _("The view “%(name)s” is not taken: an article has one text.")
            reading.leave_out(why % {"name": other.name or other.key})
    reading.finish()
    yield from reading.troubles
    yield reading.document


class _Reading:
    """A text on its way in, and what of its layers is no good or has no place here."""

    def __init__(self, path: str, view: View) -> None:
        self.path, self.text, self.troubles = path, view.text, list[Trouble]()
        self.offsets = Utf16Offsets(view.text)
        self.document = Document("", view.text, key_in(path), at=path)
        self.ours: dict[str, Annotation] = {}
        self.others: list[Annotation] = []
        # By layer, what of it is said of no place here.
        self.unused: dict[str, set[str]] = {}
        self.placeless: dict[str, None] = {}
        self.wrong: set[str] = set()

    def take(self, kind: str, features: Structure) -> None:
        layer = kind.rpartition(".")[2]
        if kind == DOCUMENT:
            self.document.title = str(features.get("documentTitle") or "")
            key = key_in(str(features.get("documentId") or ""))
            self.document.id = self.document.id or key
        elif kind.startswith(SKIPPED):
            return
        elif RELATION & features.keys():
            # What is between two places is no place.
            why = _("The relation %(key)s of the layer “%(layer)s” is not kept.")
            self.leave_out(why % {"key": features.get(KEY), "layer": layer})
        elif "begin" not in features:
            self.placeless[layer] = None
        elif place := self._place(layer, features):
            if kind == TYPE:
                place.role = str(features.get("role") or PASSAGE)
                self._take_ours(features, place)
            else:
                self._take_other(layer, features, place)

    def finish(self) -> None:
        for layer, names in self.unused.items():
            why = _("Of the layer “%(layer)s”, this is not taken: %(names)s")
            self.leave_out(why % {"layer": layer, "names": ", ".join(sorted(names))})
        for layer in self.placeless:
            why = _("The layer “%(layer)s” says nothing of places in the text, and is not taken.")
            self.leave_out(why % {"layer": layer})
        good = [one for number, one in self.ours.items() if number not in self.wrong]
        coding = Coding(coder_of(self.path) or Coder(), annotations=[*good, *self.others])
        self.document.codings = [coding]

    def leave_out(self, why: str) -> None:
        self.troubles.append(Trouble(self.path, why[:500], is_left_out=True))

    def _refuse(self, why: str) -> None:
        self.troubles.append(Trouble(self.path, why[:500]))

    def _place(self, layer: str, features: Structure) -> Place | None:
        told = features.get("begin"), features.get("end")
        try:
            start, end = (self.offsets.to_code_points(_number(one)) for one in told)
        except ValueError:
            why = _("%(layer)s %(key)s is no place in the text: [%(start)s, %(end)s)")
            about = {"layer": layer, "key": features.get(KEY), "start": told[0], "end": told[1]}
            self._refuse(why % about)
            return None
        return Place(PASSAGE, start, end, self.text[start:end])

    def _take_other(self, layer: str, features: Structure, place: Place) -> None:
        name = next((one for one in LABELS if any(listed(features.get(one)))), "")
        labels = [str(one) for one in listed(features.get(name)) if one] or [layer]
        for other, value in features.items():
            if other not in (KEY, OF_VIEW, "begin", "end", name) and value not in (None, "", []):
                self.unused.setdefault(layer, set()).add(other)
        if any(ROLES.get(one) == CONTENT for one in labels):
            place.role = CONTENT
            tags = [one for one in labels if ROLES.get(one) != CONTENT]
            self.others.append(Annotation(0, [place], tags, statement=Statement()))
        else:
            self.others.append(Annotation(0, [place], labels))

    def _take_ours(self, features: Structure, place: Place) -> None:
        number = str(features.get("annotation") or f"at {place.start} {place.end}")
        is_one = number.isdecimal() and len(number) <= LONGEST_NUMBER
        one = self.ours.setdefault(number, Annotation(int(number) if is_one else 0, []))
        one.places.append(place)
        try:
            _add(one, features)
        except BadRecord as bad:
            self.wrong.add(number)
            why = _("“%(field)s” of “%(words)s” is missing or no such value.")
            self._refuse(why % {"field": bad.path, "words": (place.words or "")[:80]})


def _number(value: Any) -> int:
    """Raises ValueError."""
    found = whole(int(value) if isinstance(value, str) else value)
    if found is None:
        raise ValueError(value)
    return found


def _add(one: Annotation, features: Structure) -> None:
    """Raises BadRecord."""
    one.tags += str(features.get("tags") or "").split()
    one.note = one.note or str(features.get("note") or "")
    names = ("mode", "stance", "certainty")
    words = {name: str(features[name]) for name in names if features.get(name)}
    if features.get("facts"):
        try:
            facts = json.loads(str(features["facts"]))
        except (ValueError, RecursionError) as error:
            raise BadRecord("facts") from error
        if not isinstance(facts, dict):
            raise BadRecord("facts")
        # Somebody may have changed what the layer shows.
        one.statement = read_statement(told_facts(facts) | words)
    elif words or features.get("role") == CONTENT:
        one.statement = one.statement or read_statement(words)
