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
from annotations.exchange.coded.uima_types import DOCUMENT, FEATURES, TYPE, Structure

INITIAL = "_InitialView"
# What both forms call the key of a structure, and that of its view.
KEY, OF_VIEW = "%key", "%view"
# Of other layers, what says which label a place has.
LABELS = ("value", "label", "tag", "category", "identifier")
DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
# What programs find out about words and sentences is no annotation of anybody, though some of it
# can be.
LINGUISTIC = (
    *(f"{DKPRO}{name}" for name in ("lexmorph", "syntax")),
    *(f"{DKPRO}segmentation.type.{name}" for name in ("Lemma", "Stem", "SurfaceForm")),
)
SKIPPED = (
    *("uima.", f"{DKPRO}segmentation", "de.tudarmstadt.ukp.clarin"),
    *(f"{DKPRO}metadata", "de.tudarmstadt.ukp.inception.api"),
)
# What our own layer says of a statement.
WORDS, PARTIES = ("mode", "stance", "certainty"), ("speaker", "target")
SAID = {*WORDS, *PARTIES, "facts"}
OWN = {*FEATURES, KEY, OF_VIEW, "begin", "end"}
# By which a relation tells its ends.
RELATION = {"Governor", "Dependent"}
LONGEST_NUMBER = 9


@dataclass(slots=True)
class View:
    """One of the texts of a CAS; None where it is elsewhere."""

    key: str
    name: str
    text: str | None


def read_cas(
    path: str, views: list[View], rows: Iterable[tuple[str, Structure]]
) -> Iterator[Given]:
    """Of its first view; `rows` are (type, features)."""
    with_text = [one for one in views if one.text is not None]
    if not with_text:
        yield Trouble(path, _("There is no text in it."))
        return
    view = next((one for one in with_text if one.name == INITIAL), with_text[0])
    others = {one.key: one.name or one.key for one in views if one is not view}
    reading = _Reading(path, view.text or "")
    for kind, features in rows:
        if (key := str(features.get(OF_VIEW, view.key))) == view.key:
            reading.take(kind, features)
        else:
            others.setdefault(key, key)
    for name in others.values():
        why = _("The view “%(name)s” is not taken: an article has one text.")
        reading.leave_out(why % {"name": name})
    reading.finish()
    yield from reading.troubles
    yield reading.document


class _Reading:
    """A text on its way in, and what of its layers is no good or has no place here."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text, self.troubles = path, text, list[Trouble]()
        self.offsets = Utf16Offsets(text)
        self.document = Document("", text, key_in(path), at=path)
        self.ours: dict[str, Annotation] = {}
        self.notes: dict[str, dict[str, None]] = {}
        self.others: list[Annotation] = []
        # By layer, what of it is said of no place here.
        self.unused: dict[str, set[str]] = {}
        self.placeless: dict[str, None] = {}
        self.linguistic: dict[str, None] = {}
        # Numbers of ours whose statement is told, or told wrong.
        self.said: set[str] = set()
        self.wrong: set[str] = set()

    def take(self, kind: str, features: Structure) -> None:
        layer = kind.rpartition(".")[2]
        if kind == DOCUMENT:
            self.document.title = str(features.get("documentTitle") or "")
            key = key_in(str(features.get("documentId") or ""))
            self.document.id = self.document.id or key
        elif kind.startswith(LINGUISTIC):
            self.linguistic[layer] = None
        elif kind.startswith(SKIPPED):
            return
        elif RELATION & features.keys():
            # What is between two places is no place.
            why = _("The relation %(key)s of the layer “%(layer)s” is not kept.")
            label = " ".join(str(features[one]) for one in LABELS if features.get(one))
            if label:
                why = _("The relation “%(label)s” of the layer “%(layer)s” is not kept.")
            told = {"key": features.get(KEY), "layer": layer, "label": label[:200]}
            self.leave_out(why % told)
        elif "begin" not in features:
            self.placeless[layer] = None
        elif place := self._place(layer, features):
            if kind == TYPE:
                self._take_ours(layer, features, place)
            else:
                self._take_other(layer, features, place)

    def finish(self) -> None:
        for number, notes in self.notes.items():
            self.ours[number].note = "\n".join(notes)
        for layer, names in self.unused.items():
            why = _("Of the layer “%(layer)s”, this is not taken: %(names)s")
            self.leave_out(why % {"layer": layer, "names": ", ".join(sorted(names))})
        for layer in self.placeless:
            why = _("The layer “%(layer)s” says nothing of places in the text, and is not taken.")
            self.leave_out(why % {"layer": layer})
        for layer in self.linguistic:
            why = _("What the layer “%(layer)s” says of words is not taken.")
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

    def _take_ours(self, layer: str, features: Structure, place: Place) -> None:
        number = str(features.get("annotation") or f"at {place.start} {place.end}")
        is_one = number.isdecimal() and len(number) <= LONGEST_NUMBER
        one = self.ours.setdefault(number, Annotation(int(number) if is_one else 0, []))
        said = {name for name in SAID if features.get(name)}
        # Who does not say what a place of a statement is means what was said.
        place.role = str(features.get("role") or (CONTENT if said else PASSAGE))
        one.places.append(place)
        if note := str(features.get("note") or ""):
            self.notes.setdefault(number, {})[note] = None
        unused = {name for name, value in features.items() if name not in OWN and value}
        if place.role == PASSAGE or number in self.said:
            unused |= said
            said = set()
        if unused:
            self.unused.setdefault(layer, set()).update(unused)
        try:
            _add(one, features, place.role, said)
        except BadRecord as bad:
            self.wrong.add(number)
            why = _("“%(field)s” of “%(words)s” is missing or no such value.")
            self._refuse(why % {"field": bad.path, "words": (place.words or "")[:80]})
        if said:
            self.said.add(number)


def _number(value: Any) -> int:
    """Raises ValueError."""
    found = whole(int(value) if isinstance(value, str) else value)
    if found is None:
        raise ValueError(value)
    return found


def _add(one: Annotation, features: Structure, role: str, said: set[str]) -> None:
    """What a place says of its annotation, of its statement only what is `said`. Raises
    BadRecord."""
    one.tags += str(features.get("tags") or "").split()
    facts = _facts(features) if "facts" in said else {}
    # Somebody may have changed what the layer shows.
    facts |= {name: str(features[name]) for name in WORDS if name in said}
    for name in PARTIES:
        if name in said and told_facts(facts.get(name)).get("name") != features[name]:
            facts[name] = {"name": str(features[name])}
    if facts or (role == CONTENT and one.statement is None):
        one.statement = read_statement(facts)


def _facts(features: Structure) -> Structure:
    """Raises BadRecord."""
    try:
        facts = json.loads(str(features["facts"]))
    except (ValueError, RecursionError) as error:
        raise BadRecord("facts") from error
    if not isinstance(facts, dict):
        raise BadRecord("facts")
    return facts
