"""The codebook of REFI-QDA (QDC), as programs for qualitative analysis read and write it.

The standard has a name, a colour, a description and whether a code can be used. Example and "when
not" stand in the description under headings; all else that we know of a tag stays with the tag.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _
from lxml import etree

from annotations.actions.codebook_trees import CannotReadCodebook
from annotations.domain.codebook_states import TagState
from annotations.exchange.codebooks.given import Given

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Attaché"
MOST_CODES, DEEPEST, LONGEST = 2_000, 30, 5 * 1024 * 1024
# The colours of tags as other programs show them: those of the light theme's ink.
HEX = {
    "teal": "#0E675C",
    "blue": "#1B5B98",
    "indigo": "#3C4AA6",
    "violet": "#6740A6",
    "plum": "#83317C",
    "rose": "#A32858",
    "red": "#A52A20",
    "orange": "#934209",
    "amber": "#755400",
    "olive": "#576012",
    "green": "#29692D",
    "grey": "#59544C",
}
HEADINGS = {"example": "Example:", "when_not": "When not to use it:"}
PARTS = re.compile(r"\n\n(Example:|When not to use it:) ")


def as_qdc(states: Sequence[TagState]) -> bytes:
    """Without the tags that are retired: the standard knows no such state."""
    root = etree.Element(_tag("CodeBook"), nsmap={None: NAMESPACE}, origin=ORIGIN)
    codes = etree.SubElement(root, _tag("Codes"))
    made: dict[str | None, etree._Element] = {}
    for state in states:
        if state.is_retired:
            continue
        code = etree.SubElement(
            made.get(state.parent, codes),
            _tag("Code"),
            guid=state.id,
            name=_clean(state.name),
            isCodable="true" if state.applies_to else "false",
            color=HEX[state.colour],
        )
        made[state.id] = code
        if words := _described(state):
            # Before the codes below it, as the schema has it; these come later.
            etree.SubElement(code, _tag("Description")).text = _clean(words)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def read_qdc(data: bytes) -> list[Given]:
    """The codes of a codebook, or of the codebook within a project (QDE).

    Programs differ: in the prefix of the namespace or whether there is one, in the encoding, in how
    they write ids, colours and truth. Sets, notes and memos are left aside. Raises
    CannotReadCodebook.
    """
    if len(data) > LONGEST:
        raise CannotReadCodebook(_("This file is too large for a codebook."))
    data = _from_its_first_sign(data)
    _look_through(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    codes = _codes_of(etree.fromstring(data, parser))
    seen: set[str] = set()
    found = [given for code in _named(codes, "Code") for given in _codes(code, "", seen)]
    if len(found) > MOST_CODES:
        raise CannotReadCodebook(_("This file is too large for a codebook."))
    return found


def _from_its_first_sign(data: bytes) -> bytes:
    """Some write a line before the XML, which it may not have."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    return data.removeprefix(codecs.BOM_UTF8).lstrip()


def _codes_of(root: etree._Element) -> etree._Element:
    book = root if _local(root) == "CodeBook" else next(_named(root, "CodeBook"), None)
    codes = None if book is None else next(_named(book, "Codes"), None)
    if codes is None or not (_space(root) or "urn:QDA-XML").startswith("urn:QDA-XML"):
        raise CannotReadCodebook(_("This file is no REFI-QDA codebook."))
    return codes


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Those of its children, in whatever namespace."""
    return (child for child in element.iterchildren("*") if _local(child) == name)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _space(element: etree._Element) -> str | None:
    return etree.QName(element).namespace


def _look_through(data: bytes) -> None:
    """Refuses what is no XML, has a document type (and so entities), or is nested too deep."""
    depth = 0

    def refuse(*_about: Any) -> None:
        raise CannotReadCodebook(_("A codebook has no document type definition."))

    def begin(*_about: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise CannotReadCodebook(_("This file is too large for a codebook."))

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise CannotReadCodebook(_("This file is no proper XML.")) from error


def _codes(code: etree._Element, above: str, seen: set[str]) -> Iterator[Given]:
    """The code and those below it. What has no id of its own, or that of another one, is called by
    its place."""
    name = " ".join((code.get("name") or "").split())
    guid = _guid(code.get("guid") or "")
    guid = "" if guid in seen else guid
    seen.add(guid)
    ref = guid or code.getroottree().getpath(code)
    if not name:
        raise CannotReadCodebook(_("A code of this file has no name."))
    described = next(_named(code, "Description"), None)
    told: dict[str, Any] = _parts("" if described is None else "".join(described.itertext()))
    if colour := _nearest(code.get("color") or ""):
        told["colour"] = colour
    if (code.get("isCodable") or "").strip().lower() in ("false", "0"):
        told["applies_to"] = ()
    yield Given(ref, name[:120], above, guid, told)
    for child in _named(code, "Code"):
        yield from _codes(child, ref, seen)


def _guid(text: str) -> str:
    try:
        return str(UUID(text.strip()))
    except ValueError:
        return ""


def _described(state: TagState) -> str:
    words = state.definition
    for field, heading in HEADINGS.items():
        if value := getattr(state, field):
            words += f"\n\n{heading} {value}"
    return words


def _parts(words: str) -> dict[str, str]:
    definition, *rest = PARTS.split(words.replace("\r\n", "\n").replace("\r", "\n"))
    found = {"definition": definition.strip(), "example": "", "when_not": ""}
    fields = {heading: field for field, heading in HEADINGS.items()}
    for heading, value in zip(rest[::2], rest[1::2], strict=True):
        found[fields[heading]] = value.strip()
    return found


def _nearest(colour: str) -> str:
    """The colour of ours that looks most like it; "" for none. Before it may stand how opaque it
    is."""
    found = re.fullmatch(r"#?(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})", colour.strip())
    if not found:
        return ""
    wanted = _rgb(f"#{found[1]}")

    def distance(name: str) -> int:
        return sum((a - b) ** 2 for a, b in zip(_rgb(HEX[name]), wanted, strict=True))

    return min(HEX, key=distance)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _clean(words: str) -> str:
    """Without what XML cannot say."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", words)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
