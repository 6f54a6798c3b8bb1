"""TEI taken in: ours with anchors and spans, and other people's <said>, <quote> and <q>."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from annotations.domain.coded import Annotation, Coder, Coding, Document, Party, Place, Statement
from annotations.domain.coded.as_json import BadRecord, read_statement
from annotations.domain.coded.records import CONTENT
from annotations.exchange.coded.naming import coder_in, key_in
from annotations.exchange.coded.taken import Given, Trouble
from annotations.exchange.coded.tei import NAMESPACE, TAG
from annotations.exchange.coded.unpacking import unpacked
from annotations.exchange.coded.xml_words import parsed

XML = "{http://www.w3.org/XML/1998/namespace}"
T = f"{{{NAMESPACE}}}"
BLOCKS = {f"{T}{name}" for name in ("p", "head", "ab", "l", "item", "seg")} - {f"{T}seg"}
QUOTED = {f"{T}{name}" for name in ("said", "quote", "q")}
SPACE = re.compile(r"\s+")
Quoted = tuple[etree._Element, int, int]


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """One .xml, or a zip of several. Raises BadFile."""
    if file.read(2) != b"PK":
        file.seek(0)
        yield from _given(file.read(), name)
        return
    with unpacked(file) as archive:
        for path in archive.ending(".xml", ".tei"):
            yield from _given(archive.read(path), path)


def _given(data: bytes, path: str) -> Iterator[Given]:
    root = parsed(data, path)
    troubles: list[BadRecord] = []
    found: Document | None = None
    try:
        found = _document(root, path, troubles)
    except BadRecord as wrong:
        troubles.append(wrong)
    for one in troubles:
        why = _("“%(field)s” is missing or no such value.") % {"field": one.path}
        yield Trouble(path, why)
    if found:
        yield found


def _document(root: etree._Element, path: str, troubles: list[BadRecord]) -> Document:
    """Without the groups of spans that make no sense, which it puts among the `troubles`. Raises
    BadRecord."""
    body = root.find(f".//{T}body")
    if body is None:
        raise BadRecord("body")
    walk = _Walk(is_exact=body.get(f"{XML}space") == "preserve")
    walk.through(body)
    text = "".join(walk.parts)
    bibl = root.find(f".//{T}sourceDesc//{T}bibl")
    document = Document(_words(root, ".//{}titleStmt/{}title"), text, at=path)
    if bibl is not None:
        document.id = key_in(_words(bibl, "{}idno")) or key_in(path)
        document.source.name = "" if document.id else _words(bibl, "{}publisher")
    coding = Coding(coder_in(path) or Coder(name=_words(root, ".//{}respStmt/{}name")))
    kept = root.find(f".//{T}xenoData[@type='attache']")
    if kept is not None:
        facts = _facts(kept.text)
        coding.tags = [str(tag) for tag in facts.get("tags") or []]
        coding.state = str(facts.get("state") or "")
    groups = root.findall(f".//{T}standOff/{T}spanGrp")
    tags = _tags_by_id(root)
    for group in groups:
        try:
            coding.annotations.append(_of_group(group, walk, text, tags))
        except BadRecord as wrong:
            troubles.append(wrong)
    if not groups:
        coding.annotations = [_of_quoted(several, text, root) for several in _together(walk.quoted)]
    document.codings = [coding]
    return document


@dataclass
class _Walk:
    """The text of a body; `anchors` by their id as [start, end) of what is in them, and `quoted`
    with (element, start, end)."""

    is_exact: bool
    parts: list[str] = field(default_factory=list)
    at: int = 0
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    quoted: list[Quoted] = field(default_factory=list)

    def through(self, element: etree._Element) -> None:
        is_block = element.tag in BLOCKS
        if is_block and not self.is_exact and self.at:
            self._trim()
            self._add("\n\n")
        start = self.at
        if is_block or element.tag not in (f"{T}body", f"{T}div"):
            self._take(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag != f"{T}note":
                self.through(child)
            if is_block or element.tag not in (f"{T}body", f"{T}div"):
                self._take(child.tail)
        if key := element.get(f"{XML}id"):
            self.anchors[key] = start, self.at
        if element.tag in QUOTED and self.at > start:
            self.quoted.append((element, start, self.at))

    def _take(self, words: str | None) -> None:
        if not words:
            return
        if not self.is_exact:
            words = SPACE.sub(" ", words)
            if not self.parts or self.parts[-1].endswith((" ", "\n")):
                words = words.lstrip()
        self._add(words)

    def _add(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self.at += len(words)

    def _trim(self) -> None:
        """Before another block: nobody sees the space at the end of a line."""
        if self.parts and self.parts[-1].endswith(" "):
            self.parts[-1] = self.parts[-1][:-1]
            self.at -= 1
            self.quoted = [(one, start, min(end, self.at)) for one, start, end in self.quoted]


def _tags_by_id(root: etree._Element) -> dict[str, str]:
    """What our files say that a category is, whose xml:id cannot have all letters of a tag."""
    found = root.iterfind(f".//{T}taxonomy/{T}category")
    said = ((one.get(f"{XML}id") or "", one.findtext(f"{T}catDesc") or "") for one in found)
    return {key: tag for key, tag in said if key.startswith(TAG)}


def _of_group(
    group: etree._Element, walk: _Walk, text: str, tags_by_id: Mapping[str, str]
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


def _ends(span: etree._Element, walk: _Walk) -> tuple[int, int]:
    """Between two anchors; or over what stands in the elements that it points to. Raises
    BadRecord."""
    targets = (span.get("target") or "").split()
    first = span.get("from") or (targets[0] if targets else None)
    last = span.get("to") or (targets[-1] if targets else first)
    return _anchor(first, walk)[0], _anchor(last, walk)[1]


def _anchor(pointer: str | None, walk: _Walk) -> tuple[int, int]:
    """Raises BadRecord."""
    found = walk.anchors.get((pointer or "").removeprefix("#"))
    if found is None:
        raise BadRecord(f"span {pointer}")
    return found


def _together(quoted: list[Quoted]) -> list[list[Quoted]]:
    """What was said in one, though something stands between: each says which it goes on from, or
    with which it does."""
    before = {
        (one.get("next") or "").removeprefix("#"): one.get(f"{XML}id") for one, *_ends in quoted
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
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _words(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path.replace("{}", T)) or "").split())
