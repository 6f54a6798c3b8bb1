"""UIMA CAS as XMI with its type system, a file for each coding, as INCEpTION imports it.

Offsets are UTF-16 units. Characters that XML cannot write are one U+FFFD each.
"""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from lxml import etree

from annotations.domain.coded import Coder, Coding, Document, masked
from annotations.domain.coded.as_json import BadRecord
from annotations.domain.text import Utf16Offsets
from annotations.domain.text.unwritable import writable
from annotations.exchange.coded.facts import Export, several
from annotations.exchange.coded.naming import key_in, name_of
from annotations.exchange.coded.packing import Member, packed
from annotations.exchange.coded.taken import Given, Trouble
from annotations.exchange.coded.uima_names import coder_of, is_of_nobody
from annotations.exchange.coded.uima_types import (
    ABOUT,
    ANNOTATION,
    DOCUMENT,
    FEATURES,
    TYPE,
    Structure,
    about,
    annotations_of,
    is_skipped,
    structures,
)
from annotations.exchange.coded.unpacking import unpacked
from annotations.exchange.coded.xml_words import parsed, quoted

FORMAT, VERSION = "UIMA CAS XMI", 1
XMI = "http://www.omg.org/XMI"
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
    """Of a zip with .xmi files. Raises BadFile."""
    with unpacked(file) as archive:
        for path in archive.ending(".xmi"):
            # In exports of INCEpTION there is a zip for each person, by whom that one is called.
            is_ones = "/" in name and "/" not in path
            yield from _given(archive.read(path), f"{name[:-4]}.xmi" if is_ones else path)


def _given(data: bytes, path: str) -> Iterator[Given]:
    """Raises BadFile."""
    if is_of_nobody(path):
        return
    root = parsed(data, path)
    try:
        yield _document(root, path)
    except (BadRecord, ValueError, KeyError):
        yield Trouble(path, _("A place or a feature in it makes no sense."))


def _document(root: etree._Element, path: str) -> Document:
    """Raises BadRecord, ValueError, KeyError."""
    sofas = [one for one in root if one.get("sofaString") is not None]
    if not sofas:
        raise KeyError("sofaString")
    text, view = str(sofas[0].get("sofaString")), sofas[0].get(f"{{{XMI}}}id")
    document = Document("", text, key_in(path), at=path)
    found: list[tuple[str, Structure]] = []
    for one in root:
        kind = _kind(one)
        if one.get("begin") is None or one.get("sofa", view) != view:
            continue
        if kind == DOCUMENT:
            document.title = one.get("documentTitle") or ""
            document.id = document.id or key_in(one.get("documentId") or "")
        elif not is_skipped(kind):
            found.append((kind, dict(one.attrib)))
    coder = coder_of(path) or Coder()
    offsets = Utf16Offsets(text)
    document.codings = [Coding(coder, annotations=annotations_of(text, found, offsets))]
    return document


def _kind(one: etree._Element) -> str:
    """webanno.custom.Attache of {http:///webanno/custom.ecore}Attache."""
    space, _brace, name = str(one.tag).removeprefix("{").rpartition("}")
    return f"{space.removeprefix(ECORE[0]).removesuffix(ECORE[1]).replace('/', '.')}.{name}"
