"""The text of a body of TEI, and where its elements stand in it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from annotations.exchange.coded.tei import NAMESPACE

XML = "{http://www.w3.org/XML/1998/namespace}"
T = f"{{{NAMESPACE}}}"
OLD = "TEI.2"
BLOCKS = {
    f"{T}{name}"
    for name in (
        *("p", "head", "ab", "l", "item", "cell", "speaker", "stage", "byline", "dateline"),
        *("salute", "signed", "trailer"),
    )
}
BARE = {f"{T}body", f"{T}div"}
QUOTED = {f"{T}{name}" for name in ("said", "quote", "q")}
NAMES = ("persName", "orgName", "placeName", "name", "rs")
# What says something of the text, and is none of it.
BESIDE = {
    f"{T}{name}"
    for name in (
        *("note", "span", "spanGrp", "interp", "interpGrp", "link", "linkGrp", "standOff"),
        *("timeline", "fw"),
    )
}
# Of two readings, the one that an editor put beside the other.
EARLIER = {f"{T}{name}" for name in ("sic", "orig", "abbr")}
LATER = {f"{T}{name}" for name in ("corr", "reg", "expan")}
SPACE = re.compile(r"\s+")
Quoted = tuple[etree._Element, int, int]


def in_namespace(root: etree._Element) -> etree._Element:
    """Changes and returns it: what has no namespace is meant as TEI, in which some forget to say
    so; TEI P4 had none."""
    if str(root.tag) in ("TEI", OLD, "teiCorpus"):
        for one in root.iter():
            if isinstance(one.tag, str) and not one.tag.startswith("{"):
                one.tag = T + ("TEI" if one.tag == OLD else one.tag)
                if (key := one.get("id")) and not one.get(f"{XML}id"):
                    one.set(f"{XML}id", key)
    return root


@dataclass
class Walk:
    """The text of a body; `anchors` by their id as [start, end) of what is in them, and `quoted`
    with (element, start, end). `notes` are those that stand in it, `names` how many there are."""

    is_exact: bool
    parts: list[str] = field(default_factory=list)
    at: int = 0
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    quoted: list[Quoted] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    def through(self, element: etree._Element) -> None:
        is_block = element.tag in BLOCKS
        if is_block and not self.is_exact and self.at:
            self._trim()
            self._add("\n\n")
        start = self.at
        has_words = is_block or element.tag not in BARE
        if has_words:
            self._take(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            if has_words:
                self._take(child.tail)
        self._note_place(element, start)

    def _child(self, child: etree._Element) -> None:
        if child.tag == f"{T}note":
            self.notes.append(child)
        elif child.tag == f"{T}lb" and child.get("break") != "no" and not self.is_exact:
            self._take(" ")
        if child.tag not in BESIDE and not _is_replaced(child):
            self.through(child)

    def _note_place(self, element: etree._Element, start: int) -> None:
        if key := element.get(f"{XML}id"):
            self.anchors[key] = start, self.at
        if element.tag in QUOTED and self.at > start:
            self.quoted.append((element, start, self.at))
        name = str(element.tag).removeprefix(T)
        if name in NAMES and self.at > start:
            self.names[name] += 1

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
            # Each ends where the next one does, or before: of the others none reached that space.
            for place in range(len(self.quoted) - 1, -1, -1):
                one, start, end = self.quoted[place]
                if end <= self.at:
                    break
                self.quoted[place] = one, start, self.at


def _is_replaced(child: etree._Element) -> bool:
    above = child.getparent()
    if child.tag not in EARLIER or above is None or above.tag != f"{T}choice":
        return False
    return any(one.tag in LATER for one in above)
