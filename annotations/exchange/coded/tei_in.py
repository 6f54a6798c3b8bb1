"""TEI taken in: ours with anchors and spans, and other people's <said>, <quote> and <q>."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from annotations.domain.coded import Annotation, Coder, Coding, Document, Party, Place, Statement
from annotations.domain.coded.as_json import BadRecord, read_statement
from annotations.domain.coded.records import CONTENT, PASSAGE
from annotations.exchange.coded.entities import listed
from annotations.exchange.coded.naming import coder_in, key_in
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.coded.tei import TAG
from annotations.exchange.coded.tei_walk import XML, Quoted, T, Walk, in_namespace
from annotations.exchange.coded.unpacking import MOST, unpacked
from annotations.exchange.coded.xml_words import parsed

# A group of spans that we wrote, which is one annotation.
OWN = re.compile(r"n\d+")


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """One .xml, or a zip of several. Raises BadFile."""
    if file.read(2) != b"PK":
        file.seek(0)
        yield from _given(file.read(MOST + 1), name)
        return
    with unpacked(file) as archive:
        for path in archive.ending(".xml", ".tei"):
            try:
                yield from _given(archive.read(path), path)
            except BadFile as reason:
                yield Trouble(path, str(reason))


def _given(data: bytes, path: str) -> Iterator[Given]:
    """Each text of a corpus. Raises BadFile."""
    root = in_namespace(parsed(data, path))
    texts = [*root.iter(f"{T}TEI")]
    if not texts:
        raise BadFile(_("“%(name)s” is no TEI: there is no text in it.") % {"name": path})
    for number, one in enumerate(texts, start=1):
        told = {"path": path, "number": number}
        at = path if len(texts) == 1 else _("%(path)s, text %(number)s") % told
        reading = _Reading(one, path, at)
        yield from reading.troubles
        if reading.document:
            yield reading.document


class _Reading:
    """A text with what is said of it, and what of that is no good or has no place here."""

    def __init__(self, root: etree._Element, path: str, at: str) -> None:
        self.root, self.path, self.at = root, path, at
        self.troubles: list[Trouble] = []
        self.document: Document | None = None
        bodies = root.findall(f".//{T}body")
        if not bodies:
            self._refuse(BadRecord("body"))
            return
        self.walk = Walk(is_exact=bodies[0].get(f"{XML}space") == "preserve")
        for body in bodies:
            self.walk.through(body)
        self.text = "".join(self.walk.parts)
        self.document = self._headed()
        coding = self._of_whom()
        coding.annotations = [*self._spans(), *self._quoted()]
        self.document.codings = [coding]
        self._tell_what_is_left()

    def _headed(self) -> Document:
        bibl = self.root.find(f".//{T}sourceDesc//{T}bibl")
        title = _words(self.root, ".//{}titleStmt/{}title")
        document = Document(title, self.text, at=self.at)
        if bibl is not None:
            document.id = key_in(_words(bibl, "{}idno")) or key_in(self.path)
            document.source.name = "" if document.id else _words(bibl, "{}publisher")
        return document

    def _of_whom(self) -> Coding:
        name = _words(self.root, ".//{}respStmt/{}name")
        coding = Coding(coder_in(self.path) or Coder(name=name))
        kept = self.root.find(f".//{T}xenoData[@type='attache']")
        if kept is not None:
            facts = _facts(kept.text)
            coding.tags = [str(tag) for tag in listed(facts.get("tags"))]
            coding.state = str(facts.get("state") or "")
        return coding

    def _spans(self) -> Iterator[Annotation]:
        """Our groups are an annotation each, of those of others each span is one."""
        tags = _tags_by_id(self.root)
        groups = [one for one in self.root.iter(f"{T}spanGrp") if _is_own(one)]
        own = {span for group in groups for span in group.iter(f"{T}span")}
        for group in groups:
            try:
                yield _of_group(group, self.walk, self.text, tags)
            except BadRecord as wrong:
                self._refuse(wrong)
        for span in self.root.iter(f"{T}span"):
            if span not in own:
                try:
                    start, end = _ends(span, self.walk)
                except BadRecord as wrong:
                    self._refuse(wrong)
                else:
                    place = Place(PASSAGE, start, end, self.text[start:end])
                    yield Annotation(0, [place], _tags_of(span, tags))

    def _quoted(self) -> Iterator[Annotation]:
        """What is said in the text, but for that which one of our groups says more of."""
        ours = {f"#{one.get(f'{XML}id')}" for one in self.root.iter(f"{T}spanGrp") if _is_own(one)}
        quoted = [
            (one, begun, end)
            for one, start, end in self.walk.quoted
            if one.get("corresp") not in ours and (begun := self._begun(start)) < end
        ]
        # The outer one of two that begin at one place is the first.
        quoted.sort(key=lambda one: (one[1], -one[2]))
        for several in _together(quoted):
            yield _of_quoted(several, self.text, self.root)

    def _begun(self, start: int) -> int:
        """Where its words begin: nobody says the lines between two blocks."""
        while not self.walk.is_exact and self.text[start : start + 1] == "\n":
            start += 1
        return start

    def _tell_what_is_left(self) -> None:
        for note in self.walk.notes:
            why = _("A note in the text is not taken: %(words)s")
            self._leave_out(why % {"words": note[:80]})
        if self.walk.names:
            several = ", ".join(f"{name} {count}" for name, count in self.walk.names.items())
            why = _("Names that are marked in the text are not taken as passages: %(names)s")
            self._leave_out(why % {"names": several})
        for name in ("front", "back", "listAnnotation"):
            if any("".join(one.itertext()).strip() for one in self.root.iter(f"{T}{name}")):
                why = _("What stands in <%(name)s> is not taken.")
                self._leave_out(why % {"name": name})

    def _refuse(self, wrong: BadRecord) -> None:
        why = _("“%(field)s” is missing or no such value.") % {"field": wrong.path}
        self.troubles.append(Trouble(self.at, why))

    def _leave_out(self, why: str) -> None:
        self.troubles.append(Trouble(self.at, why, is_left_out=True))


def _is_own(group: etree._Element) -> bool:
    is_named = OWN.fullmatch(group.get(f"{XML}id") or "")
    return bool(is_named and group.get("type") in ("passage", "statement"))


def _tags_of(span: etree._Element, tags_by_id: Mapping[str, str]) -> list[str]:
    """What it is said to be, by itself or by its group: by a pointer, in words, or as its kind."""
    group = span.getparent()
    above = group if group is not None and group.tag == f"{T}spanGrp" else span
    for pointers in (span.get("ana"), above.get("ana")):
        if pointers:
            named = [one.rpartition("#")[2] for one in pointers.split()]
            return [tags_by_id.get(one) or one.removeprefix(TAG) for one in named if one]
    words = " ".join("".join(map(str, span.itertext())).split())
    return [one for one in (words or span.get("type") or above.get("type"),) if one]


def _tags_by_id(root: etree._Element) -> dict[str, str]:
    """What our files say that a category is, whose xml:id cannot have all letters of a tag."""
    found = root.iterfind(f".//{T}taxonomy/{T}category")
    said = ((one.get(f"{XML}id") or "", one.findtext(f"{T}catDesc") or "") for one in found)
    return {key: tag for key, tag in said if key.startswith(TAG)}


def _of_group(
    group: etree._Element, walk: Walk, text: str, tags_by_id: Mapping[str, str]
) -> Annotation:
    """Raises BadRecord."""
    places = []
    for span in group.findall(f"{T}span"):
        start, end = _ends(span, walk)
        places.append(Place(span.get("type") or "passage", start, end, text[start:end]))
    facts = _facts(group.findtext(f"{T}desc"))
    said = facts.get("statement")
    named = [one.removeprefix("#") for one in (group.get("ana") or "").split()]
    tags = [tags_by_id.get(one) or one.removeprefix(TAG) for one in named]
    number = (group.get(f"{XML}id") or "").removeprefix("n")
    is_statement = group.get("type") == "statement"
    statement = read_statement(said if isinstance(said, dict) else {}) if is_statement else None
    number_here = int(number) if number.isdecimal() else 0
    note = str(facts.get("note") or "")
    return Annotation(number_here, places, tags, note, statement=statement)


def _ends(span: etree._Element, walk: Walk) -> tuple[int, int]:
    """Between two anchors; or over what stands in the elements that it points to. Raises
    BadRecord."""
    targets = (span.get("target") or "").split()
    first = span.get("from") or (targets[0] if targets else None)
    last = span.get("to") or (targets[-1] if targets else first)
    return _anchor(first, walk)[0], _anchor(last, walk)[1]


def _anchor(pointer: str | None, walk: Walk) -> tuple[int, int]:
    """Raises BadRecord."""
    found = walk.anchors.get((pointer or "").removeprefix("#"))
    if found is None:
        raise BadRecord(f"span {pointer}")
    return found


def _together(quoted: list[Quoted]) -> list[list[Quoted]]:
    """What was said in one, though something stands between: each says which it goes on from, or
    with which it does."""
    before = {
        to.removeprefix("#"): one.get(f"{XML}id")
        for one, *_ends in quoted
        if (to := one.get("next"))
    }
    found: list[list[Quoted]] = []
    by_key: dict[str, list[Quoted]] = {}
    for each in quoted:
        key = each[0].get(f"{XML}id") or ""
        earlier = (each[0].get("prev") or "").removeprefix("#") or before.get(key) or ""
        several = by_key.get(earlier)
        if several is None:
            several = []
            found.append(several)
        several.append(each)
        if key:
            by_key[key] = several
    return found


def _of_quoted(several: list[Quoted], text: str, root: etree._Element) -> Annotation:
    element = several[0][0]
    mode = "indirect" if element.get("direct") == "false" else "direct"
    who = next((who for one, *_ends in several if (who := one.get("who"))), None)
    places = [Place(CONTENT, start, end, text[start:end]) for _one, start, end in several]
    return Annotation(0, places, statement=Statement(mode, speaker=_party(who, root)))


def _party(who: str | None, root: etree._Element) -> Party | None:
    """Whom a pointer names. Names are where the file lists them, not made of identifiers; some
    write the name itself."""
    words = " ".join((who or "").split())
    if words and "#" not in words and ":" not in words and " " in words:
        return Party(words)
    key = words.split(" ")[0].removeprefix("#")
    if not key:
        return None
    for one in root.iter(f"{T}person", f"{T}org", f"{T}place", f"{T}personGrp"):
        if one.get(f"{XML}id") == key:
            kinds = {f"{T}org": "organisation", f"{T}place": "country"}
            name = " ".join("".join(one.itertext(*NAMES)).split())
            return Party(name, kinds.get(str(one.tag), "")) if name else None
    return None


NAMES = [
    f"{T}{name}" for name in ("persName", "orgName", "placeName", "name", "forename", "surname")
]


def _facts(words: str | None) -> dict[str, Any]:
    """What we wrote there; nothing where it is somebody's own words."""
    if not words:
        return {}
    try:
        found = json.loads(words)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _words(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path.replace("{}", T)) or "").split())
