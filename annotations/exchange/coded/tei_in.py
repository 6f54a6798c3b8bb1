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
from annotations.exchange.coded.tei_left import left_of
from annotations.exchange.coded.tei_walk import XML, Quoted, T, Walk, in_namespace
from annotations.exchange.coded.unpacking import MOST, unpacked
from annotations.exchange.coded.xml_words import parsed

# A group of spans that we wrote, which is one annotation.
# What has a text of its own.
WHOLE = (f"{T}TEI", f"{T}body")
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
        # What a body or another text has within, such as a letter that is quoted, is of that one.
        every = root.iter(f"{T}body")
        bodies = [one for one in every if next(one.iterancestors(*WHOLE), None) is root]
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
        names = [" ".join("".join(map(str, one.itertext())).split()) for one in self._named()]
        of_path = coder_in(self.path)
        kept = self.root.find(f".//{T}xenoData[@type='attache']")
        # Ours say so of the coder whose folder they are in.
        if others := names[0 if of_path and kept is None else 1 :]:
            why = _("Others who worked on it are not kept as coders: %(names)s")
            self._leave_out(why % {"names": ", ".join(others)[:400]})
        coding = Coding(of_path or Coder(name=next(iter(names), "")))
        if kept is not None:
            facts = self._facts_of(kept.text)
            coding.tags = [str(tag) for tag in listed(facts.get("tags"))]
            coding.state = str(facts.get("state") or "")
        return coding

    def _named(self) -> Iterator[etree._Element]:
        """Who worked on the file."""
        for one in self.root.iterfind(f".//{T}respStmt/*"):
            if one.tag in NAMES[:4]:
                yield one

    def _facts_of(self, words: str | None) -> dict[str, Any]:
        try:
            return _facts(words)
        except BadRecord as wrong:
            self._refuse(wrong)
            return {}

    def _spans(self) -> Iterator[Annotation]:
        """Our groups are an annotation each, of those of others each span is one."""
        tags = _tags_by_id(self.root)
        groups = [*self._own()]
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
                    named = ", ".join(_tags_of(span, tags))[:80]
                    self._refuse(BadRecord(f"{wrong.path} ({named})" if named else wrong.path))
                else:
                    place = Place(PASSAGE, start, end, self.text[start:end])
                    yield Annotation(0, [place], _tags_of(span, tags))

    def _quoted(self) -> Iterator[Annotation]:
        """What is said in the text, but for that which one of our groups says more of."""
        ours = {f"#{one.get(f'{XML}id')}" for one in self._own()}
        quoted = [
            (one, begun, end)
            for one, start, end in self.walk.quoted
            if one.get("corresp") not in ours and (begun := self._begun(start)) < end
        ]
        # The outer one of two that begin at one place is the first.
        quoted.sort(key=lambda one: (one[1], -one[2]))
        parties, unnamed = _parties(self.root), dict[str, None]()
        for several in _together(quoted):
            one, others = _of_quoted(several, self.text, parties)
            unnamed |= dict.fromkeys(others)
            yield one
        if unnamed:
            why = _("Who else said something, or has no name in the file, is not kept: %(names)s")
            self._leave_out(why % {"names": ", ".join(unnamed)[:400]})

    def _begun(self, start: int) -> int:
        """Where its words begin: nobody says the lines between two blocks."""
        while not self.walk.is_exact and self.text[start : start + 1] == "\n":
            start += 1
        return start

    def _tell_what_is_left(self) -> None:
        for why in left_of(self.root, self.walk, {*self._own()}):
            self._leave_out(why)

    def _own(self) -> Iterator[etree._Element]:
        return (one for one in self.root.iter(f"{T}spanGrp") if _is_own(one))

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


def _of_quoted(
    several: list[Quoted], text: str, named: Mapping[str, Party]
) -> tuple[Annotation, list[str]]:
    """And who is said to have said it besides, or is not to be found."""
    element = several[0][0]
    mode = "indirect" if element.get("direct") == "false" else "direct"
    who = dict.fromkeys(each for one, *_ends in several for each in _whom(one))
    parties = {each: party for each in who if (party := _party(each, named))}
    first = next(iter(parties), "")
    places = [Place(CONTENT, start, end, text[start:end]) for _one, start, end in several]
    one = Annotation(0, places, statement=Statement(mode, speaker=parties.get(first)))
    return one, [each for each in who if each != first]


def _whom(element: etree._Element) -> list[str]:
    """Pointers, or a name, which some write instead."""
    words = (element.get("who") or "").split()
    is_name = len(words) > 1 and not any("#" in one or ":" in one for one in words)
    return [" ".join(words)] if is_name else words


def _party(who: str, named: Mapping[str, Party]) -> Party | None:
    """Names are where the file lists them, not made of identifiers."""
    return Party(who) if " " in who else named.get(who.removeprefix("#"))


def _parties(root: etree._Element) -> dict[str, Party]:
    """By their xml:id, those that the file has a name of."""
    kinds = {f"{T}org": "organisation", f"{T}place": "country"}
    found: dict[str, Party] = {}
    for one in root.iter(f"{T}person", f"{T}org", f"{T}place", f"{T}personGrp"):
        key, name = one.get(f"{XML}id"), " ".join("".join(one.itertext(*NAMES)).split())
        if key and name:
            found.setdefault(key, Party(name, kinds.get(str(one.tag), "")))
    return found


NAMES = [
    f"{T}{name}" for name in ("persName", "orgName", "placeName", "name", "forename", "surname")
]


def _facts(words: str | None) -> dict[str, Any]:
    """What we wrote there. Raises BadRecord where it is somebody's own words."""
    try:
        found = json.loads(words or "{}")
    except (ValueError, RecursionError) as error:
        raise BadRecord("desc") from error
    if not isinstance(found, dict):
        raise BadRecord("desc")
    return found


def _words(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path.replace("{}", T)) or "").split())
