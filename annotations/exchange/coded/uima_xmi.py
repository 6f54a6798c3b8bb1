"""UIMA CAS as XMI with its type system, a file for each coding, as INCEpTION imports it.

Offsets are UTF-16 units. Characters that XML cannot write are one U+FFFD each.
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from annotations.domain.coded import Coding, Document, masked
from annotations.domain.text import Utf16Offsets
from annotations.domain.text.unwritable import writable
from annotations.exchange.coded.entities import listed
from annotations.exchange.coded.facts import Export, several
from annotations.exchange.coded.naming import name_of
from annotations.exchange.coded.packing import Member, packed
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.coded.uima_in import KEY, OF_VIEW, View, read_cas
from annotations.exchange.coded.uima_names import is_of_nobody
from annotations.exchange.coded.uima_types import (
    ABOUT,
    ANNOTATION,
    DOCUMENT,
    FEATURES,
    TYPE,
    Structure,
    about,
    structures,
)
from annotations.exchange.coded.unpacking import MOST, unpacked
from annotations.exchange.coded.xml_words import parsed, quoted

FORMAT, VERSION = "UIMA CAS XMI", 1
XMI = "http://www.omg.org/XMI"
ID, SOFA = f"{{{XMI}}}id", "uima.cas.Sofa"
ECORE = ("http:///", ".ecore")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACES = (
    f'xmlns:xmi="{XMI}" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:metadata="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" '
    'xmlns:custom="http:///webanno/custom.ecore" xmi:version="2.0"'
)


def write(export: Export) -> Iterator[bytes]:
    return packed(export, FORMAT, VERSION, _members(export))


def _members(export: Export) -> Iterator[Member]:
    yield "TypeSystem.xml", [type_system().encode()]
    for document, coding in several(export):
        yield name_of(document, coding, "xmi"), [_xmi(document, coding).encode()]


def type_system() -> str:
    return HEAD + (
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>'
        + _type(DOCUMENT, "uima.tcas.DocumentAnnotation", dict.fromkeys(ABOUT[:-1], ""))
        + _type(TYPE, ANNOTATION, FEATURES)
        + "</types></typeSystemDescription>\n"
    )


def _type(name: str, above: str, features: dict[str, str]) -> str:
    rows = "".join(
        f"<featureDescription><name>{feature}</name><description>{told}</description>"
        "<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>"
        for feature, told in features.items()
    )
    return (
        f"<typeDescription><name>{name}</name><description/>"
        f"<supertypeName>{above}</supertypeName><features>{rows}</features></typeDescription>"
    )


def _xmi(document: Document, coding: Coding | None) -> str:
    text = writable(masked(document))
    offsets = Utf16Offsets(text)
    facts = {"begin": 0, "end": offsets.to_utf16(len(text)), **about(document)}
    parts = [f"<metadata:DocumentMetaData xmi:id={quoted('2')} sofa='1'{_attributes(facts)}/>"]
    for number, one in enumerate(structures(coding, offsets), start=3):
        parts.append(f'<custom:Attache xmi:id="{number}" sofa="1"{_attributes(one)}/>')
    members = " ".join(str(number) for number in range(2, 2 + len(parts)))
    sofa = f'sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString={quoted(text)}'
    return (
        f'{HEAD}<xmi:XMI {SPACES}>\n<cas:NULL xmi:id="0"/>\n'
        + "\n".join(parts)
        + f'\n<cas:Sofa xmi:id="1" {sofa}/>\n<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
    )


def _attributes(found: Structure) -> str:
    return "".join(f" {name}={quoted(str(value))}" for name, value in found.items())


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """One .xmi, or a zip of several. Raises BadFile."""
    if file.read(2) != b"PK":
        file.seek(0)
        yield from _given(file.read(MOST + 1), name)
        return
    with unpacked(file) as archive:
        for path in archive.ending(".xmi"):
            # In exports of INCEpTION there is a zip for each person, by whom that one is called.
            is_ones = "/" in name and "/" not in path
            try:
                yield from _given(archive.read(path), f"{name[:-4]}.xmi" if is_ones else path)
            except BadFile as reason:
                yield Trouble(path, str(reason))


def _given(data: bytes, path: str) -> Iterator[Given]:
    """Raises BadFile."""
    if is_of_nobody(path):
        return
    root = parsed(data, path)
    views = [
        View(one.get(ID) or "", one.get("sofaID") or "", one.get("sofaString"))
        for one in root
        if _kind(one) == SOFA
    ]
    rows = [(_kind(one), _features(one)) for one in root]
    yield from read_cas(path, views, [row for row in rows if not row[0].startswith("uima.cas.")])


def _features(one: etree._Element) -> Structure:
    """What has several values has an element for each."""
    found: Structure = {
        OF_VIEW if name == "sofa" else str(name): value for name, value in one.items()
    }
    found[KEY] = found.pop(ID, "")
    several: dict[str, list[str]] = {}
    for child in one:
        if isinstance(child.tag, str):
            several.setdefault(child.tag.rpartition("}")[2], []).append(child.text or "")
    for name, values in several.items():
        # Some write one value as an attribute, and more of them behind it.
        found[name] = [*listed(found.get(name)), *values]
    return found


def _kind(one: etree._Element) -> str:
    """webanno.custom.Attache of {http:///webanno/custom.ecore}Attache."""
    space, _brace, name = str(one.tag).removeprefix("{").rpartition("}")
    return f"{space.removeprefix(ECORE[0]).removesuffix(ECORE[1]).replace('/', '.')}.{name}"
